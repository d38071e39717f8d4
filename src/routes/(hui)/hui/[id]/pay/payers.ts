import type { Line } from '#lib/app/hui/hui-book.svelte.ts'
import type { Overpaid, Round } from '#lib/app/hui/hui-line.svelte.ts'

/** Who owes something in a round, over all her parts of the line, đồng. */
export interface Payer {
  holder: string
  dues: Round['dues']
  advanced: number
  open: number
  /** Recorded and not counted, since it is more than was due. */
  kept: number
}

/** By how much what came in and what goes out of a round differ, đồng; before any money moved nothing does. */
export const differenceOf = ({
  open,
  paid,
  advanced,
  handed
}: Pick<Round, 'open' | 'paid' | 'advanced' | 'handed'>): number => (paid + advanced + handed > 0 ? open : 0)

/** The payers of a round in the order of their parts; who owes nothing is one where money of hers is kept. */
export function payersOf(
  { parts }: Pick<Line, 'parts'>,
  { k, dues }: Pick<Round, 'k' | 'dues'>,
  all: readonly Overpaid[]
): Payer[] {
  const byHolder = new Map<string, Payer>()
  for (const due of dues) {
    const kept = keptFor(all, k, due.part)
    if (due.due + kept === 0) continue
    const { holder } = parts[due.part - 1]!
    const payer = byHolder.get(holder) ?? { holder, dues: [], advanced: 0, open: 0, kept: 0 }
    payer.dues.push(due)
    payer.advanced += due.advanced
    payer.open += due.open
    payer.kept += kept
    byHolder.set(holder, payer)
  }
  return [...byHolder.values()]
}

/** What is kept for a part in a round, or of its pot (null), đồng. */
export const keptFor = (all: readonly Overpaid[], k: number, part: number | null): number =>
  all.reduce((sum, kept) => (kept.k === k && kept.part === part ? sum + kept.amount : sum), 0)
