import type { NoticeFact, ReceivedNotice, RegisteredLine } from './register.ts'

/** A notice with the line that it is of. */
export interface PlacedNotice<F extends NoticeFact = NoticeFact> {
  line: RegisteredLine<F>
  notice: ReceivedNotice<F>
}

/** The notices of an office by the number of their receipt; a number begins anew each year. */
export type NoticesByNumber<F extends NoticeFact = NoticeFact> = ReadonlyMap<
  string,
  readonly PlacedNotice<F>[]
>

/** Sorts the notices of a register by number; one that was withdrawn or refused has given its number back. */
export function byNumber<F extends NoticeFact>(lines: readonly RegisteredLine<F>[]): NoticesByNumber<F> {
  const found = new Map<string, PlacedNotice<F>[]>()
  // One of which people differ stands at several lines, and has one number.
  const seen = new Set<string>()
  for (const line of lines)
    for (const notice of line.notices) {
      if (notice.withdrawn || notice.fact.sync === 'refused' || seen.has(notice.fact.id)) continue
      seen.add(notice.fact.id)
      const key = keyOf(notice.body)
      const same = found.get(key)
      if (same) same.push({ line, notice })
      else found.set(key, [{ line, notice }])
    }
  return found
}

/**
 * Returns the notices that have a number in the year of an ISO day, however it was typed: "012/TB" is "12 /tb".
 * @param but a record that is not meant: the notice whose number it is
 */
export function noticesNumbered<F extends NoticeFact>(
  all: NoticesByNumber<F>,
  said: { number: string; receivedOn: string },
  but = ''
): PlacedNotice<F>[] {
  return (all.get(keyOf(said)) ?? []).filter(({ notice }) => notice.fact.id !== but)
}

function keyOf({ number, receivedOn }: { number: string; receivedOn: string }): string {
  const plain = number.normalize('NFC').toLocaleLowerCase('vi').replace(/\s+/g, '')
  return `${receivedOn.slice(0, 4)} ${plain.replace(/(?<!\d)0+(?=\d)/g, '')}`
}
