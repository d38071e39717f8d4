import type { StoredFact } from '#lib/domain/stored.ts'
import type { OpenFlag } from './flag-store.svelte.ts'

type Run = OpenFlag['numbers'][number]

/** Returns the numbers that a flag names without those of records that are shown themselves. */
export function numbersBeside(
  numbers: readonly Run[],
  shown: readonly Pick<StoredFact, 'book' | 'n'>[]
): Run[] {
  return numbers.flatMap((run) => {
    const found = shown.filter(({ book, n }) => book === run.book && n >= run.from && n <= run.to)
    const left: Run[] = []
    let { from } = run
    for (const n of found.map(({ n }) => n).sort((a, b) => a - b)) {
      if (n > from) left.push({ ...run, from, to: n - 1 })
      from = n + 1
    }
    return from <= run.to ? [...left, { ...run, from }] : left
  })
}
