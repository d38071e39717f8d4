import type { CommandStatus } from '#lib/domain/gates/contract/command-status.ts'
import type { Shown } from '#lib/domain/gates/contract/state.ts'
import type { OwnCommand } from '#lib/app/gates/gate-control.svelte.ts'
import { clockTime, moment } from '#lib/i18n/format.ts'
import { refusalSentence, type GateWords } from '#lib/i18n/gates/gates.ts'
import type { Tone } from '#lib/ui/styles/tone.ts'

const tones: Record<string, Tone> = { closed: 'green', stopped: 'amber', open: 'blue' }

/**
 * Describes a gate's own report and its age; an outdated or estimated state never reads like a current one.
 * @param heardAt when its agent last wrote into the log, Unix ms: all that is known of a silent gate
 */
export function reportedOf(
  shown: Shown,
  now: number,
  t: GateWords,
  heardAt: number | null = null
): { word: string; age: string; tone: Tone } {
  const { live } = t
  if (shown.kind === 'unknown') {
    if (shown.silent && shown.since !== null)
      return { word: live.lostSince(clockTime(shown.since, now)), age: live.motions.unknown, tone: 'amber' }
    const since = shown.since ?? heardAt
    const age = since === null ? live.neverHeard : live.lastHeard(moment(since, now, t))
    return { word: live.motions.unknown, age, tone: 'plain' }
  }
  const age = live.seconds(Math.max(0, Math.round(shown.ageMs / 1000)))
  if (shown.kind === 'stale') return { word: live.old(live.motions[shown.last]), age, tone: 'plain' }
  const word = live.motions[shown.motion]
  if (shown.assumed) return { word: live.assumed(word), age, tone: 'amber' }
  return { word, age, tone: tones[shown.motion] ?? 'blue' }
}

const ends: Partial<Record<CommandStatus['ordered'], Tone>> = {
  completed: 'green',
  stopped: 'amber',
  timeout: 'amber',
  UNKNOWN: 'amber',
  refused: 'red',
  obstructed: 'red',
  failed: 'red'
}

/** Commands after which there is no position to reach. */
const goesNowhere: ReadonlySet<string> = new Set(['STOP', 'LOCK', 'UNLOCK', 'POSTPONE'])

/** Describes a command's outcome in one sentence, claiming no more than was heard. */
export function outcomeOf(
  { errand, action }: Pick<OwnCommand, 'errand' | 'action'>,
  t: GateWords,
  nameOf: (account: string) => string
): { text: string; tone: Tone } {
  const { live, motor } = t
  if (!errand) return { text: motor.refusals.OFFLINE, tone: 'red' }
  const { ordered, refusal, act, reached, holds, waits } = errand
  const tone = ends[ordered] ?? 'blue'
  if (refusal) {
    if (refusal.code === 'NEEDS_SECOND' && !waits) return { text: live.second.over, tone: 'plain' }
    const text = refusalSentence(motor, refusal, refusal.by && nameOf(refusal.by))
    return { text, tone: waits ? 'amber' : tone }
  }
  if (ordered === 'sent') return { text: live.sent, tone }
  if (ordered === 'UNKNOWN') return { text: motor.refusals.UNKNOWN, tone }
  if (act === 'STOP' && action !== 'STOP') return { text: live.stopsFirst, tone: 'amber' }
  if (holds && (ordered === 'accepted' || ordered === 'moving')) return { text: live.form.passText, tone }
  if (ordered === 'completed' && goesNowhere.has(action)) return { text: motor.done[action](0), tone }
  const done = motor.replies[ordered]
  return { text: ordered === 'completed' && reached ? `${done}. ${live.reached}.` : done, tone }
}

/** Explains why a gate does not carry out a command; '' while nothing is amiss. */
export function hindranceOf(
  asked: Pick<OwnCommand, 'errand' | 'action'> | null,
  t: GateWords,
  nameOf: (account: string) => string
): string {
  if (!asked) return ''
  const { text, tone } = outcomeOf(asked, t, nameOf)
  return tone === 'amber' || tone === 'red' ? text : ''
}

/** Tells whether somebody must go to the gate, because the phone cannot do it or cannot know. */
export function needsHands({ errand }: Pick<OwnCommand, 'errand'>): boolean {
  if (!errand) return true
  const { ordered, refusal } = errand
  if (refusal) return refusal.code === 'AGENT_OFFLINE' || refusal.code === 'DEVICE_OFFLINE'
  return ordered === 'UNKNOWN' || ordered === 'failed' || ordered === 'timeout'
}
