const freeTries = 5
const firstWait = 30_000
const longestWait = 15 * 60_000

/** Returns the delay after this many wrong PINs in a row before the next try, ms. */
export function pinWait(failures: number): number {
  return failures < freeTries ? 0 : Math.min(longestWait, firstWait * 2 ** (failures - freeTries))
}
