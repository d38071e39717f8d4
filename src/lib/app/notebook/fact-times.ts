import { idTime } from '#lib/domain/uuid.ts'
import type { Clock } from '#lib/ports/ports.ts'

/** How far another phone's clock may run ahead, ms: what it recorded a moment ago counts at once. */
const clocksApart = 5 * 60_000

/** Up to when facts count on this phone now, Unix ms. */
export const foldedUntil = (clock: Pick<Clock, 'now'>) => clock.now() + clocksApart

/** When an entry was recorded, Unix ms; `at` is when it happened. */
export const recordedAt = (fact: { id: string }) => idTime(fact.id)
