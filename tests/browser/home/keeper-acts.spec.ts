import type { Locator } from '@playwright/test'
import { alarm as a } from '#lib/i18n/alarms/alarm-vi.ts'
import { orders } from '#lib/i18n/gates/commands-vi.ts'
import { gates } from '#lib/i18n/gates/gates-vi.ts'
import { live } from '#lib/i18n/gates/live-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { testDecision } from '../../facts.ts'
import { startTestStack, type TestAccount, type TestStack } from '../../stack.ts'
import { allSent, phoneOf, slideByKeys, toGate } from '../gates/gate-stage.ts'
import { ScriptedAgent } from '../gates/scripted-agent.ts'
import { expect, forFile, test } from '../fixtures.ts'
import { enterPin, goInside, holdByKey, type Phone } from '../phone.ts'
import { build } from '../server.ts'

const { states } = vi.gates
let stack: TestStack
let account: TestAccount
let agent: ScriptedAgent
let chief: Phone
let keeper: Phone

// One story: each part goes on where the one before ended.
test.describe.configure({ mode: 'serial' })
forFile(async (keep) => {
  stack = keep(await startTestStack({ buildDir: build }))
  account = await stack.account('keeper')
  await stack.provision({
    units: [{ id: stack.unit, name: 'Thử', kind: 'xã' }],
    accounts: [],
    gates: [
      {
        unit: stack.unit,
        gate: 'cong-1b',
        name: 'Cổng 1B',
        kind: 'motor',
        keepers: [account.name],
        decision: testDecision
      }
    ]
  })
  agent = keep(await ScriptedAgent.start(stack, 'cong-1b', { travelMs: 1_500 }))
  chief = keep((await phoneOf(stack, 'commander', agent)).phone)
  keeper = keep((await phoneOf(stack, 'keeper', agent, account)).phone)
})

/** Counts what a person does: a tap, a hold, a slide and a whole PIN are one act each. */
function acts() {
  let count = 0
  const one = (act: () => Promise<unknown>) => {
    count++
    return act()
  }
  return {
    tap: (target: Locator) => one(() => target.click()),
    choose: (chip: Locator) => one(() => chip.press(' ')),
    hold: (button: Locator, seen: () => Promise<unknown>) => one(() => holdByKey(button, seen)),
    slide: (name: string) => one(() => slideByKeys(keeper.page, name)),
    pin: () => one(() => enterPin(keeper.page, vi.pin.enter)),
    count: () => count
  }
}

const button = (name: string) => keeper.page.getByRole('button', { name, exact: true })
/** The gate on the first page, with its state. */
const card = () => keeper.page.locator('a[data-tone][href="/gate/cong-1b"]')
/** Waits until the motor has been told one thing more, which it tells. */
async function moves(before: number): Promise<string> {
  await expect.poll(() => agent.moves.length).toBe(before + 1)
  return agent.moves.at(-1)!
}

/** Somebody opens the gate at its wall: an order while it runs would only stop it. */
async function opened() {
  agent.push('open')
  await expect.poll(() => agent.motion).toBe('open')
}

/** How many alarm keys have arrived in the unit's directory on the server. */
async function alarmKeys(): Promise<number> {
  const answer = await account.db(`/${stack.database('directory')}/_all_docs?include_docs=true`)
  const { rows } = (await answer.json()) as { rows: { doc: { type?: string } }[] }
  return rows.filter(({ doc }) => doc.type === 'directory.alarm-key-set').length
}

/** As after a night in a pocket: locked, and signed in nowhere. */
async function locked() {
  await keeper.page.context().clearCookies()
  await keeper.page.goto(`${keeper.signal.url}/`)
}

test('from the first page: one act closes', async () => {
  await expect(card()).toContainText(states.open)
  const done = acts()
  await done.hold(button(live.hold), async () => expect(await moves(0)).toBe('CLOSE'))
  expect(done.count()).toBeLessThanOrEqual(1)
  await expect(card()).toContainText(states.closed)
})

test('from a locked phone: two acts close, by its PIN or by its alarm key', async () => {
  await goInside(chief, '/settings/alarm')
  await chief.page.getByRole('radio', { name: a.key.allowed.yes, exact: true }).check({ force: true })
  await allSent(chief.page)
  await goInside(keeper, '/settings')
  await button(a.key.turnOn).click()
  await expect(keeper.page.getByText(a.key.on)).toBeVisible()
  await expect.poll(alarmKeys).toBe(1)
  await agent.learn()

  await opened()
  await locked()
  const byPin = acts()
  await byPin.pin()
  await expect(card()).toContainText(states.open)
  await byPin.hold(button(live.hold), async () => expect(await moves(1)).toBe('CLOSE'))
  expect(byPin.count()).toBeLessThanOrEqual(2)
  await expect(card()).toContainText(states.closed)

  await opened()
  await locked()
  const byKey = acts()
  await byKey.tap(button(a.button))
  await byKey.hold(button(a.hold), async () => expect(await moves(2)).toBe('CLOSE'))
  expect(byKey.count()).toBeLessThanOrEqual(2)
  await button(a.key.unlock).click()
  await enterPin(keeper.page, vi.pin.enter)
  await expect(keeper.page).toHaveURL(/\/alarm\/[0-9a-f-]{36}$/)
})

test('in an alarm: two acts open for an emergency, and nothing else opens', async () => {
  const { page } = chief
  await toGate(chief, '/gate/cong-1b/lock')
  await page.getByRole('radio', { name: orders.lock.kinds.alarm }).check({ force: true })
  await page.getByLabel(orders.lock.reason, { exact: true }).fill('Đuổi bắt')
  await page.getByRole('button', { name: orders.lock.lock, exact: true }).click()
  await goInside(keeper, '/')
  await expect(card()).toContainText(states.closed)
  const reasons = keeper.page.getByRole('group', { name: live.form.emergency }).getByRole('radio')
  await expect(reasons).toHaveCount(3)
  await expect(keeper.page.getByRole('radio', { name: live.form.usualReasons.market })).toHaveCount(0)
  await expect(keeper.page.getByRole('link', { name: a.running })).toBeVisible()

  const done = acts()
  await done.choose(keeper.page.getByRole('radio', { name: gates.emergencies.medical }))
  await done.slide(live.form.slideUnseen)
  expect(await moves(3)).toBe('OPEN')
  expect(done.count()).toBeLessThanOrEqual(2)
  expect(agent.heard.at(-1)).toMatchObject({
    action: 'OPEN',
    override: 'medical',
    reason: gates.emergencies.medical,
    seen: { noCamera: true }
  })
  await expect(card()).toContainText(states.open)
})
