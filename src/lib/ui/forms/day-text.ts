/** How many digits day, month, year, hour and minute have, and what stands before each. */
const parts = [
  { digits: 2, before: '' },
  { digits: 2, before: '/' },
  { digits: 4, before: '/' },
  { digits: 2, before: ' ' },
  { digits: 2, before: ':' }
] as const

/** Returns the value of a day field, `2026-11-24` or `2026-11-24T22:15`, as people write it; '' for anything else. */
export function shownDay(value: string): string {
  const [, year, month, day, time] = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d))?/.exec(value) ?? []
  return day ? [`${day}/${month}/${year}`, time].filter(Boolean).join(' ') : ''
}

/** Puts the separators between digits that were typed in one go, as on a keypad without them: `2411` becomes `24/11`. */
export function withSeparators(text: string, hasTime: boolean): string {
  const last = hasTime ? parts.length - 1 : 2
  let [shown, part, digits] = ['', 0, 0]
  for (const char of text) {
    if (/\d/.test(char)) {
      if (digits === parts[part]!.digits) {
        if (part === last) continue
        part += 1
        digits = 0
        shown += parts[part]!.before
      }
      digits += 1
      shown += char
    } else if (digits > 0 && part < last) {
      part += 1
      digits = 0
      shown += char
    }
  }
  return shown
}

/**
 * Returns what stands in a field after typing. Only what is typed at its end gets separators: whoever mends the middle
 * finds the other digits, and the caret, where they were.
 * @param caret where it stands after typing, in characters
 */
export function afterTyping(text: string, caret: number, hasTime: boolean): string {
  return shownDay(text) || (caret < text.length ? text : withSeparators(text, hasTime))
}

/**
 * Returns the value that a typed day means, in the form of `shownDay`'s input; '' where it is none, or no day of the
 * calendar.
 * @param today gives the year where none is typed: `24/11`
 * @param max such a day is never after it: in January `24/12` is last year's
 */
export function dayValue(
  text: string,
  { hasTime, today, max }: { hasTime: boolean; today: string; max?: string | undefined }
): string {
  if (shownDay(text)) return text.slice(0, hasTime ? 16 : 10)
  const [, day, month, year, hour, minute] =
    /^(\d{1,2})\D(\d{1,2})(?:\D(\d{4}|\d{2}(?!:)))?(?:\D+(\d{1,2})\D(\d{2}))?\D*$/.exec(text.trim()) ?? []
  if (!day || !month || hasTime !== (hour !== undefined)) return ''
  const clock = hasTime ? `T${hour!.padStart(2, '0')}:${minute}` : ''
  const inYear = (year: number) => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}${clock}`
  const thisYear = Number((max ?? today).slice(0, 4))
  const meant = year ? inYear(Number(year.length === 2 ? `20${year}` : year)) : inYear(thisYear)
  const value = !year && max && meant > max ? inYear(thisYear - 1) : meant
  return isReal(value) ? value : ''
}

/** Whether the text names a year in full, and an hour where it has one: until then somebody is still typing. */
export function isWhole(text: string, hasTime: boolean): boolean {
  return (hasTime ? /^\d{1,2}\D\d{1,2}\D\d{4}\D\d{1,2}\D\d{2}$/ : /^\d{1,2}\D\d{1,2}\D\d{4}$/).test(text)
}

/** Nobody means a day of another century than the last, this or the next one: a figure too many was typed. */
const years = /^(?:19|20|21)/

function isReal(value: string): boolean {
  if (!years.test(value)) return false
  const whole = value.length > 10 ? `${value}:00.000Z` : `${value}T00:00:00.000Z`
  const ms = Date.parse(whole)
  return Number.isFinite(ms) && new Date(ms).toISOString() === whole
}
