import { runNews, stateOfMotion, type GateControl } from '#lib/app/gates/gate-control.svelte.ts'
import type { AlarmWords } from '#lib/i18n/alarms/alarm-vi.ts'
import type { GateWords } from '#lib/i18n/gates/gates.ts'
import type { Tone } from '#lib/ui/styles/tone.ts'

type Seen = Pick<GateControl, 'saysClosed' | 'shown' | 'moved' | 'now'>

/**
 * Describes a motor gate in an alarm in two or three words. "Đã đóng" only ever means that the gate itself has just
 * reported it, never that a command succeeded.
 */
export function standingOf(control: Seen, t: GateWords, a: AlarmWords): { text: string; tone: Tone } {
  const { saysClosed, shown, moved, now } = control
  const { live } = t
  const { states } = t.gates
  if (saysClosed) return { text: states.closed, tone: 'green' }
  const errand = moved?.action === 'CLOSE' ? moved.errand : undefined
  if (errand === null) return { text: a.unsent, tone: 'red' }
  const run = runNews(shown)
  if (run?.is === 'running' && shown.kind === 'fresh' && shown.motion === 'closing')
    return { text: live.left(Math.max(1, Math.ceil(run.leftMs / 1000))), tone: 'blue' }
  const left = errand?.expectedAt ? Math.ceil((errand.expectedAt - now) / 1000) : 0
  const under = errand?.ordered === 'accepted' || errand?.ordered === 'moving'
  if (under && left > 0) return { text: live.left(left), tone: 'blue' }
  if (errand?.refusal) return { text: a.unsent, tone: 'red' }
  if (errand?.ordered === 'UNKNOWN' || shown.kind !== 'fresh') return { text: states.unknown, tone: 'amber' }
  return { text: states[stateOfMotion(shown.motion)], tone: shown.motion === 'closing' ? 'blue' : 'amber' }
}
