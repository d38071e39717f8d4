import { join } from 'node:path'
import { local as near } from '#lib/i18n/gates/local-network-vi.ts'
import { live } from '#lib/i18n/gates/live-vi.ts'
import { orders } from '#lib/i18n/gates/commands-vi.ts'
import { sheets } from '#lib/i18n/gates/register-vi.ts'
import { gates } from '#lib/i18n/gates/gates-vi.ts'
import { paper } from '#lib/i18n/paper-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { runAgent } from '../../../gate-agent/main.ts'
import { simulatedHomeAssistant } from '../../../gate-agent/simulator/controllers/home-assistant.ts'
import { SimulatedGate } from '../../../gate-agent/simulator/simulated-gate.ts'
import { startMosquitto, type Mosquitto } from '../../broker/brokers.ts'
import { textOfPages } from '../../pdf.ts'
import type { TestAccount, TestStack } from '../../stack.ts'
import {
  allowLocalNetwork,
  logOf,
  phoneOf,
  press,
  reported,
  slideByKeys,
  stackWithGate,
  toGate
} from './gate-stage.ts'
import { goInside, type Phone } from '../phone.ts'
import { expect, forFile, test } from '../fixtures.ts'

/** A commander's phone, the real agent and a gate that is not there, with a broker beside it. */
let stack: TestStack
let beside: Mosquitto
let gate: SimulatedGate
let phone: Phone
let account: TestAccount

test.describe.configure({ mode: 'serial' })
forFile(async (keep) => {
  stack = keep(await stackWithGate())
  beside = keep(await startMosquitto())
  const broker = { url: `mqtt://127.0.0.1:${beside.tcp}` }
  gate = keep(
    await SimulatedGate.start({
      url: broker.url,
      controller: simulatedHomeAssistant('cong-1b'),
      travelMs: 1_200
    })
  )
  const { name, password } = await stack.account('agent')
  const agent = runAgent(
    {
      server: stack.url,
      account: name,
      password,
      unit: stack.unit,
      label: 'Máy tại cổng',
      clock: true,
      dataDir: join(stack.dataDir, 'agent'),
      listen: '127.0.0.1:0',
      publicUrl: '',
      local: broker,
      gates: [
        {
          gate: 'cong-1b',
          controller: { broker, dialect: 'home-assistant', id: 'cong-1b/cua' },
          travelSeconds: 2,
          closeAt: new Date(Date.now() + 7 * 3_600_000 + 2 * 3_600_000).toISOString().slice(11, 16),
          policy: { twoPersons: null }
        }
      ]
    },
    () => {}
  )
  keep(agent)
  await stack.letInPhoneOf(name)
  const commander = await phoneOf(stack, 'commander')
  phone = keep(commander.phone)
  account = commander.account
})

test('27: an address that is opened, as by a notification, asks nothing of the gate, whatever stands in it', async () => {
  const { page } = phone
  await toGate(phone)
  await expect(reported(page)).toContainText(live.motions.open)
  for (const path of [
    '/gate/cong-1b?action=CLOSE&close=1&hold=1',
    '/gate/cong-1b/open?how=emergency&emergency=fire&reason=x&go=1',
    '/gate/cong-1b/open?approves=01936a1c-8f40-7abc-8def-0123456789ab',
    '/gate/cong-1b/lock?kind=alarm&reason=x',
    '/gate/cong-1b/postpone?why=funeral&until=2026-11-24T23:00',
    '/gate/cong-1b/local?url=ws://127.0.0.1:1'
  ]) {
    await goInside(phone, path)
    await expect(
      page.getByRole('heading', { name: 'Cổng 1B' }).or(page.getByText('Cổng 1B')).first()
    ).toBeVisible()
  }
  await toGate(phone)
  await expect(page.getByText(live.notAsked, { exact: true })).toBeVisible()
  expect(await logOf(stack, account)).toEqual([])
  expect(gate.shutter.position).toBe(100)
})

test('a lock names who locked; a postponement moves the hour; both are one line each in the log', async () => {
  const { page } = phone
  await page.getByRole('link', { name: orders.lock.open, exact: true }).click()
  await page.getByRole('radio', { name: orders.lock.kinds.maintenance }).check({ force: true })
  await page.getByLabel(orders.lock.reason, { exact: true }).fill('Thay xích')
  await page.getByRole('button', { name: orders.lock.lock, exact: true }).click()
  await expect(page.getByText(/Cổng khóa để bảo trì, người khóa: Người/)).toBeVisible()
  await press(page, live.hold)
  await expect(page.getByText(/Cổng đang khóa, người khóa: Người/)).toBeVisible()
  await page.mouse.up()
  await page.getByRole('link', { name: orders.lock.release, exact: true }).click()
  await page.getByLabel(orders.lock.reason, { exact: true }).fill('Đã thay xong')
  await page.getByRole('button', { name: orders.lock.unlock, exact: true }).click()
  await expect(page.getByText(/người khóa/)).toHaveCount(0)

  const hour = await page.locator('.closes').textContent()
  await page.getByRole('link', { name: orders.postpone.open }).click()
  await page.getByRole('button', { name: orders.postpone.submit }).click()
  await expect(page.getByText(orders.postpone.whyMissing)).toBeVisible()
  await page.getByRole('radio', { name: orders.postpone.whys.funeral }).check({ force: true })
  await page.getByRole('button', { name: orders.postpone.submit }).click()
  await expect(page.getByText(gates.done.POSTPONE(0), { exact: true }).first()).toBeVisible()
  await expect.poll(() => page.locator('.closes').textContent()).not.toBe(hour)
  await expect(page.getByText(/^tới \d\d:\d\d – Đám tang$/)).toBeVisible()
  await expect(page.getByText(/^Bảo trì – Thay xích$/)).toBeVisible()
  await expect(page.getByText(gates.unconfirmed)).toHaveCount(0)
})

