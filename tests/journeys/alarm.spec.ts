import type { Page } from '@playwright/test'
import { alarm as a } from '#lib/i18n/alarms/alarm-vi.ts'
import { orders } from '#lib/i18n/gates/commands-vi.ts'
import { live } from '#lib/i18n/gates/live-vi.ts'
import { incidents } from '#lib/i18n/incidents/incidents-vi.ts'
import { numbers } from '#lib/i18n/personal/numbers-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { defaultPolicy } from '#lib/domain/gates/contract/checks/policy.ts'
import { alarmLimits } from '#lib/domain/alarms/facts.ts'
import { asDocument, testDecision } from '../facts.ts'
import { words } from '../inputs/odd.ts'
import { allSent, phoneOf, press } from '../browser/gates/gate-stage.ts'
import { enterPin, goInside, type Phone } from '../browser/phone.ts'
import { ScriptedAgent } from '../browser/gates/scripted-agent.ts'
import { startTestStack, type TestStack } from '../stack.ts'
import { expect, forFile, test } from '../browser/fixtures.ts'
import { keepScreen, restart } from '../browser/home/seen-steps.ts'
import { build } from '../browser/server.ts'

const motor = ['cong-1b', 'cong-kinh-3'] as const
const group = 'Tuyến Quản Lộ – Phụng Hiệp'
let stack: TestStack
let agents: ScriptedAgent[]
let chief: Phone
let keeper: Phone
/** The page of the first alarm, once it is over. */
let past: string

forFile(async (keep) => {
  stack = keep(await startTestStack({ buildDir: build }))
  const kept = await stack.account('keeper')
  await stack.provision({
    units: [{ id: stack.unit, name: 'Thử', kind: 'xã' }],
    accounts: [],
    gates: [
      { unit: stack.unit, gate: 'cong-1b', name: 'Cổng 1B', kind: 'motor', decision: testDecision },
      { unit: stack.unit, gate: 'cong-kinh-3', name: 'Cổng Kinh 3', kind: 'motor', decision: testDecision },
      {
        unit: stack.unit,
        gate: 'cong-chua',
        name: 'Cổng Chùa',
        kind: 'hand',
        keepers: [kept.name],
        decision: testDecision
      }
    ]
  })
  await prepare()
  agents = [
    keep(await ScriptedAgent.start(stack, motor[0], { policy: { ...defaultPolicy, twoPersons: null } })),
    keep(await ScriptedAgent.start(stack, motor[1], { travelMs: 6_000 }))
  ]
  chief = keep((await phoneOf(stack, 'commander')).phone)
  keeper = keep((await phoneOf(stack, 'keeper', undefined, kept)).phone)
  for (const agent of agents) await agent.learn()
})

/** A group, the key household of the hand gate and a neighbour, as a commander writes them down. */
async function prepare() {
  const commander = await stack.account('commander')
  const device = commander.device
  const says = (stream: string, type: string, body: object) =>
    asDocument(device.fact(stack.unit, 'directory', `directory.${type}`, stream, body))
  const docs = [
    says('group/tuyen', 'gate-group-named', { group: 'tuyen', name: group, gates: [...motor, 'cong-chua'] }),
    says('gate/cong-chua', 'gate-contact-set', {
      gate: 'cong-chua',
      household: 'Hai Muội',
      phone: '0900 000 011'
    }),
    says(`unit/${stack.unit}`, 'neighbours-set', {
      neighbours: [{ name: 'Xã Vĩnh Thanh', phone: '0900 000 021' }]
    })
  ]
  await commander.post(`/${stack.database('directory')}/_bulk_docs`, { docs })
}

/** The row of a gate. */
const row = (page: Page, name: string) =>
  page
    .getByRole('listitem')
    .filter({ has: page.getByText(name, { exact: true }) })
    .first()

/** Unfolds what is behind a gate's line. */
const unfold = (page: Page, name: string) => page.getByRole('button', { name }).click()

async function hold(page: Page, name: string) {
  await press(page, name)
  // It says so until the second is over.
  const holding = page.getByRole('button', { name: a.holding })
  await expect(holding).toBeVisible()
  await expect(holding).toHaveCount(0)
  await page.mouse.up()
}

