import { paceOf, savePace, type Pace, type Paced, type PhoneFigures } from '#lib/app/settings/phone-pace.ts'
import { secondsOf, type phoneFigureWords } from '#lib/i18n/settings/phone-figures.ts'
import { clockTime } from '#lib/i18n/format.ts'

type FigureWords = typeof phoneFigureWords

/** One figure as the screen and the copied text tell it. */
export interface FigureLine {
  what: Paced | 'exchange' | 'records' | 'space' | 'memory' | 'browser' | 'version'
  value: string
  note?: string
  pace?: Pace
}

/** Tells how fast the phone was. @param now Unix ms */
export function speedLines(known: PhoneFigures, t: FigureWords, now: number): FigureLine[] {
  const seconds = (ms: number) => secondsOf(ms, t)
  const paced = (what: Paced, ms: number | null, note: string): FigureLine =>
    ms === null ? { what, value: t.none } : { what, value: seconds(ms), note, pace: paceOf(what, ms) }
  const { saves, exchange } = known
  const pace = savePace(saves)
  return [
    paced('lock', known.lock, t.lockNote),
    paced('open', known.open, t.openNote),
    paced('save', pace && pace.median, pace ? t.saveNote(seconds(pace.slowest), saves.length) : ''),
    exchange
      ? { what: 'exchange', value: clockTime(exchange.at, now), note: t.exchangeNote(seconds(exchange.ms)) }
      : { what: 'exchange', value: t.none }
  ]
}

/** Tells what the phone is and holds. @param space used of what is granted, `version` of the app: both in words */
export function phoneLines(
  { records, memory, browser }: PhoneFigures,
  t: FigureWords,
  { space, version }: { space: string | null; version: string }
): FigureLine[] {
  const number = (value: number) => value.toLocaleString(t.decimals)
  return [
    { what: 'records', value: records === null ? t.untold : number(records) },
    { what: 'space', value: space ?? t.untold },
    { what: 'memory', value: memory === null ? t.untold : t.gigabytes(number(memory)) },
    { what: 'browser', value: browser },
    { what: 'version', value: version }
  ]
}

/** Returns the lines as a text for the operator, one figure a line. */
export function figureText(lines: readonly FigureLine[], t: FigureWords): string {
  const told = lines.map(({ what, value, note, pace }) => {
    const more = [pace && t.paces[pace], note].filter(Boolean).join('. ')
    return `${t[what]}: ${value}${more && ` (${more.replace(/\.$/, '')})`}`
  })
  return [t.title, ...told].join('\n')
}
