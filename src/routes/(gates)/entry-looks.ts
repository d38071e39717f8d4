import BatteryWarning from 'lucide-static/icons/battery-warning.svg?raw'
import Clock from 'lucide-static/icons/clock.svg?raw'
import CloudOff from 'lucide-static/icons/cloud-off.svg?raw'
import Cpu from 'lucide-static/icons/cpu.svg?raw'
import DoorClosed from 'lucide-static/icons/door-closed.svg?raw'
import Eye from 'lucide-static/icons/eye.svg?raw'
import FileQuestionMark from 'lucide-static/icons/file-question-mark.svg?raw'
import Hand from 'lucide-static/icons/hand.svg?raw'
import Lock from 'lucide-static/icons/lock.svg?raw'
import LockOpen from 'lucide-static/icons/lock-open.svg?raw'
import NotebookPen from 'lucide-static/icons/notebook-pen.svg?raw'
import OctagonX from 'lucide-static/icons/octagon-x.svg?raw'
import Plug from 'lucide-static/icons/plug.svg?raw'
import Siren from 'lucide-static/icons/siren.svg?raw'
import Stamp from 'lucide-static/icons/stamp.svg?raw'
import TriangleAlert from 'lucide-static/icons/triangle-alert.svg?raw'
import type { GateAction } from '#lib/domain/gates/contract/actions.ts'
import type { CommandRecord } from '#lib/domain/gates/command-record.ts'
import type { GateEvent } from '#lib/domain/gates/facts.ts'
import type { FullLogEntry } from '#lib/domain/gates/log.ts'
import type { Happening } from '#lib/domain/gates/note.ts'
import { isDone, needsReview } from '#lib/app/gates/gate-log.svelte.ts'
import type { Tone } from '#lib/ui/styles/tone.ts'

/** Returns the icon of a gate's log entry. */
export function iconOf(entry: FullLogEntry): string {
  if (entry.kind === 'claim') return noted[entry.note.what]
  if (entry.kind === 'hand') return noted[entry.claim.what]
  if (entry.kind === 'command') return commandIcon(entry.course)
  if (entry.kind === 'newer') return FileQuestionMark
  if ('by' in entry) return entry.kind === 'machine' ? Cpu : Stamp
  return entry.event.source === 'wall' ? Hand : (reportIcons[entry.event.kind] ?? DoorClosed)
}

export function toneOf(entry: FullLogEntry): Tone {
  if (entry.kind === 'claim') return notedTones[entry.note.what]
  if (entry.kind === 'hand') return notedTones[entry.claim.what]
  if (entry.kind === 'command') return courseTone(entry.course)
  if (entry.kind === 'withdrawal') return 'amber'
  return entry.kind === 'report' ? (reportTones[entry.event.kind] ?? 'plain') : 'plain'
}

const noted: Record<Happening, string> = {
  closed: Lock,
  opened: LockOpen,
  seen: Eye,
  fault: TriangleAlert,
  other: NotebookPen
}
const notedTones: Record<Happening, Tone> = {
  closed: 'green',
  opened: 'plain',
  seen: 'blue',
  fault: 'amber',
  other: 'plain'
}

const byAction: Record<GateAction, string> = {
  OPEN: LockOpen,
  CLOSE: Lock,
  STOP: OctagonX,
  PASS: LockOpen,
  LOCK: Lock,
  UNLOCK: LockOpen,
  POSTPONE: Clock
}

function commandIcon({ action, outcome, told }: CommandRecord): string {
  if (told.override) return Siren
  if (outcome === 'obstructed' || outcome === 'failed' || outcome === 'timeout') return TriangleAlert
  return action ? byAction[action] : TriangleAlert
}

/** Green means closed by the gate's own report; anything unknown or not carried out needs a look. */
function courseTone(course: CommandRecord): Tone {
  const { action, outcome, confirmed } = course
  if (needsReview(course) || !confirmed) return 'amber'
  if (outcome === 'obstructed' || outcome === 'failed') return 'red'
  if (outcome === 'timeout') return 'amber'
  return action === 'CLOSE' && isDone(course) ? 'green' : 'plain'
}

const reportIcons: Partial<Record<GateEvent, string>> = {
  'unexpected-move': TriangleAlert,
  'left-open': LockOpen,
  offline: CloudOff,
  deaf: CloudOff,
  'power-lost': BatteryWarning,
  'power-back': Plug,
  'cannot-record': TriangleAlert,
  refused: TriangleAlert
}

const reportTones: Partial<Record<GateEvent, Tone>> = {
  'unexpected-move': 'red',
  'left-open': 'amber',
  offline: 'amber',
  deaf: 'amber',
  'power-lost': 'amber',
  'cannot-record': 'red',
  refused: 'amber'
}
