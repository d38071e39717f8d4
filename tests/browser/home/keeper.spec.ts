import { randomBytes } from 'node:crypto'
import { gates } from '#lib/i18n/gates/gates-vi.ts'
import { live } from '#lib/i18n/gates/live-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import { startTestStack, type TestAccount } from '../../stack.ts'
import { logOf, phoneOf, slideByKeys } from '../gates/gate-stage.ts'
import { ScriptedAgent } from '../gates/scripted-agent.ts'
import { expect, forFile, test } from '../fixtures.ts'
import { goInside, holdByKey, type Phone } from '../phone.ts'
import { build } from '../server.ts'

const { states } = vi.gates
let agent: ScriptedAgent
let keeper: Phone
let account: TestAccount
let log: () => ReturnType<typeof logOf>

// One story: each part goes on where the one before ended.
test.describe.configure({ mode: 'serial' })
forFile(async (keep) => {
  const stack = keep(await startTestStack({ buildDir: build }))
  account = await stack.account('keeper')
  log = () => logOf(stack, account)
  await stack.provision({
    units: [{ id: stack.unit, name: 'Thử', kind: 'xã' }],
    accounts: [],
    gates: [
      { unit: stack.unit, gate: 'cong-1b', name: 'Cổng 1B', kind: 'motor', keepers: [account.name] },
      { unit: stack.unit, gate: 'cong-2', name: 'Cổng 2', kind: 'motor' }
    ]
  })
  agent = keep(await ScriptedAgent.start(stack, 'cong-1b', { travelMs: 1_500 }))
  keeper = keep((await phoneOf(stack, 'keeper', agent, account)).phone)
})

const hold = () => keeper.page.getByRole('button', { name: live.hold })
const slide = (name: string = live.form.slide) => keeper.page.getByRole('slider', { name })
const reason = (name: string) => keeper.page.getByRole('radio', { name, exact: true })
/** The gate on the first page, with its state. */
const card = () => keeper.page.locator('a[data-tone][href="/gate/cong-1b"]')
const says = (state: string) => () => expect(card()).toContainText(state)
const home = () => goInside(keeper, '/')

test('their motor gate is closed from the first page by holding, and by no tap', async () => {
  const { page } = keeper
  await expect(card()).toContainText(states.open)
  await expect(slide()).toHaveCount(0)
  await expect(page.getByRole('link', { name: vi.home.writeClosed })).toHaveCount(0)
  await hold().click()
  await expect(page.getByRole('button', { name: vi.holdLonger })).toBeVisible()
  await expect(hold()).toBeVisible()
  expect(agent.heard).toEqual([])

  await holdByKey(hold(), says(states.moving))
  await expect(card()).toContainText(states.closed)
  expect(agent.moves).toEqual(['CLOSE'])
  await expect.poll(log).toMatchObject([{ action: 'CLOSE', outcome: 'accepted' }])
})

test('closed, it opens by a slide and a reason that nobody types; a slide alone opens nothing', async () => {
  const { page } = keeper
  await expect(hold()).toHaveCount(0)
  await slideByKeys(page)
  await expect(page.getByText(live.form.whyMissing)).toBeVisible()
  await reason(live.form.usualReasons.boats).check({ force: true })
  // There is no camera: somebody has to say so.
  await slideByKeys(page)
  await expect(page.getByText(live.form.unseenMissing)).toBeVisible()
  expect(agent.moves).toEqual(['CLOSE'])
  await page.getByLabel(live.form.unseen).check()
  await slideByKeys(page)
  await expect(card()).toContainText(states.open)
  expect(agent.heard.at(-1)).toMatchObject({
    action: 'PASS',
    reason: live.form.usualReasons.boats,
    seen: { noCamera: true }
  })
  await expect(hold()).toBeVisible()
})

test('last night’s passage is taken over by one tap, here and in the form; nothing opens by it', async () => {
  const { page } = keeper
  const words = 'Xe hàng đi chợ, 69X9-000.12'
  await holdByKey(hold(), says(states.moving))
  await expect(card()).toContainText(states.closed)
  await agent.report(
    {
      kind: 'completed',
      source: 'app',
      action: 'PASS',
      actor: account.name,
      command: uuidv7(lastNight(), randomBytes(10)),
      reason: words,
      after: { motion: 'closed', position: 0, obstructed: false }
    },
    new Date(lastNight()).toISOString()
  )
  const again = live.form.lastNight(words)
  await reason(again).check({ force: true })
  await page.getByLabel(live.form.unseen).check()
  const before = agent.heard.length
  await page.getByRole('link', { name: live.form.otherReason }).click()
  await page.getByRole('button', { name: again }).click()
  await expect(page.getByLabel(live.form.reason, { exact: true })).toHaveValue(words)
  expect(agent.heard).toHaveLength(before)

  await home()
  await reason(again).check({ force: true })
  await page.getByLabel(live.form.unseen).check()
  await slideByKeys(page)
  await expect(card()).toContainText(states.open)
  expect(agent.heard.at(-1)).toMatchObject({ action: 'PASS', reason: words, seen: { noCamera: true } })
})

/** Half past two in Vietnam of the last night that is not this one, Unix ms. */
function lastNight(): number {
  const [day, half] = [24 * 3_600_000, 12 * 3_600_000]
  const at = 19.5 * 3_600_000
  return Math.floor((Date.now() - half - at) / day) * day + at
}

test('without a signal the button says at once that nothing is sent, and the word of a hand is offered', async () => {
  const { page, signal } = keeper
  const before = agent.heard.length
  signal.lose()
  const off = page.getByRole('button', { name: live.notSent })
  await expect(off).toBeVisible()
  await expect(slide()).toHaveCount(0)
  await expect(page.getByRole('link', { name: live.byHand.write })).toBeVisible()
  await off.click({ force: true })
  await expect(page.getByText(gates.refusals.OFFLINE, { exact: true })).toBeVisible()
  signal.regain()
  await expect(hold()).toBeVisible()
  expect(agent.heard).toHaveLength(before)
})

test('of a gate that says nothing closing is offered, and no slide', async () => {
  agent.freeze()
  await agent.say({ motion: 'unknown', position: null })
  await expect(card()).toContainText(states.unknown)
  await expect(hold()).toBeVisible()
  await expect(slide()).toHaveCount(0)
  await expect(keeper.page.getByRole('link', { name: live.byHand.write })).toBeVisible()
})