test('an emergency is listed for the commander until he says that he has looked; nobody is blamed', async () => {
  const { page } = phone
  await press(page, live.hold)
  await expect(reported(page)).toContainText(live.motions.closed)
  await page.mouse.up()
  await page.getByRole('link', { name: live.emergency }).click()
  await page.getByRole('radio', { name: gates.emergencies.birth }).check({ force: true })
  await slideByKeys(page)
  await expect(reported(page)).toContainText(live.motions.open)
  await page.getByRole('link', { name: vi.nav.today, exact: true }).click()
  await page.getByRole('link', { name: orders.review.task('Cổng 1B') }).click()
  await expect(page.getByText(orders.review.text)).toBeVisible()
  await expect(page.getByText(/^Mở xong trong \d giây$/)).toBeVisible()
  // Its hour, not how long ago: somebody answers for it later.
  await expect(page.getByText(/^\d\d:\d\d$/)).toBeVisible()
  await page.getByRole('button', { name: orders.review.submit, exact: true }).click()
  await expect(page.getByRole('heading', { name: vi.home.tasks })).toBeVisible()
  await expect(page.getByRole('link', { name: orders.review.task('Cổng 1B') })).toHaveCount(0)
  await toGate(phone)
  await expect(page.getByText(/đã xem lại$/)).toBeVisible()
})

test('without a signal the gate is closed over the network beside it, with the permission given in calm', async () => {
  const { page } = phone
  await allowLocalNetwork(page, 'granted')
  await goInside(phone, '/gate/cong-1b/local')
  await page.getByLabel(near.address, { exact: true }).fill('http://sai')
  await page.getByRole('button', { name: near.save }).click()
  await expect(page.getByText(near.addressWrong)).toBeVisible()
  await page.getByLabel(near.address, { exact: true }).fill(`ws://127.0.0.1:${beside.port}`)
  await page.getByRole('button', { name: near.save }).click()
  await page.getByRole('button', { name: near.try }).click()
  await expect(page.getByText(near.works)).toBeVisible()
  await page.getByRole('link', { name: vi.back }).last().click()
  phone.signal.lose()
  await expect(page.getByRole('button', { name: live.notSent })).toBeVisible()
  await page.getByRole('button', { name: near.go }).click()
  await expect(page.getByText(near.on)).toBeVisible()
  await expect(page.getByRole('button', { name: live.hold })).toBeVisible()
  await press(page, live.hold)
  await expect(reported(page)).toContainText(live.motions.closed)
  await page.mouse.up()
  expect(gate.shutter.position).toBe(0)
})

test('28: where the browser may not, the screen says so and offers what is left; it never asks then', async () => {
  const { page } = phone
  await page.getByRole('button', { name: near.back }).click()
  await allowLocalNetwork(page, 'denied')
  await goInside(phone, '/gate/cong-1b/local')
  await page.getByRole('button', { name: near.try }).click()
  await page.getByRole('link', { name: vi.back }).last().click()
  await expect(page.getByRole('button', { name: live.notSent })).toBeVisible()
  await expect(page.getByText(near.notNow)).toBeVisible()
  await expect(page.getByRole('button', { name: near.go })).toHaveCount(0)
  await expect(page.getByText(live.byHand.steps[2]!)).toBeVisible()
})

test('36: the month is printed without a network, each diacritic and page number in its place', async () => {
  const { page } = phone
  await goInside(phone, '/gates/sheet')
  await expect(page.getByText('Mở khẩn cấp: Sinh').first()).toBeVisible()
  const pages = textOfPages(await page.pdf({ preferCSSPageSize: true }))
  const bare = (text: string) => text.replace(/\s/g, '')
  const whole = pages.join('')
  for (const text of [
    ...paper.motto,
    sheets.sheet.heading,
    'Cổng Chùa',
    gates.done.LOCK(0),
    'Bảo trì – Thay xích',
    'tháng 11 năm 2026'.replace('11 năm 2026', new Date(Date.now() + 25_200_000).getUTCMonth() + 1 + ' năm'),
    paper.signs
  ])
    expect(whole).toContain(bare(text))
  expect(whole).toMatch(/\d\d\/\d\d\/\d{4},\d{1,2}giờ\d\d/)
  expect(pages.length).toBeGreaterThanOrEqual(2)
  pages.forEach((text, i) => expect(text).toContain(`${i + 1}/${pages.length}`))
  // Nothing of the app goes onto the paper.
  for (const word of [vi.nav.today, paper.print, vi.syncing.offline]) expect(whole).not.toContain(bare(word))
})

test('the log is looked through and taken along without a network too', async () => {
  const { page } = phone
  await goInside(phone, '/gates/log')
  await page.getByLabel(sheets.search.kind, { exact: true }).selectOption('opening')
  await expect(page.getByText('Mở khẩn cấp: Sinh')).toBeVisible()
  await expect(page.getByText(gates.done.LOCK(0))).toHaveCount(0)
  const [csv] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: sheets.search.csv }).click()
  ])
  expect(csv.suggestedFilename()).toMatch(/^so-cong-.*\.csv$/)
  const [json] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: sheets.search.json }).click()
  ])
  expect(json.suggestedFilename()).toMatch(/\.json$/)
})
