import { unreadWords } from '#lib/i18n/sync/unread.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { atOfMoment } from '#lib/app/alarms/alarm-page.svelte.ts'
import type { TimelineEntry } from '#lib/domain/alarms/timeline.ts'
import type { Description } from '#lib/domain/alarms/entry.ts'
import type { AlarmWords } from '#lib/i18n/alarms/alarm-vi.ts'
import { time } from '#lib/i18n/format.ts'
import type { GateWords } from '#lib/i18n/gates/gates.ts'
import { textOf, titleOf, whoOf } from '../../(gates)/log-text.ts'

/** The words for describing an alarm, and the names of gates and accounts. */
export interface Telling {
  a: AlarmWords
  t: GateWords
  gateName(gate: string): string
  nameOf(account: string): string
}

/** A timeline entry in words: title, details and source. */
export interface LogText {
  title: string
  text: string
  who: string
}

/** Describes a person or vehicle: "Xe máy · Áo đỏ · về Cổng 1B". */
export function describedAs({ vehicle, clothes, towards }: Description, { a, gateName }: Telling): string {
  const parts = [
    vehicle && a.vehicles[vehicle],
    clothes && a.colours[clothes],
    towards && a.towardsGate(gateName(towards))
  ]
  return parts.filter(Boolean).join(' · ')
}

/** Describes one moment of an alarm, marking gates' own reports and people's claims as such. */
export function logTextOf<F extends Envelope>(moment: TimelineEntry<F>, telling: Telling): LogText {
  const { t, a, nameOf, gateName } = telling
  if (moment.of === 'alarm') return ownLine(moment, telling)
  const { entry } = moment
  return {
    title: `${gateName(moment.gate)} · ${titleOf(entry, t)}`,
    text: textOf(entry, t, nameOf),
    who: [whoOf(entry, t, nameOf), saidByGate(moment) && a.told.byGate].filter(Boolean).join(' · ')
  }
}

/** Tells the gate's own report from a person's claim. */
export function saidByGate(moment: TimelineEntry): boolean {
  if (moment.of !== 'gate') return false
  const { entry } = moment
  return entry.kind === 'report' || (entry.kind === 'command' && entry.course.confirmed)
}

function ownLine<F extends Envelope>(
  { entry, drill, isQuiet }: Extract<TimelineEntry<F>, { of: 'alarm' }>,
  telling: Telling
): LogText {
  const { a, t, nameOf, gateName } = telling
  const who = nameOf(entry.fact.by)
  switch (entry.kind) {
    case 'start': {
      const { group, from } = entry.start
      const title = drill ? a.told.startDrill : a.told.start
      const parts = [group, a.told.from[from], isQuiet && a.told.quiet]
      return { title, text: parts.filter(Boolean).join(' · '), who: nameOf(entry.account) }
    }
    case 'received':
      return { title: a.told.received, text: '', who: nameOf(entry.account) }
    case 'answer': {
      const { gate, answer, text } = entry.answer
      const title = a.told.answered(gateName(gate), a.answers[answer])
      return { title, text: text ?? '', who: a.told.bySaying(who) }
    }
    case 'held':
    case 'left':
      return { title: a.told[entry.kind](gateName(entry.gate)), text: '', who }
    case 'reopened':
      return { title: a.told.reopened(gateName(entry.gate)), text: '', who: a.told.bySaying(who) }
    case 'description': {
      const seen = describedAs(entry.description, telling)
      const { text = '' } = entry.description
      return { title: a.told.description(seen || text), text: seen ? text : '', who }
    }
    case 'call': {
      const { neighbour, how } = entry.call
      return { title: how === 'call' ? a.told.called(neighbour) : a.told.texted(neighbour), text: '', who }
    }
    case 'end':
      return { title: drill ? a.endDrill : a.end, text: entry.text ?? '', who }
    case 'newer':
      return { ...unreadWords(entry.fact, t), who }
  }
}

/**
 * Writes the timeline as notes for an incident, each of at most `max` UTF-16 units, one row per moment:
 * "01:41 · Cổng 1B · Đóng cổng · Đã làm xong (cổng tự báo)".
 */
export function notesOf<F extends Envelope>(
  moments: readonly TimelineEntry<F>[],
  max: number,
  telling: Telling
): string[] {
  const notes: string[] = []
  let note = `${telling.a.report.timeline}`
  for (const moment of moments) {
    const { title, text, who } = logTextOf(moment, telling)
    const said = text ? ` – ${text}` : ''
    const line = `${time(Date.parse(atOfMoment(moment)))} · ${title}${said} (${who})`.slice(0, max)
    if (note.length + 1 + line.length > max) {
      notes.push(note)
      note = line
    } else note = `${note}\n${line}`
  }
  return [...notes, note]
}
