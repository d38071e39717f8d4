import { alarm as a } from '#lib/i18n/alarms/alarm-vi.ts'
import { hand } from '#lib/i18n/gates/manual-vi.ts'
import { home } from '#lib/i18n/home/home-vi.ts'
import { skewMs } from '#lib/domain/alarms/words-on-gates.ts'
import { vi } from '#lib/i18n/vi.ts'
import { expect, forFile, test } from '../fixtures.ts'
import { enterPin, goInside, writeEntry } from '../phone.ts'
import { tap } from '../push-steps.ts'
import {
  byHand,
  ChaseStage,
  expectEverywhere,
  expectOnPage,
  hold,
  idOf,
  lock,
  markedAt,
  nobodys,
  ring,
  seenAt,
  type Somebody
} from './chase-stage.ts'

const gates = 5
let stage: ChaseStage
/** The address of the alarm's page. */
let path: string

// One story: each part goes on where the one before ended.
test.describe.configure({ mode: 'serial' })
forFile(async (keep) => void (stage = await ChaseStage.start(keep)))

test('one hold tells all five phones, of which two are locked and one is closed', async () => {
  const { chief, officer, keeper, household, hamlet } = stage
  const asleep = [keeper, household, hamlet]
  for (const phone of asleep) await stage.ringable(phone)
  await lock(keeper)
  await lock(hamlet)
  const shut = await household.page.context().newPage()
  await household.page.close()
  household.page = shut

  await goInside(chief, '/alarm')
  const seen = seenAt(officer.page, a.running)
  await hold(chief.page, a.hold)
  await chief.page.waitForURL(/\/alarm\/[^/]+$/)
  path = new URL(chief.page.url()).pathname
  await expect.poll(() => asleep.map(({ pushed }) => pushed.times.length)).toEqual([1, 1, 1])
  const told = [await seen, ...asleep.map(({ pushed }) => pushed.times[0]!)]
  const held = await markedAt(chief.page, 'alarm-held')
  test.info().annotations.push({
    type: 'from the hold to all five told, ms',
    description: String(Math.round(Math.max(...told) - held))
  })
  for (const at of told) expect(at).toBeGreaterThanOrEqual(held)

  const notice = { kind: 'alarm-started', subject: path.slice('/alarm/'.length) }
  for (const owner of ['keeper', 'household', 'hamlet'] as const) {
    const { pushed, page } = stage.all[owner]
    expect(pushed.notices).toMatchObject([{ ...notice, gates: [byHand[owner]] }])
    expect(pushed.faults).toEqual([])
    await ring(page, stage.all[owner])
  }
})

/** Unlocks a phone that rang, and looks at its first page. */
async function wake(phone: Somebody) {
  await enterPin(phone.page, vi.pin.enter)
  await expect(phone.page.getByRole('navigation', { name: vi.nav.label })).toBeVisible()
  await goInside(phone, '/')
}

test('a locked phone tells that it has the alarm; the keeper answers, and reads that the commander’s phone has it', async () => {
  const { chief, officer, keeper, hamlet } = stage
  await tap(hamlet.page, 'received')
  await expect(chief.page.getByText(new RegExp(`Người ${hamlet.account.name} \\d\\d:\\d\\d`))).toBeVisible()
  await expectOnPage(chief.page, 1, gates)
  await expectEverywhere(officer, path, 1, gates)

  const { page } = keeper
  await wake(keeper)
  const banner = page.getByRole('link', { name: a.running })
  await expect(banner).toContainText(a.banner.yours(byHand.keeper))
  await page.getByRole('link', { name: a.banner.answer(byHand.keeper) }).click()
  await page.getByRole('button', { name: a.answers.closed, exact: true }).click()
  await goInside(keeper, '/')
  await expect(banner).toContainText(a.banner.heard)
  await expect(banner).toContainText(a.banner.closed(2, gates))
  const facts = await stage.facts('duty')
  const answer = facts.find(({ type }) => type === 'duty.gate-answered')!
  const receipt = facts.find(({ type }) => type === 'duty.words-received')
  expect(receipt).toMatchObject({ by: chief.account.name, body: { words: [answer.id] } })
  await expectOnPage(chief.page, 2, gates)
  await expectEverywhere(officer, path, 2, gates)
})

