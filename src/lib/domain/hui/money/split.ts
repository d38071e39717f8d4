/**
 * Splits a sum among units by the largest remainder: what does not divide goes đồng by đồng to the largest remainders, and
 * among equal ones to those listed first.
 * @param units of each, in their order @returns one sum for each, đồng; together the whole
 */
export function split(amount: number, units: readonly number[]): number[] {
  if (units.length === 1) return [amount]
  const all = units.reduce((sum, one) => sum + one, 0)
  // A quotient of doubles may round up; the remainder is exact.
  const remainders = units.map((one) => (amount % all) * one)
  const whole = Math.floor(amount / all)
  const shares = units.map((one, i) => whole * one + Math.floor(remainders[i]! / all))
  const left = amount - shares.reduce((sum, share) => sum + share, 0)
  const first = remainders
    .map((remainder, i) => ({ i, rest: remainder % all }))
    .sort((a, b) => b.rest - a.rest || a.i - b.i)
    .slice(0, left)
  for (const { i } of first) shares[i]! += 1
  return shares
}
