import { line } from '#lib/domain/hui/line.ts'
import { isRaised, type IndicatorId } from '#lib/domain/hui/warning/indicator.ts'
import type { Signs } from '#lib/domain/hui/warning/signs.ts'
import { hostWarnings } from '#lib/domain/hui/warning/warnings.ts'
import { absentBidders } from './absent-bidders.ts'
import type { DocumentedCase } from './case-book.ts'
import { elevenAccounts } from './eleven-accounts.ts'
import { ghostsSoldOn } from './ghosts-sold-on.ts'
import { manyLines } from './many-lines.ts'
import { memberTakesAll } from './member-takes-all.ts'
import { missingPayers } from './missing-payers.ts'
import { mixedPeriods } from './mixed-periods.ts'
import { nineYears } from './nine-years.ts'
import { pushedBids } from './pushed-bids.ts'

const cases = [
  ghostsSoldOn,
  nineYears,
  mixedPeriods,
  absentBidders,
  manyLines,
  elevenAccounts,
  memberTakesAll,
  pushedBids,
  missingPayers
]

/**
 * Tells of each documented case how many rounds of its first line before the collapse amber and red show, by indicator: from
 * the books of the lines alone, and with what somebody would have known by asking. R7 and R10 hang on when the lines were
 * begun, which is assumed: they stand behind the others. Large books are looked at after every few rounds only.
 */
export function caseTable(): string {
  return cases
    .map((make) => make())
    .flatMap((one) => {
      const [alone, asked] = firstSigns(one, [{}, one.asked])
      return [
        `${one.label}: ${one.published}`,
        `  assumed: ${one.assumed}`,
        `  rounds until the collapse: ${one.rounds.length}`,
        `  books alone: ${alone}`,
        `  after asking: ${asked}`
      ]
    })
    .join('\n')
    .concat('\n')
}

/** Levels of an indicator, each with the rounds that were still held after it showed. */
type FirstSigns = Map<IndicatorId, Map<string, number>>

function firstSigns({ books, rounds }: DocumentedCase, known: readonly Signs[]): string[] {
  const found = known.map((): FirstSigns => new Map())
  const step = Math.ceil(books.length / 30)
  for (const [i, day] of rounds.entries()) {
    if (i % step > 0) continue
    const asOf = Date.parse(`${day}T23:59:59Z`)
    const watched = books.flatMap((facts) => {
      const state = line(facts, asOf)
      return state ? [{ state, facts }] : []
    })
    known.forEach((signs, which) => {
      for (const { id, level } of hostWarnings(watched, { asOf, day, signs })[0]?.indicators.filter(
        isRaised
      ) ?? []) {
        const levels = found[which]!.get(id) ?? new Map<string, number>()
        if (!levels.has(level) && !levels.has('red')) levels.set(level, rounds.length - i - 1)
        found[which]!.set(id, levels)
      }
    })
  }
  return found.map(told)
}

function told(found: FirstSigns): string {
  const signs = [...found].filter(([id]) => id !== 'R21')
  if (signs.length === 0) return 'not detectable'
  const isAssumed = ([id]: (typeof signs)[number]) => Number(id === 'R7' || id === 'R10')
  const soonest = ([, levels]: (typeof signs)[number]) => Math.max(...levels.values())
  return signs
    .sort((a, b) => isAssumed(a) - isAssumed(b) || soonest(b) - soonest(a) || (a[0] < b[0] ? -1 : 1))
    .map(([id, levels]) => `${id} ${[...levels].map(([level, left]) => `${level} ${left}`).join(', ')}`)
    .join('; ')
}
