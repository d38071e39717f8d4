import type { Envelope } from '#lib/domain/fact.ts'
import type { LogEntry } from '#lib/domain/gates/log.ts'
import { refusalSentence, type GateWords } from '#lib/i18n/gates.ts'

/** "Đã đóng", "Đóng cổng · Đã làm xong": what a line of a gate's log is about. */
export function titleOf<F extends Envelope>(entry: LogEntry<F>, t: GateWords): string {
  if (entry.kind === 'claim') return t.happenings[entry.note.what]
  if (entry.kind === 'newer') return t.log.newer
  const { motor } = t
  const { action, drill } = entry.kind === 'report' ? entry.event : entry.attempt
  const what = entry.kind === 'report' ? motor.events[entry.event.kind] : motor.replies[entry.attempt.outcome]
  return [drill && motor.drill, action && motor.actions[action], what].filter(Boolean).join(' · ')
}

/** The sentences below it: a person's own words, why nothing was done, and whether the gate itself has said so. */
export function textOf<F extends Envelope>(entry: LogEntry<F>, t: GateWords): string {
  if (entry.kind === 'claim') return entry.note.reason
  if (entry.kind === 'newer') return t.log.newerText
  const { motor } = t
  const { code, reason, override } = entry.kind === 'report' ? entry.event : entry.attempt
  const why = entry.kind === 'report' ? entry.event.why : undefined
  const refusal = code && refusalSentence(motor, { code, why })
  const doubt = entry.kind === 'attempt' && !entry.confirmed && motor.unconfirmed
  const parts = [override && motor.emergencies[override], reason, refusal, doubt]
  return parts.filter(Boolean).join(' – ')
}

/** Who stands behind it, by name, or what set it off where nobody did. */
export function whoOf<F extends Envelope>(
  entry: LogEntry<F>,
  t: GateWords,
  nameOf: (account: string) => string
): string {
  if (entry.kind === 'claim') return entry.note.who
  if (entry.kind === 'report')
    return entry.event.actor ? nameOf(entry.event.actor) : t.motor.sources[entry.event.source]
  return nameOf(entry.fact.by)
}
