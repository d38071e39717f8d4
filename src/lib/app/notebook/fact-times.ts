import { idTime } from '#lib/domain/uuid.ts'
import type { Clock } from '#lib/ports/ports.ts'

/** Allowance for another phone's clock that runs ahead, ms: what it has just recorded counts at once. */
const clocksApart = 5 * 60_000

/** Returns the time up to which facts count on this phone now, Unix ms. */
export const foldedUntil = (clock: Pick<Clock, 'now'>) => clock.now() + clocksApart

/** Returns when an entry was recorded, Unix ms; `at` is when it happened. */
export const recordedAt = (fact: { id: string }) => idTime(fact.id)
