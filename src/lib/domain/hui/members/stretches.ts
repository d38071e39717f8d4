import type { HeldPart, Line } from '../state.ts'

type Holders = HeldPart['holders']

/** Rounds in which the same people held a part. */
export interface PartStretch {
  from: number
  /** Null: they hold it in the round that comes next, or held it to the last. */
  to: number | null
  holders: Holders
}

/** Returns who held each part in the rounds held and who holds it in the next, by part, the earliest first. */
export function stretchesOf({ rounds, parts }: Pick<Line, 'rounds' | 'parts'>): PartStretch[][] {
  const byPart = parts.map((): PartStretch[] => [])
  const add = (no: number, k: number, holders: Holders) => {
    const stretches = byPart[no - 1]!
    const last = stretches.at(-1)
    if (last && isSame(last.holders, holders)) return
    if (last) last.to = k - 1
    stretches.push({ from: k, to: null, holders })
  }
  for (const { k, dues } of rounds) {
    const holders = parts.map((): Holders[number][] => [])
    for (const due of dues) holders[due.part - 1]!.push(holding(due))
    for (const [i, held] of holders.entries()) add(i + 1, k, held)
  }
  for (const { no, holders } of parts) add(no, rounds.length + 1, holders)
  return byPart
}

/** Returns who held a part in a round; in one that is not held, who holds it now. */
export function holdersAt({ rounds, parts }: Pick<Line, 'rounds' | 'parts'>, no: number, k: number): Holders {
  const dues = rounds[k - 1]?.dues.filter(({ part }) => part === no) ?? []
  return dues.length > 0 ? dues.map(holding) : (parts[no - 1]?.holders ?? [])
}

const holding = ({ holder, units }: Line['rounds'][number]['dues'][number]) => ({ person: holder, units })

const isSame = (before: Holders, now: Holders) =>
  before.length === now.length &&
  now.every(({ person, units }) => before.some((one) => one.person === person && one.units === units))
