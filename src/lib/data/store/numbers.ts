/**
 * The highest number in use, found with few questions: galloping up, then halving.
 * @param exists is there a number ≥ k?
 * @param known a number that is not above the highest; usually the highest itself, then one question is enough
 */
export async function highestNumber(exists: (k: number) => Promise<boolean>, known = 0): Promise<number> {
  let low = known
  let step = 1
  while (await exists(low + step)) {
    low += step
    step *= 2
  }
  let above = low + step
  while (above - low > 1) {
    const middle = Math.floor((low + above) / 2)
    if (await exists(middle)) low = middle
    else above = middle
  }
  return low
}
