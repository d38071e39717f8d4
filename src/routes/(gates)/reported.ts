import type { CommandStatus } from '#lib/domain/gates/contract/command-status.ts'
import type { RunNews } from '#lib/domain/gates/contract/run.ts'
import type { Shown } from '#lib/domain/gates/contract/state.ts'
import type { CommandRecord } from '#lib/domain/gates/command-record.ts'
import type { GateStatus } from '#lib/domain/gates/gate-status.ts'
import {
  runNews,
  stateOfMotion,
  type GateControl,
  type OwnCommand
} from '#lib/app/gates/gate-control.svelte.ts'
import { isDone } from '#lib/app/gates/gate-log.svelte.ts'
import { clockTime } from '#lib/i18n/format.ts'
import { refusalSentence, type GateWords } from '#lib/i18n/gates/gates.ts'
import type { Tone } from '#lib/ui/styles/tone.ts'
import { cameTo } from './log-text.ts'

const tones = { closed: 'green', open: 'blue', moving: 'blue', unknown: 'plain' } as const

/** The part of a gate's control that tells how it reports itself. */
type Reporting = Pick<GateControl, 'shown' | 'now' | 'line' | 'lastHeard'>

/**
 * Describes a gate's own report and its age; an outdated or estimated state never reads like a current one.
 * @param last its last news, where more is known than this phone itself has heard
 */
export function reportedOf(
  { shown, now, line, lastHeard }: Reporting,
  t: GateWords,
  last: GateStatus['last'] = lastHeard && { was: stateOfMotion(lastHeard.motion), at: lastHeard.at }
): { word: string; age: string; tone: Tone } {
  const { live } = t
  const { states } = t.gates
  if (shown.kind !== 'fresh') {
    const isLost = line === 'open' && shown.kind === 'unknown' && shown.silent === true
    const lost = isLost && shown.since !== null ? live.lostSince(clockTime(shown.since, now)) : ''
    const deaf = line === 'open' && shown.kind === 'unknown' && shown.deaf === true ? live.deaf : ''
    const age = lost || deaf || newsOf(last, now, t)
    return { word: states.unknown, age, tone: lost || deaf ? 'amber' : tones.unknown }
  }
  const { motion, assumed, ageMs } = shown
  const is = stateOfMotion(motion)
  const run = runNews(shown)
  if (run) {
    const tone = run.is === 'late' ? 'amber' : tones[is]
    return { word: states[is], age: runText(run, motion === 'opening' || motion === 'open', live), tone }
  }
  const seconds = live.seconds(secondsOf(ageMs))
  const age = motion === 'open' || motion === 'closed' ? seconds : `${live.motions[motion]} · ${seconds}`
  if (assumed) return { word: live.assumed(states[is]), age, tone: 'amber' }
  return { word: states[is], age, tone: motion === 'stopped' ? 'amber' : tones[is] }
}

const secondsOf = (ms: number) => Math.max(0, Math.round(ms / 1000))

/** Tells a run in seconds; while the gate runs, at least one is left. */
function runText(run: RunNews, opens: boolean, { run: words }: GateWords['live']): string {
  if (run.is === 'late') return words.late(opens)
  if (run.is === 'over') return words.over(opens, Math.max(1, secondsOf(run.tookMs)))
  return words.left(opens, Math.max(1, Math.ceil(run.leftMs / 1000)))
}

/** Returns the last news of a gate whose present state is not known: "Tin cũ lúc 22:05: Đã đóng". */
function newsOf(last: GateStatus['last'], now: number, { live, gates }: GateWords): string {
  if (!last) return live.neverHeard
  const when = clockTime(last.at, now)
  return last.was === 'unknown' ? live.lostSince(when) : live.old(when, gates.states[last.was])
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
  { errand, action, endsHold }: Pick<OwnCommand, 'errand' | 'action' | 'endsHold'>,
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
  if (ordered === 'completed' && endsHold && staysOpen(action, errand.reported))
    return { text: live.held.over, tone: 'amber' }
  if (ordered === 'completed' && goesNowhere.has(action)) return { text: motor.done[action](0), tone }
  const done = motor.replies[ordered]
  return { text: ordered === 'completed' && reached ? `${done}. ${live.reached}.` : done, tone }
}

/** Tells whether a command leaves open a gate that would have closed by itself after a passage. */
function staysOpen(action: OwnCommand['action'], reported: Shown): boolean {
  const leaves = action === 'STOP' || action === 'OPEN'
  return leaves && reported.kind === 'fresh' && (reported.motion === 'open' || reported.motion === 'stopped')
}

/** Returns the time left until a gate that a passage holds open closes by itself: "còn 45 giây"; '' where none holds it. */
export function heldLeft({ holdsUntil, now }: Pick<GateControl, 'holdsUntil' | 'now'>, t: GateWords): string {
  return holdsUntil === null ? '' : t.live.left(Math.max(0, Math.ceil((holdsUntil - now) / 1000)))
}

/** Describes how a command ended as the gate's own log tells it. */
export function outcomeInLog(course: CommandRecord, { motor }: GateWords): { text: string; tone: Tone } {
  const { told, outcome } = course
  const text = told.code ? refusalSentence(motor, { code: told.code, why: told.why }) : cameTo(course, motor)
  if (isDone(course)) return { text, tone: 'green' }
  return { text, tone: outcome === 'unknown' ? 'amber' : (ends[outcome] ?? 'amber') }
}

/** Tells whether a command never left for the gate: then nothing has been commanded. */
export function isUnsent({ errand }: Pick<OwnCommand, 'errand'>): boolean {
  return !errand || errand.refusal?.code === 'AGENT_OFFLINE'
}

/** Tells the same of a command that only its phone has recorded. */
export function isUnsentInLog({ confirmed, told }: CommandRecord): boolean {
  return !confirmed && (told.code === 'OFFLINE' || told.code === 'AGENT_OFFLINE')
}

/** Explains why a gate does not carry out a command; '' while nothing is amiss. */
export function hindranceOf(
  asked: Pick<OwnCommand, 'errand' | 'action' | 'endsHold'> | null,
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
