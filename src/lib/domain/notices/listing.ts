import type { Person } from '../hui/people.ts'
import type { Line, LineOpening } from '../hui/state.ts'
import type { ListedLine } from './obligation.ts'

/** The parts of a hụi line that a row is made of. */
export interface Listable extends Pick<Line, 'host' | 'n' | 'face' | 'period' | 'complete'> {
  opening: Pick<LineOpening, 'code' | 'startsOn'>
  parts: readonly Pick<Line['parts'][number], 'holder'>[]
  rounds: readonly Pick<Line['rounds'][number], 'on'>[]
  stopped: Pick<NonNullable<Line['stopped']>, 'on'> | null
}

/**
 * Returns the row of a hụi line for the register: of all that the hụi book says only what the People's Committee may
 * know.
 * @param plannedEnd the agreed day of the last round, ISO; null where none is known
 */
export function listingOf(
  line: Listable,
  host: Pick<Person, 'name' | 'hamlet'>,
  plannedEnd: string | null
): ListedLine {
  const { opening, n, face, period, parts } = line
  const { startsOn } = opening
  const ended = line.stopped?.on ?? (line.complete ? line.rounds.at(-1)!.on : null)
  const last = ended ?? plannedEnd
  return {
    host: line.host,
    hostName: host.name,
    ...(host.hamlet !== undefined && { hamlet: host.hamlet }),
    line: opening.code,
    n,
    face,
    members: new Set(parts.map(({ holder }) => holder)).size,
    period,
    startsOn,
    // A line that was stopped before its first day ended on it.
    ...(last && { endsOn: last < startsOn ? startsOn : last })
  }
}

/** Tells whether two rows say the same. */
export function isSameListing(a: ListedLine, b: ListedLine): boolean {
  const names = new Set([...Object.keys(a), ...Object.keys(b)] as (keyof ListedLine)[])
  return [...names].every((name) => a[name] === b[name])
}
