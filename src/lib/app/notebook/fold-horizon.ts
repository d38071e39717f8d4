import type { Clock } from '#lib/ports/ports.ts'

/** How far ahead another phone's clock may run, ms: what it wrote a moment ago counts at once. */
const clocksApart = 5 * 60_000

/** Up to when facts count on this phone now, Unix ms. */
export const foldedUntil = (clock: Pick<Clock, 'now'>) => clock.now() + clocksApart
