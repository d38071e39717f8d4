import { alarm as a } from '#lib/i18n/alarms/alarm-vi.ts'
import { manual } from '#lib/i18n/gates/manual-vi.ts'
import { home } from '#lib/i18n/home/home-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { expect, forFile, test } from '../fixtures.ts'
import { enterPin, goInside, writeEntry } from '../phone.ts'
import { tap } from '../push-steps.ts'
import { byHand, ChaseStage, expectEverywhere, expectOnPage, hold, idOf, lock, markedAt, ring, seenAt } from './chase-stage.ts'

const gates = 4
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
