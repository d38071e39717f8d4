import { randomBytes } from 'node:crypto'
import type { Page } from '@playwright/test'
import { alarm as a } from '#lib/i18n/alarms/alarm-vi.ts'
import { decision as d } from '#lib/i18n/gates/decision/decision-vi.ts'
import { gates } from '#lib/i18n/gates/gates-vi.ts'
import { live } from '#lib/i18n/gates/live-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import { asDocument } from '../../facts.ts'
import { textOfPages } from '../../pdf.ts'
import { startTestStack, type TestStack } from '../../stack.ts'
import { expect, forFile, test } from '../fixtures.ts'
import { goInside, type Phone } from '../phone.ts'
import { build } from '../server.ts'
import { phoneOf, press, toGate } from './gate-stage.ts'
import { ScriptedAgent } from './scripted-agent.ts'

let stack: TestStack
let agent: ScriptedAgent
let officer: Phone
let keeper: Phone
let committee: Phone
let commander: Phone
let keeperName: string

// One story: each part goes on where the one before ended.
test.describe.configure({ mode: 'serial' })
forFile(async (keep) => {
  stack = keep(await startTestStack({ buildDir: build }))
  const kept = await stack.account('keeper')
  keeperName = kept.name
  const own = { unit: stack.unit, keepers: [kept.name] }
  await stack.provision({
    units: [{ id: stack.unit, name: 'Thử', kind: 'xã' }],
    accounts: [],
    gates: [
      { ...own, gate: 'cong-1b', name: 'Cổng 1B', kind: 'motor' },
      { ...own, gate: 'cong-chua', name: 'Cổng Chùa', kind: 'hand' }
    ],
    contacts: [{ unit: stack.unit, police: '0900 000 001' }]
  })
  agent = keep(await ScriptedAgent.start(stack, 'cong-1b'))
  officer = keep((await phoneOf(stack, 'officer')).phone)
  committee = keep((await phoneOf(stack, 'ubnd')).phone)
  commander = keep((await phoneOf(stack, 'commander')).phone)
  keeper = keep((await phoneOf(stack, 'keeper', agent, kept)).phone)
})

async function hold(page: Page, name: string, holding: string) {
  await press(page, name)
  const held = page.getByRole('button', { name: holding })
  await expect(held).toBeVisible()
  await expect(held).toHaveCount(0)
  await page.mouse.up()
}

const link = ({ page }: Phone, name: string) => page.getByRole('link', { name, exact: true })
/** The list of gates that an alarm orders closed. */
const covered = ({ page }: Phone, name: string) =>
  page.getByRole('listitem').filter({ has: page.getByText(name, { exact: true }) })

test('without a decision the keeper reads what does not work and who mends it, and closes the gate all the same', async () => {
  await toGate(keeper)
  const { page } = keeper
  await expect(page.getByText(`${d.none.motor} ${d.mends}`)).toBeVisible()
  await expect(link(keeper, d.record)).toHaveCount(0)
  await expect(page.getByRole('button', { name: live.hold })).toBeVisible()
  await goInside(keeper, '/gate/cong-chua')
  await expect(page.getByText(`${d.none.hand} ${d.mends}`)).toBeVisible()
  await goInside(keeper, '/gate/cong-1b/sign')
  await expect(page.getByText(d.sign.noDecision)).toBeVisible()
  await expect(page.getByRole('button', { name: 'In A4' })).toHaveCount(0)
})

test('an alarm is raised and orders none of those gates closed; it says which and why', async () => {
  const { page } = keeper
  await goInside(keeper, '/alarm')
  await expect(page.getByText(a.leftOut('Cổng 1B, Cổng Chùa'))).toBeVisible()
  await hold(page, a.hold, a.holding)
  await expect(page).toHaveURL(/\/alarm\/[0-9a-f-]{36}$/)
  await expect(page.getByText(a.leftOut('Cổng 1B, Cổng Chùa'))).toBeVisible()
  await expect(page.getByText(a.closedOf)).toHaveCount(0)
  // Police are called by it all the same.
  await goInside(officer, '/alarm')
  await expect(link(officer, a.running).or(officer.page.getByText(a.running)).first()).toBeVisible()
  expect(agent.heard).toEqual([])
})

test('an officer records a decision; its keeper sees it at once', async () => {
  const { page } = officer
  await goInside(officer, '/gate/cong-1b')
  await expect(page.getByText(d.none.motor, { exact: true })).toBeVisible()
  await link(officer, d.record).click()
  await page.getByRole('button', { name: vi.note.save, exact: true }).click()
  await expect(page.getByText(d.numberMissing)).toBeVisible()
  await page.getByLabel(d.number, { exact: true }).fill('12/QĐ-UBND')
  await page.getByLabel(d.date, { exact: true }).fill('03/11/2026')
  await page.getByLabel(d.from, { exact: true }).fill('2130')
  await page.getByLabel(d.to, { exact: true }).fill('4h30')
  await page.getByLabel(d.who, { exact: true }).fill('Trực chỉ huy công an xã')
  await goInside(keeper, '/gate/cong-1b')
  await page.getByRole('button', { name: vi.note.save, exact: true }).click()
  for (const one of [officer, keeper]) {
    await expect(one.page.getByText(d.told('12/QĐ-UBND', '03/11/2026'))).toBeVisible()
    await expect(one.page.getByText(d.hours('21:30', '04:30'))).toBeVisible()
    await expect(one.page.getByText(d.mayOrder('Trực chỉ huy công an xã'))).toBeVisible()
    await expect(one.page.getByText(d.none.motor)).toHaveCount(0)
  }
})

