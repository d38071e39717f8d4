import type { Line } from '#lib/app/hui/hui-book.svelte.ts'

/** Holders of parts 1, 2, 3 …; only the last one may still lack some. */
type Parts = Line['terms']['parts']

/** Into how many units a part may be cut: a half, a third, a quarter; and as the line has it. */
export const cutsOf = (unitsPerPart: number): readonly number[] =>
  [...new Set([1, 2, 3, 4, unitsPerPart])].sort((a, b) => a - b)

/** Returns how many units of the last part nobody holds yet. */
export const openUnits = (parts: Parts, unitsPerPart: number): number =>
  parts.length > 0 ? unitsPerPart - parts.at(-1)!.reduce((sum, { units }) => sum + units, 0) : 0

/** Gives the last part another holder, of no more units than are open; a whole one is followed by the next part. */
export function withNextHolder(parts: Parts, person: string, units: number, unitsPerPart: number): Parts {
  const open = openUnits(parts, unitsPerPart)
  if (open === 0) return [...parts, [{ person, units: Math.min(units, unitsPerPart) }]]
  const last = parts.at(-1)!
  const more = Math.min(units, open)
  const isKnown = last.some((holder) => holder.person === person)
  const filled = isKnown
    ? last.map((holder) => (holder.person === person ? { person, units: holder.units + more } : holder))
    : [...last, { person, units: more }]
  return [...parts.slice(0, -1), filled]
}

/**
 * Cuts parts anew: each stays with its holders, the first of whom has what is more; where they are too many, each has a part
 * of their own.
 */
export const cutAnew = (parts: Parts, unitsPerPart: number): Parts =>
  parts.flatMap((holders) =>
    holders.length > unitsPerPart
      ? holders.map(({ person }) => [{ person, units: unitsPerPart }])
      : [holders.map(({ person }, i) => ({ person, units: i === 0 ? unitsPerPart - holders.length + 1 : 1 }))]
  )
