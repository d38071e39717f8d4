import type { Envelope } from '../../fact.ts'
import { line } from '../line.ts'
import { knownBy } from '../stream.ts'
import { worse, type IndicatorId, type WarningLevel } from '../warning/indicator.ts'
import { hostWarnings } from '../warning/warnings.ts'
import { RemarkFolds, type Remarks } from './remarks.ts'
import { signsOfHost, type KnownOfHost } from './signs.ts'

const vietnam = 7 * 3_600_000

/**
 * Returns the level that each sign of a host had at a moment, by all that was recorded until then: what came later says
 * nothing of what somebody saw. Names of people are those of today.
 * @param known as it is today @param asOf Unix ms
 */
export function levelsThen(known: KnownOfHost, asOf: number): ReadonlyMap<IndicatorId, WarningLevel> {
  const day = new Date(asOf + vietnam).toISOString().slice(0, 10)
  const lines = known.lines.flatMap(({ facts }) => {
    const state = line(facts, asOf)
    return state ? [{ state, facts }] : []
  })
  const remarks = remarksThen(known.remarks, asOf)
  const notices = known.notices && new Map([...known.notices].filter(([, on]) => on <= day))
  const signs = signsOfHost({ ...known, lines, remarks, notices })
  const levels = new Map<IndicatorId, WarningLevel>()
  // Several of one host while nobody had recorded that her ids are of one person.
  for (const { indicators } of hostWarnings(lines, { asOf, day, signs, same: remarks.same }))
    for (const { id, level } of indicators) levels.set(id, worse(level, levels.get(id) ?? level))
  return levels
}

function remarksThen({ byPerson }: Remarks, asOf: number): Remarks {
  const facts = [...byPerson.values()].flatMap((entries) =>
    entries.flatMap(({ fact, reversed }): Envelope[] => [fact, ...(reversed ? [reversed] : [])])
  )
  return new RemarkFolds().of(knownBy(asOf, facts).sort((a, b) => (a.id < b.id ? -1 : 1)))
}
