import type { GateAction } from './contract/actions.ts'
import type { CommandRecord } from './command-record.ts'
import type { FullLogEntry } from './log.ts'
import type { Motion } from './motion.ts'

/**
 * The subject of a gate's log entry, as people search for it. `trouble`: a fault, or something that should not have
 * happened.
 */
export const entryKinds = ['opening', 'closing', 'trouble', 'seen', 'other'] as const
export type EntryKind = (typeof entryKinds)[number]

const ends: Partial<Record<GateAction, Motion>> = { OPEN: 'open', CLOSE: 'closed', PASS: 'closed' }

/** Tells whether the gate, by its own report, did as it was asked. Asked against a motion under way, it only stops. */
export function isDone({ action, outcome, stood, confirmed }: CommandRecord): boolean {
  if (!confirmed || outcome !== 'completed' || !action) return false
  return ends[action] === undefined || ends[action] === stood
}

/**
 * Tells whether the gate was already there, or already on its way there for somebody else: then this command brought it
 * nowhere.
 */
export function wasThere({ action, found }: CommandRecord): boolean {
  if (action === 'OPEN') return found === 'open' || found === 'opening'
  return action === 'CLOSE' && (found === 'closed' || found === 'closing')
}

export function kindOf(entry: FullLogEntry): EntryKind {
  if (entry.kind === 'newer' || 'by' in entry) return 'other'
  if (entry.kind === 'command') return kindOfCourse(entry.course)
  if (entry.kind === 'claim') return kindOfNote[entry.note.what]
  if (entry.kind === 'hand') return kindOfNote[entry.claim.what]
  const { kind, after } = entry.event
  if (kind === 'local-manual' && after) return kindOfMotion[after.motion] ?? 'other'
  return troubles.has(kind) ? 'trouble' : 'other'
}

/** Tells whether an entry is part of an exercise, and so is not counted. */
export function isDrill(entry: FullLogEntry): boolean {
  if (entry.kind === 'command') return entry.course.told.drill === true
  return entry.kind === 'report' && entry.event.drill === true
}

/** Tells whether somebody looked at the gate's picture: no event of the gate itself. */
export function isLook(entry: FullLogEntry): boolean {
  return entry.kind === 'report' && entry.event.kind === 'camera-viewed'
}

const kindOfNote = {
  closed: 'closing',
  opened: 'opening',
  seen: 'seen',
  fault: 'trouble',
  other: 'other'
} as const

const kindOfMotion: Partial<Record<Motion, EntryKind>> = {
  open: 'opening',
  opening: 'opening',
  closed: 'closing',
  closing: 'closing'
}

const troubles: ReadonlySet<string> = new Set([
  'unexpected-move',
  'left-open',
  'offline',
  'power-lost',
  'obstructed',
  'failed',
  'timeout'
])

function kindOfCourse(course: CommandRecord): EntryKind {
  if (troubles.has(course.outcome)) return 'trouble'
  if (!isDone(course) || wasThere(course)) return 'other'
  if (course.action === 'OPEN' || course.action === 'PASS') return 'opening'
  return course.action === 'CLOSE' ? 'closing' : 'other'
}
