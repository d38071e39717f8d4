import type { Line } from '#lib/app/hui-book.svelte.ts'
import type { Round } from '#lib/app/hui-line.svelte.ts'

/** Who owes something in a round, over all her parts of the line, đồng. */
export interface Payer {
  holder: string
  dues: Round['dues']
  advanced: number
  open: number
}

/** By how much what came in and what goes out of a round differ, đồng; before any money moved nothing does. */
export const differenceOf = ({
  open,
  paid,
  advanced,
  handed
}: Pick<Round, 'open' | 'paid' | 'advanced' | 'handed'>): number => (paid + advanced + handed > 0 ? open : 0)

/** The payers of a round in the order of their parts. */
export function payersOf({ parts }: Pick<Line, 'parts'>, { dues }: Pick<Round, 'dues'>): Payer[] {
  const byHolder = new Map<string, Payer>()
  for (const due of dues) {
    if (due.due === 0) continue
    const { holder } = parts[due.part - 1]!
    const payer = byHolder.get(holder) ?? { holder, dues: [], advanced: 0, open: 0 }
    payer.dues.push(due)
    payer.advanced += due.advanced
    payer.open += due.open
    byHolder.set(holder, payer)
  }
  return [...byHolder.values()]
}
