import { isDone, needsReview, wasThere } from '#lib/app/gates/gate-log.svelte.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import type { CommandRecord } from '#lib/domain/gates/command-record.ts'
import type { DirectoryEntry, FullLogEntry } from '#lib/domain/gates/log.ts'
import { date, time } from '#lib/i18n/format.ts'
import { unreadWords } from '#lib/i18n/sync/unread.ts'
import { refusalSentence, warningSentence, type GateWords } from '#lib/i18n/gates/gates.ts'

type NameOf = (account: string) => string

/** Returns the title of a gate's log entry: "Đã đóng", "Đóng xong trong 14 giây". */
export function titleOf<F extends Envelope>(entry: FullLogEntry<F>, t: GateWords): string {
  if (entry.kind === 'claim') return t.happenings[entry.note.what]
  if (entry.kind === 'hand') return t.hand.stands[entry.claim.what]
  if (entry.kind === 'newer') return unreadWords(entry.fact, t).title
  if ('by' in entry) return t.motor.noted[entry.kind]
  const { motor } = t
  if (entry.kind === 'command') return courseTitle(entry.course, t)
  const { action, drill, kind } = entry.event
  return joined([drill && motor.drill, action && motor.actions[action], motor.events[kind]])
}

function courseTitle(course: CommandRecord, { motor }: GateWords): string {
  const { action, seconded, told } = course
  const { drill, override } = told
  const urgent = override && `${motor.emergency}: ${motor.emergencies[override]}`
  const marks = [drill && motor.drill, urgent]
  if (action && isDone(course)) return joined([...marks, cameTo(course, motor)])
  return joined([
    ...marks,
    action && motor.actions[action],
    seconded ? motor.seconded : cameTo(course, motor)
  ])
}

/** Returns the outcome of a command: "Đóng xong trong 14 giây", "Cổng đã dừng". */
export function cameTo(course: CommandRecord, motor: GateWords['motor']): string {
  const { action, outcome, confirmed, tookMs } = course
  if (action && isDone(course)) return motor.done[action](Math.round((tookMs ?? 0) / 1000))
  return motor.replies[confirmed && outcome === 'completed' ? 'stopped' : outcome]
}

/** Says who approved and how it ended: "Ba Huệ đã đồng ý: Mở xong trong 12 giây". */
export function agreedBy(seconding: CommandRecord, { motor }: GateWords, nameOf: NameOf): string {
  const { actor } = seconding
  return motor.agreed(actor === null ? motor.sources.agent : nameOf(actor), cameTo(seconding, motor))
}

/**
 * Returns the text below the title: a person's own words, why a command was not carried out, and whether the gate
 * itself confirmed it.
 */
export function textOf<F extends Envelope>(entry: FullLogEntry<F>, t: GateWords, nameOf: NameOf): string {
  if (entry.kind === 'claim') return entry.note.reason
  if (entry.kind === 'hand') return ''
  if (entry.kind === 'newer') return unreadWords(entry.fact, t).text
  const { motor } = t
  if ('by' in entry) return notedText(entry, motor, nameOf)
  if (entry.kind === 'report') {
    const { code, why, after, kind, times } = entry.event
    const moved =
      (kind === 'local-manual' || kind === 'unexpected-move') && after && motor.motions[after.motion]
    const changed = kind === 'config-changed' && why && warningSentence(motor, why)
    const more = times && motor.timesMore(times)
    return joined([moved, changed, code && refusalSentence(motor, { code, why }), more], ' – ')
  }
  const { course } = entry
  const { seconded } = course
  const { code, why, reason, lock, until } = course.told
  return joined(
    [
      lock && motor.locks[lock],
      until && motor.until(time(Date.parse(until))),
      reason,
      seconded ? agreedBy(seconded, t, nameOf) : code && refusalSentence(motor, { code, why }),
      isDone(course) && wasThere(course) && motor.wasThere[course.found!],
      !course.confirmed && motor.unconfirmed,
      course.review && motor.reviewed(nameOf(course.review.by)),
      needsReview(course) && motor.unreviewed
    ],
    ' – '
  )
}

/** Says what the directory has of a gate: number, day and hours of its decision, why there is none, or its machine. */
function notedText(entry: DirectoryEntry, { noted }: GateWords['motor'], nameOf: NameOf): string {
  if (entry.kind === 'withdrawal') return entry.reason
  if (entry.kind === 'machine') return entry.agent ? noted.agent(nameOf(entry.agent)) : noted.noAgent
  const { number, date: day, hours } = entry.decision
  return noted.told(number, date(Date.parse(day)), hours.from, hours.to)
}

/** Returns the name of the person behind an entry, or what triggered it if nobody did. */
export function whoOf<F extends Envelope>(entry: FullLogEntry<F>, t: GateWords, nameOf: NameOf): string {
  const { sources } = t.motor
  if (entry.kind === 'claim') return entry.note.who
  if (entry.kind === 'hand') return entry.claim.who ?? nameOf(entry.fact.by)
  if (entry.kind === 'report')
    return entry.event.actor ? nameOf(entry.event.actor) : sources[entry.event.source]
  if (entry.kind === 'newer') return nameOf(entry.fact.by)
  if ('by' in entry) return entry.by === null ? t.motor.noted.lists : nameOf(entry.by)
  const { actor, source } = entry.course
  return actor === null ? sources[source ?? 'agent'] : nameOf(actor)
}

const joined = (parts: readonly unknown[], by = ' · ') => parts.filter(Boolean).join(by)