test('what the key household records at its gate, and a hamlet team in the gate’s log, is their answer on every screen', async () => {
  const { chief, officer, keeper, household, hamlet } = stage
  household.page = await household.page.context().newPage()
  await household.page.goto(household.signal.url)
  await enterPin(household.page, vi.pin.enter)
  const banner = household.page.getByRole('link', { name: a.running })
  await expect(banner).toContainText(a.banner.yours(byHand.household))
  await household.page.getByRole('link', { name: home.writeClosed }).click()
  await household.page.getByRole('button', { name: hand.without }).click()
  await goInside(household, '/')
  await expect(banner).toContainText(a.banner.said(byHand.household, a.standsBy.closed))
  await expect(banner).toContainText(a.banner.heard)
  await expectOnPage(chief.page, 3, gates)
  await goInside(chief, `${path}/end`)
  await expectUnanswered(byHand.hamlet, nobodys.name)
  for (const phone of [officer, keeper, household]) await expectEverywhere(phone, path, 3, gates)

  await wake(hamlet)
  await expect(hamlet.page.getByRole('link', { name: a.running })).toContainText(
    a.banner.yours(byHand.hamlet)
  )
  await goInside(hamlet, `/gate/${idOf('hamlet')}`)
  await writeEntry(hamlet, 'Đã cài chốt')
  await expectUnanswered(nobodys.name)
  for (const phone of Object.values(stage.all)) await expectEverywhere(phone, path, 4, gates)
  await goInside(hamlet, '/')
  await expect(hamlet.page.getByRole('link', { name: a.running })).toContainText(a.banner.heard)
  await expect(chief.page.getByText(a.byWord(3))).toBeVisible()
})

test('a drill of it has the time of every gate, by what stopped its clock, the same on every phone', async () => {
  const { chief, officer, keeper, household, hamlet, agent } = stage
  await goInside(chief, '/alarm?drill')
  await hold(chief.page, a.holdDrill)
  await chief.page.waitForURL(/\/alarm\/[^/]+$/)
  const drill = new URL(chief.page.url()).pathname
  await goInside(keeper, '/')
  await keeper.page.getByRole('link', { name: a.banner.answer(byHand.keeper) }).click()
  await keeper.page.getByRole('button', { name: a.answers.closed, exact: true }).click()
  await goInside(household, '/')
  await household.page.getByRole('link', { name: home.writeClosed }).click()
  await household.page.getByRole('button', { name: hand.without }).click()
  await goInside(hamlet, `${drill}/answer/${idOf('hamlet')}`)
  await hamlet.page.getByRole('button', { name: a.answers.closed, exact: true }).click()
  await expectOnPage(chief.page, 4, gates)
  await agent.report({
    kind: 'completed',
    action: 'CLOSE',
    actor: chief.account.name,
    drill: true,
    latencyMs: 61_000
  })
  await goInside(chief, `${drill}/end`)
  await expectUnanswered(nobodys.name)
  await hold(chief.page, a.holdEnd)
  await expect(chief.page.getByText(/Đã kết thúc lúc/)).toBeVisible()
  // Once the drill has ended nothing stops its clocks.
  await goInside(chief, `/gate/${nobodys.gate}`)
  await writeEntry(chief, 'Đóng sau diễn tập')

  const took = await times()
  for (const phone of [chief, officer, hamlet]) {
    await goInside(phone, `/gate/${nobodys.gate}`)
    await expect(phone.page.getByText('Đóng sau diễn tập')).toBeVisible()
    await goInside(phone, '/alarm?drill')
    for (const [gate, time] of Object.entries({
      'Cổng 1B': a.drillTook(61_000),
      ...took,
      [nobodys.name]: a.drillNotClosed
    }))
      await expect(
        phone.page.locator('li', { hasText: gate, has: phone.page.getByRole('img') })
      ).toContainText(time)
  }
})

/** Expects the page that ends the alarm to name these gates and no others. */
const expectUnanswered = (...names: string[]) =>
  expect(
    stage.chief.page.getByText(a.notClosed(names.map((name) => `${name} (${a.notAnswered})`).join(', ')))
  ).toBeVisible()

/** How long each gate closed by hand took in the drill, by what the server holds. */
async function times(): Promise<Record<string, string>> {
  const facts = [...(await stage.facts('duty')), ...(await stage.facts('gates'))]
  const begun = facts.find(({ type, body }) => type === 'duty.alarm-started' && body['drill'] === true)!
  const took = (owner: keyof typeof byHand) => {
    const said = facts.filter(
      ({ type, stream, body }) =>
        (type === 'duty.gate-answered' && stream === begun.stream && body['gate'] === idOf(owner)) ||
        (type !== 'gates.event-reported' && stream === `gate/${idOf(owner)}`)
    )
    const ms = said.map(({ at }) => Date.parse(at) - Date.parse(begun.at)).filter((ms) => ms >= -skewMs)
    return a.drillTook(Math.max(0, Math.min(...ms)))
  }
  const owners = Object.keys(byHand) as (keyof typeof byHand)[]
  return Object.fromEntries(owners.map((owner) => [byHand[owner], took(owner)]))
}
