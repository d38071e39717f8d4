/** The middle of some figures, or the mean of the two middle ones. */
export function median(figures: readonly number[]): number {
  const sorted = ascending(figures)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/**
 * The figure that `share` (0 < share ≤ 1) of all do not exceed: the nearest rank, always one that was measured.
 * @throws RangeError when there is no figure, or no such share
 */
export function percentile(figures: readonly number[], share: number): number {
  if (!(share > 0 && share <= 1)) throw new RangeError(`no share: ${share}`)
  const sorted = ascending(figures)
  return sorted[Math.ceil(share * sorted.length) - 1]!
}

/** To a tenth, below ten to a thousandth: more than a stopwatch on a shared machine can tell. */
export function rounded(figure: number): number {
  const digits = Math.abs(figure) < 10 ? 3 : 1
  return Number(figure.toFixed(digits))
}

/** Names figures as those under the browser's six-fold throttle. */
export const at6x = (figures: Record<string, number>): Record<string, number> =>
  Object.fromEntries(Object.entries(figures).map(([name, figure]) => [`${name}6x`, figure]))

function ascending(figures: readonly number[]): number[] {
  if (figures.length === 0) throw new RangeError('no figures')
  return [...figures].sort((a, b) => a - b)
}
