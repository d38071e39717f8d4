import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { Notebook } from '#lib/app/notebook/notebook.svelte.ts'
import { incidentWords } from '#lib/i18n/incidents/incidents.ts'
import { renderIn, TestNotebook } from '../../../tests/components/notebook.svelte.ts'
import TipClock from './TipClock.svelte'

const { tips } = incidentWords.incidents
const now = Date.UTC(2026, 10, 24, 2)
const hour = 3_600_000
const tip = { source: 'phone', triage: 'crime', forwarded: false, answered: false } as const
const incident = { tip, open: true, reportedAt: new Date(now - 19.5 * hour).toISOString() }

beforeEach(() => void vi.useFakeTimers({ now, toFake: ['Date', 'setInterval', 'clearInterval'] }))
afterEach(() => void vi.useRealTimers())

/** Opens a notebook whose books never tell anything. */
function silentNotebook(): Notebook {
  type Parts = ConstructorParameters<typeof Notebook>
  const nothing = { subscribe: () => ({ unsubscribe() {} }) }
  const tells = () => nothing
  const store = { book: tells, counts: tells, inState: tells, damage: { counts: tells } }
  const [identity, courier, photos] = [{ account: 'truc', roles: [] }, { report: nothing }, { counts: tells }]
  const session = { identity, unit: 'thu', keys: {}, store, photos, courier } as unknown as Parts[0]
  return new Notebook(session, { clock: { now: Date.now } } as Parts[1], {} as Parts[2])
}

test('the time left for a tip runs while somebody looks, with nothing new in the book', async () => {
  const notebook = await TestNotebook.open()
  await renderIn(Object.assign(notebook, { now: silentNotebook().now }), TipClock, { incident })
  await expect.element(page.getByText(tips.hoursLeft(4))).toBeVisible()
  vi.advanceTimersByTime(4 * hour)
  await expect.element(page.getByText(tips.minutesLeft(30))).toBeVisible()
  vi.advanceTimersByTime(hour)
  await expect.element(page.getByText(tips.over(24))).toBeVisible()
})