test('the sign prints on one page, with the hours, two numbers, how to open by hand and that there are cameras', async () => {
  const { page } = keeper
  await link(keeper, d.sign.row).click()
  await expect(page.getByRole('button', { name: 'In A4' })).toBeVisible()
  const pages = textOfPages(await page.pdf({ preferCSSPageSize: true }))
  expect(pages).toHaveLength(1)
  const wanted = [
    'Cổng 1B',
    d.sign.hours('21:30', '04:30'),
    d.sign.number('12/QĐ-UBND', '03/11/2026'),
    'Trực chỉ huy công an xã',
    '0900 000 001',
    `${d.sign.key}: Người ${keeperName}`,
    d.sign.blank,
    ...d.sign.steps.motor,
    d.sign.camera
  ]
  for (const text of wanted) expect(pages[0]).toContain(text.replaceAll(' ', ''))
  expect(pages[0]).not.toContain(d.sign.ask.replaceAll(' ', ''))
})

test('with one the gate is among those that an alarm closes; the other is left out', async () => {
  await goInside(keeper, '/alarm?drill')
  await expect(keeper.page.getByText(a.leftOut('Cổng Chùa'))).toBeVisible()
  await expect(covered(keeper, 'Cổng 1B')).toHaveCount(1)
  await expect(covered(keeper, 'Cổng Chùa')).toHaveCount(0)
  await hold(keeper.page, a.holdDrill, a.holding)
  await expect.poll(() => agent.heard.map(({ action }) => action)).toEqual(['CLOSE'])
})

test('a gate that another phone orders closed without one is named to its keeper', async () => {
  const other = await stack.account('officer')
  const body = { gates: ['cong-1b', 'cong-chua'], from: 'app', drill: true, leftOut: ['cong-1b'] }
  const fact = other.device.fact(
    stack.unit,
    'duty',
    'duty.alarm-started',
    `alarm/${uuidv7(Date.now(), randomBytes(10))}`,
    body
  )
  const { page } = keeper
  await expect(page.getByText(a.leftOut('Cổng Chùa'))).toBeVisible()
  const answer = await other.post(`/${stack.database('duty')}/_bulk_docs`, { docs: [asDocument(fact)] })
  expect(await answer.json()).toMatchObject([{ ok: true }])
  await expect(page.getByText(a.undecided('Cổng Chùa'))).toBeVisible()
  await expect(page.getByText(a.leftOut('Cổng Chùa'))).toHaveCount(0)
})

test('local government withdraws it with a reason, which its keeper reads', async () => {
  const { page } = committee
  await goInside(committee, '/gate/cong-1b')
  await link(committee, d.change).click()
  await link(committee, d.withdraw).click()
  await page.getByLabel(d.reason, { exact: true }).fill('Đường đang sửa')
  await hold(page, d.hold, d.holding)
  await expect(page.getByText(d.none.motor, { exact: true })).toBeVisible()
  await goInside(keeper, '/gate/cong-1b')
  await expect(keeper.page.getByText(`${d.none.motor} ${d.mends}`)).toBeVisible()
  await expect(keeper.page.getByText(/bỏ quyết định trước, .*: Đường đang sửa/)).toBeVisible()
})

test('the gate’s log and the search tell who recorded it and who withdrew it', async () => {
  const { page } = keeper
  const entries = page.getByRole('listitem')
  const { decision, withdrawal } = gates.noted
  await expect(entries.filter({ hasText: withdrawal })).toContainText('Đường đang sửa')
  await expect(entries.filter({ hasText: decision })).toContainText('12/QĐ-UBND')
  await goInside(officer, '/gates/log')
  await expect(officer.page.getByRole('listitem').filter({ hasText: decision })).toHaveCount(1)
  await expect(officer.page.getByRole('listitem').filter({ hasText: withdrawal })).toHaveCount(1)
})

test('the first page of its keeper and of the commander says so, and leads to where another is recorded', async () => {
  const title = d.task.title('Cổng 1B')
  const row = ({ page }: Phone) => page.getByRole('listitem').filter({ hasText: title })
  await goInside(keeper, '/')
  await expect(row(keeper)).toContainText(d.task.ended.motor)
  await keeper.page.getByRole('link', { name: title }).click()
  await expect(keeper.page).toHaveURL(/\/gate\/cong-1b$/)
  await goInside(keeper, '/')
  await goInside(committee, '/')
  await expect(committee.page.getByRole('link', { name: 'Cổng' }).first()).toBeVisible()
  await expect(row(committee)).toHaveCount(0)
  const { page } = commander
  await goInside(commander, '/')
  await page.getByRole('link', { name: title }).click()
  await page.getByLabel(d.number, { exact: true }).fill('15/QĐ-UBND')
  await page.getByLabel(d.date, { exact: true }).fill('05/11/2026')
  await page.getByLabel(d.who, { exact: true }).fill('Trực chỉ huy xã')
  await page.getByRole('button', { name: vi.note.save, exact: true }).click()
  await expect(page.getByText(d.told('15/QĐ-UBND', '05/11/2026'))).toBeVisible()
  await expect(row(keeper)).toHaveCount(0)
  await goInside(commander, '/')
  await expect(row(commander)).toHaveCount(0)
})
