/** Work that is done step by step: each `next` does a little, so that others get their turn between two. */
export type Slices<T = void> = Generator<void, T, void>

/** Does all of the work at once. */
export function inOneGo<T>(slices: Slices<T>): T {
  for (;;) {
    const { done, value } = slices.next()
    if (done) return value
  }
}

/** Steps done in a row by `inTurns`. */
const row = 64

/** Does the work a few steps at a time. @param turn lets others have theirs */
export async function inTurns<T>(slices: Slices<T>, turn: () => Promise<unknown>): Promise<T> {
  for (let steps = 1; ; steps++) {
    const { done, value } = slices.next()
    if (done) return value
    if (steps % row === 0) await turn()
  }
}
