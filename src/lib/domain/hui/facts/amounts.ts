import * as v from 'valibot'
import { count } from '../../shapes.ts'

/**
 * The most that all parts of one opening are together, đồng: ten billion, a hundred times what has to be notified (Điều 14
 * NĐ 19/2019).
 */
export const maxOpening = 10_000_000_000

/**
 * The highest sum of one record, đồng: the gross of the largest opening, where each part that has taken pays a bid, which is
 * below the face, beside it. So no sum leaves the safe integers, which end above 9 × 10¹⁵:
 * - the dues of a line, in `maxParts` rounds of `maxDong`, and its pots as well: 2 × 200 × 2 × 10¹⁰ = 8 × 10¹²;
 * - with late interest of 20 % a year (Điều 468 BLDS) over all of the 300 years in which days may lie: 4.9 × 10¹⁴;
 * - all that is owed in the lines of a host, or of a unit: one record adds no more than `maxDong` to what is due and as much to
 *   what is to be handed over or given back, so that 225,000 of them stay below, all of the highest sum. A phone holds fewer.
 */
export const maxDong = 2 * maxOpening
export const dong = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(maxDong))
/** A sum that moves, đồng. */
export const moved = v.pipe(dong, v.minValue(1))

/**
 * The most that somebody may claim in a collapse, đồng: people claim what all their lines come to, and what no line says. As
 * many claims as a file may have stay below 5 × 10¹⁵.
 */
export const maxClaim = 50 * maxOpening

/** The most parts a line may have, and the most shares a part may be cut into. */
export const maxParts = 200
export const maxUnits = 12
export const partNo = v.pipe(count, v.maxValue(maxParts))

/** Tells whether all parts of one opening are together more than may be. */
export const isTooLarge = ({ n, face }: { n: number; face: number }): boolean => n * face > maxOpening

export const huiLimits = { code: 20, name: 80, hamlet: 120, reason: 500, claims: 9999, receipt: 30 } as const
