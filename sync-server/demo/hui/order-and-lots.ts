import type { NewFact } from '../../fact-writer.ts'
import { agreementIn, roundsIn, signedBy } from './course.ts'
import type { DemoEntry } from './entries.ts'
import { at } from './line-history.ts'

/** Returns the entries of a line by agreed order in which two parts that have not taken swap their turns. */
export function swappedTurns(course: readonly NewFact[]): DemoEntry[] {
  const { parts } = agreementIn(course)
  const { stream } = course[0]!
  const rounds = roundsIn(course)
  const { on } = rounds.at(-1)!
  const waiting = parts.map((_, i) => i + 1).filter((no) => !rounds.some(({ taker }) => taker === no))
  const [next, last] = [rounds.length + 1, parts.length]
  const swap: DemoEntry = {
    stream,
    type: 'hui.turn-swapped',
    body: {
      on,
      said: { by: 'host', how: 'paper' },
      first: { part: waiting[0]!, k: next },
      second: { part: waiting.at(-1)!, k: last }
    },
    at: at(on, 21)
  }
  return [...course, swap, ...signedBy(swap, ['first', 'second'])]
}

/** Returns the entries of a line by lot with the lot of its last round written down, before the host and a member. */
export function drawnLot(course: readonly NewFact[]): DemoEntry[] {
  const { host, parts } = agreementIn(course)
  const rounds = roundsIn(course)
  const { k, on, said, taker } = rounds.at(-1)!
  const among = parts
    .map((_, i) => i + 1)
    .filter((no) => !rounds.slice(0, -1).some((round) => round.taker === no))
  const witness = parts[rounds[0]!.taker - 1]![0]!.person
  const lot: DemoEntry = {
    stream: course[0]!.stream,
    type: 'hui.lot-drawn',
    body: {
      on,
      said,
      k,
      parts: among,
      drawn: taker,
      witnesses: [host, witness],
      slips: `${among.length} phiếu ghi số phần, chủ hụi giữ`
    },
    at: at(on, 14, 55)
  }
  return [
    lot,
    ...course.map((entry) =>
      entry.type === 'hui.round-held' && entry.body.k === k ? { ...entry, of: lot } : entry
    )
  ]
}
