import type { Person } from '../hui/people.ts'
import type { LineOutline } from '../hui/outline.ts'
import type { ListedLine } from './obligation.ts'

/** The parts of a hụi line that a row is made of. */
export interface Listable extends Pick<LineOutline, 'complete' | 'people'> {
  terms: Pick<LineOutline['terms'], 'code' | 'host' | 'n' | 'face' | 'period' | 'startsOn'>
  last: Pick<NonNullable<LineOutline['last']>, 'on'> | null
  stopped: Pick<NonNullable<LineOutline['stopped']>, 'on'> | null
}

/**
 * Returns the row of a hụi line for the register: of all that the hụi book says only what the People's Committee may
 * know.
 * @param host the one whose lines are counted together @param one the one id of a person who was written down twice
 * @param plannedEnd the agreed day of the last round, ISO; null where none is known
 */
export function listingOf(
  line: Listable,
  host: Pick<Person, 'id' | 'name' | 'hamlet'>,
  plannedEnd: string | null,
  one: (person: string) => string = (person) => person
): ListedLine {
  const { code, n, face, period, startsOn } = line.terms
  const ended = line.stopped?.on ?? (line.complete ? line.last!.on : null)
  const last = ended ?? plannedEnd
  return {
    host: host.id,
    hostName: host.name,
    ...(host.hamlet !== undefined && { hamlet: host.hamlet }),
    line: code,
    n,
    face,
    members: new Set(line.people.map(one)).size,
    period,
    startsOn,
    // A line that was stopped before its first day ended on it.
    ...(last && { endsOn: last < startsOn ? startsOn : last }),
    ...(ended && { ended: true })
  }
}

/** Tells whether two rows say the same. */
export function isSameListing(a: ListedLine, b: ListedLine): boolean {
  const names = new Set([...Object.keys(a), ...Object.keys(b)] as (keyof ListedLine)[])
  return [...names].every((name) => a[name] === b[name])
}
