import type { Line } from '#lib/app/hui/hui-book.svelte.ts'
import { stretchesOf, type PartStretch } from '#lib/app/hui/hui-line.svelte.ts'
import type { Mark } from '#lib/ui/Matrix.svelte'

/** A part as long as the same people hold it. */
export interface MatrixRow {
  no: number
  stretch: PartStretch
  /** True where the part has other rows: it changed hands. */
  isOne: boolean
  marks: Mark[]
}

/** Returns a row for each who holds a part in some of the rounds `ks`, and what became of those; of others it says nothing. */
export function matrixRows(line: Pick<Line, 'rounds' | 'parts'>, ks: readonly number[]): MatrixRow[] {
  const [first, last] = [ks[0] ?? 1, ks.at(-1) ?? 0]
  return stretchesOf(line).flatMap((stretches, i) =>
    stretches
      .filter(({ from, to }) => from <= last && first <= (to ?? last))
      .map((stretch): MatrixRow => {
        const holds = (k: number) => stretch.from <= k && k <= (stretch.to ?? k)
        const marks = ks.map((k) => (holds(k) ? markOf(line, i + 1, k) : 'other'))
        return { no: i + 1, stretch, isOne: stretches.length === 1, marks }
      })
  )
}

function markOf({ rounds }: Pick<Line, 'rounds'>, part: number, k: number): Mark {
  const round = rounds[k - 1]
  if (!round) return 'none'
  if (round.taker === part) return 'taken'
  const dues = round.dues.filter((due) => due.part === part)
  if (dues.some(({ open }) => open > 0)) return dues.every(({ due, open }) => open === due) ? 'open' : 'some'
  return dues.some(({ covered }) => covered > 0) ? 'covered' : 'paid'
}