/** A picture that cannot be kept does not hold the answer back, which may then be given once more. */
async function answerWithoutPicture(page: Page) {
  await page.getByRole('link', { name: a.runningDrill }).click()
  await row(page, 'Cổng Chùa').getByRole('link', { name: a.answer }).click()
  await page.getByLabel(incidents.photos.choose).setInputFiles('package.json')
  const closed = page.getByRole('button', { name: a.answers.closed, exact: true })
  await closed.click()
  await expect(page.getByText(a.answeredWithout)).toBeVisible()
  await page.getByRole('button', { name: incidents.photos.remove(1) }).click()
  await closed.click()
  await page.waitForURL(/\/alarm\/[^/]+$/)
}

const actions = () => agents.map(({ heard }) => heard.map(({ action }) => action))

test('from the shortcut one hold closes every motor gate, the keeper answers for the hand gate, and the end writes the incident', async () => {
  const { page } = chief
  await page.goto(`${chief.signal.url}/alarm?from=shortcut`)
  await enterPin(page, vi.pin.enter)
  await page.getByRole('radio', { name: group }).check({ force: true })
  await expect(row(page, 'Cổng 1B')).toContainText(live.motions.open)
  await expect(row(page, 'Cổng Chùa')).toContainText('Hai Muội')
  await hold(page, a.hold)
  await expect(row(page, 'Cổng 1B')).toContainText(/còn \d giây/)
  await expect(row(page, 'Cổng Chùa')).toContainText(a.notAnswered)
  await expect(row(page, 'Cổng 1B').getByText(live.motions.closed, { exact: true }).first()).toBeVisible()
  await expect(row(page, 'Cổng Kinh 3').getByText(live.motions.closed, { exact: true }).first()).toBeVisible()
  await unfold(page, 'Cổng 1B')
  await expect(row(page, 'Cổng 1B')).toContainText(a.locked)
  expect(actions()).toEqual([
    ['CLOSE', 'LOCK'],
    ['CLOSE', 'LOCK']
  ])
  expect(agents.map(({ moves }) => moves)).toEqual([['CLOSE'], ['CLOSE']])
  await unfold(page, 'Cổng Chùa')
  const sms = await row(page, 'Cổng Chùa').getByRole('link', { name: a.sms }).getAttribute('href')
  expect(decodeURIComponent(sms!)).toBe(`sms:0900000011?body=${a.askToClose('Cổng Chùa')}`)
  const [held, commanded] = await page.evaluate(() =>
    ['alarm-held', 'alarm-commanded'].map((name) => performance.getEntriesByName(name)[0]!.startTime)
  )
  test.info().annotations.push({
    type: 'from the shortcut’s start to all commands answered, ms',
    description: `${Math.round(commanded!)}, of which after the hold ${Math.round(commanded! - held!)}`
  })

  await goInside(keeper, '/')
  const banner = keeper.page.getByRole('link', { name: a.running })
  await expect(banner).toContainText(a.banner.yours('Cổng Chùa'))
  await banner.click()
  await row(keeper.page, 'Cổng Chùa').getByRole('link', { name: a.answer }).click()
  await keeper.page.getByLabel(a.answerText, { exact: true }).fill('Đã cài chốt')
  await keeper.page.getByRole('button', { name: a.answers.closed, exact: true }).click()
  await expect(row(keeper.page, 'Cổng Chùa')).toContainText(a.answers.closed)
  await row(keeper.page, 'Cổng Chùa').getByRole('button', { name: a.holdGate }).click()
  await expect(row(keeper.page, 'Cổng Chùa')).toContainText('Đang giữ')
  await expect(keeper.page.getByRole('link', { name: a.end })).toHaveCount(0)
  await expect(row(page, 'Cổng Chùa')).toContainText(a.answers.closed)
  await goInside(keeper, '/')
  await expect(banner).toContainText(a.banner.heard)
  await banner.click()
  await expect(row(page, 'Cổng Chùa')).toContainText(/theo lời .* – Đã cài chốt/)
  await expect(page.getByRole('status').filter({ hasText: a.closedOf })).toContainText('3/3')
  await expect(page.getByText(a.byWord(1))).toBeVisible()

  await page.getByRole('link', { name: a.describe }).click()
  for (const name of [a.vehicles.motorbike, a.colours.red])
    await page.getByRole('radio', { name }).check({ force: true })
  // A number is warned of, and holds up nothing in an alarm.
  await page.getByLabel(a.words, { exact: true }).fill('CCCD 000196000385')
  await expect(page.getByText(numbers.warnText)).toBeVisible()
  await page.getByRole('button', { name: vi.note.save, exact: true }).click()
  await expect(page.getByText('Xe máy · Áo đỏ').first()).toBeVisible()

  await page.getByRole('link', { name: a.end }).click()
  await hold(page, a.holdEnd)
  await expect(page.getByText(a.categoryMissing)).toBeVisible()
  await page.getByRole('radio', { name: incidents.categories.theft }).check({ force: true })
  const result = page.getByLabel(a.endWords, { exact: true })
  for (const { typed, says } of words(alarmLimits.text)) {
    await result.evaluate((element, text) => {
      const field = element as HTMLInputElement
      field.value = text
      field.dispatchEvent(new Event('input', { bubbles: true }))
    }, typed)
    await hold(page, a.holdEnd)
    await expect(page.getByText(says)).toBeVisible()
  }
  await result.fill('Đã giữ hai người')
  await hold(page, a.holdEnd)
  await expect(page.getByRole('heading', { name: a.reopen })).toBeInViewport()
  await page.getByRole('link', { name: a.incident }).click()
  await expect(page.getByRole('heading', { name: incidents.categories.theft })).toBeVisible()
  await expect(page.getByText(`Báo động đóng cổng ${group}`)).toBeVisible()
  const note = page.getByText(a.report.timeline)
  for (const line of [
    /Bắt đầu báo động – .*từ biểu tượng/,
    /Cổng Chùa: đã đóng tay – Đã cài chốt \(theo lời/,
    /Tả: Xe máy · Áo đỏ/,
    /Kết thúc báo động – Đã giữ hai người/
  ])
    await expect(note).toContainText(line)
  await expect(keeper.page.getByText(/Đã kết thúc lúc/)).toBeVisible()

  await page.goBack()
  past = new URL(page.url()).pathname
  await row(page, 'Cổng 1B').getByRole('button', { name: a.unlock }).click()
  await expect(row(page, 'Cổng 1B').getByRole('link', { name: a.open })).toHaveAttribute(
    'href',
    '/gate/cong-1b/open?how=alarm-over'
  )
  await expect(row(page, 'Cổng Kinh 3').getByRole('button', { name: a.unlock })).toBeVisible()
  expect(agents.map(({ moves }) => moves)).toEqual([['CLOSE'], ['CLOSE']])
})

test('a picture of neither says that a lock remains', async () => {
  for (const path of ['/', '/gates']) {
    await goInside(chief, path)
    await expect(chief.page.getByText(a.stillLocked(1))).toBeVisible()
    await keepScreen(chief, path)
    const sight = await restart(chief, path, { of: ['.row'] })
    expect(sight?.read).not.toContain(a.reopen)
    expect(sight?.read).not.toContain(a.stillLocked(1))
    const [first] = sight?.parts['.row'] ?? []
    expect(first).toMatchObject({ read: expect.stringContaining('Cổng Kinh 3'), icons: 1 })
  }
})

test('a lock that remains is on the first page and in the list of gates, and both lead to where it is taken off', async () => {
  const { page } = chief
  const unlock = page.getByRole('link', { name: orders.lock.release, exact: true })
  for (const path of ['/', '/gates']) {
    await goInside(chief, path)
    await page.getByRole('link', { name: new RegExp(`${a.stillLocked(1)}.*Cổng Kinh 3`) }).click()
    await expect(page).toHaveURL(/\/gate\/cong-kinh-3$/)
    await expect(unlock).toBeInViewport()
  }
  await unlock.click()
  await page.getByLabel(orders.lock.reason, { exact: true }).fill('Xong việc')
  await page.getByRole('button', { name: orders.lock.unlock, exact: true }).click()
  await goInside(chief, '/gates')
  await expect(row(page, 'Cổng Kinh 3')).toBeVisible()
  await expect(page.getByText(a.stillLocked(1))).toHaveCount(0)
})

test('a drill does the same, says so everywhere, and leaves no trace in what is counted', async () => {
  const { page } = chief
  await goInside(chief, '/')
  const home = page.locator('.screen')
  await expect(page.getByText(incidents.categories.theft).first()).toBeVisible()
  // Ages go on by themselves.
  const counted = async () => (await home.innerText()).replace(/Vừa xong|\d+ phút trước/gi, '')
  let before = ''
  // The phone that has just been looked at may still have something to send.
  await expect.poll(async () => (before = await counted())).toContain(vi.syncing.allSent)
  const heard = agents.map((agent) => agent.heard.length)
  await page.getByRole('link', { name: a.button, exact: true }).click()
  await page.getByRole('link', { name: a.toDrill }).click()
  await expect(page.getByText(a.drillText)).toBeVisible()
  await expect(page.getByText(a.sirenText)).toHaveCount(0)
  await page.getByRole('checkbox', { name: a.siren }).check()
  await expect(page.getByText(a.sirenText)).toBeVisible()
  await hold(page, a.holdDrill)
  await expect(page.getByText(a.drillText)).toBeVisible()
  await expect(row(page, 'Cổng 1B').getByText(live.motions.closed, { exact: true }).first()).toBeVisible()
  await expect.poll(() => agents.map((agent, i) => agent.heard.length - heard[i]!)).not.toContain(0)
  for (const [i, agent] of agents.entries())
    for (const command of agent.heard.slice(heard[i])) expect(command.drill).toBe(true)
  const closings = agents.flatMap((agent, i) =>
    agent.heard.slice(heard[i]).filter(({ action }) => action === 'CLOSE')
  )
  for (const command of closings) expect(command).toMatchObject({ alarm: true, siren: true })
  await goInside(keeper, '/')
  await expect(keeper.page.getByRole('link', { name: a.runningDrill })).toContainText('[DIỄN TẬP] Cổng Chùa')
  await unfold(page, 'Cổng Chùa')
  const sms = await row(page, 'Cổng Chùa').getByRole('link', { name: a.sms }).getAttribute('href')
  expect(decodeURIComponent(sms!)).toContain('[DIỄN TẬP]')
  await answerWithoutPicture(keeper.page)
  await expect(row(page, 'Cổng Chùa')).toContainText(a.answers.closed)
  // Once another alarm has begun, the notice of the earlier one opens nothing.
  await goInside(keeper, past)
  await expect(row(keeper.page, 'Cổng Chùa')).toContainText(a.runningDrill)
  await expect(keeper.page.getByRole('button', { name: a.reopened })).toHaveCount(0)
  await page.getByRole('link', { name: a.endDrill }).click()
  await expect(page.getByText(a.category)).toHaveCount(0)
  await hold(page, a.holdEnd)
  await expect(page.getByText(/Đã kết thúc lúc/)).toBeVisible()
  await expect(row(keeper.page, 'Cổng Chùa').getByRole('button', { name: a.reopened })).toBeVisible()
  await expect(page.getByRole('link', { name: a.incident })).toHaveCount(0)
  await expect(page.getByRole('link', { name: a.writeIncident })).toHaveCount(0)
  for (const name of ['Cổng 1B', 'Cổng Kinh 3']) {
    await row(page, name).getByRole('button', { name: a.unlock }).click()
    await expect(row(page, name).getByRole('link', { name: a.open })).toBeVisible()
  }
  // The picture of all drills has it too: a hand gate by its keeper's word; these motor gates write no log.
  await goInside(chief, '/alarm?drill')
  const took = (gate: string) => page.getByRole('listitem').filter({ hasText: gate }).getByRole('img')
  await expect(took('Cổng Chùa')).toHaveAccessibleName(/^[\d/]+: [\d phút]+ giây$/)
  await expect(took('Cổng 1B')).toHaveAccessibleName(new RegExp(`^[\\d/]+: ${a.drillNotClosed}$`))
  await allSent(page)
  await goInside(chief, '/')
  await expect(page.getByText(incidents.categories.theft).first()).toBeVisible()
  await expect.poll(counted).toBe(before)
})
