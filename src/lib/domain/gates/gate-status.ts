import type { Envelope } from '../fact.ts'
import type { Shown } from './contract/state.ts'
import type { LatestReports, PersonWord } from './latest-reports.ts'
import type { Motion } from './motion.ts'
import { isPastClosing } from './closing-hour.ts'
import type { Schedule } from './schedule.ts'

/** The four states in which a screen may show a gate; `unknown` is never counted as closed. */
export type GateStateKind = 'open' | 'closed' | 'moving' | 'unknown'

/** How a gate stands, as every screen tells it: the gate's own fresh report leads, a person's word stands beside it. */
export interface GateStatus<F extends Envelope = Envelope> {
  is: GateStateKind
  /** The source of `is`; a person's word gives the state only of a gate that is closed by hand. */
  by: 'gate' | 'person' | 'nobody'
  /** The motion that the gate reports now; null: it reports none. */
  motion: Exclude<Motion, 'unknown'> | null
  /** True when the gate's controller calculates its position: such a gate does not count as closed. */
  assumed: boolean
  /** The last news while the present is unknown, and its time, Unix ms; null: none, or not needed. */
  last: { was: GateStateKind; at: number } | null
  /** A person's latest word, unless the gate itself has reported since. */
  said: PersonWord<F> | null
  /** True when that word and the gate's own fresh report contradict each other. */
  contradicted: boolean
  /** Names what somebody has to see to, the worst first; null: nothing. */
  concern: 'contradicted' | 'fault' | 'obstructed' | 'left-open' | 'lost' | null
}

/** All that is known of one gate. */
export interface GateKnowledge<F extends Envelope> {
  kind: 'motor' | 'hand'
  latest: LatestReports<F>
  /** The gate's own present report; null: this phone does not listen. */
  shown: Shown | null
  /** The gate's last report that this phone heard, however old. */
  heard: { motion: Motion; at: number } | null
  /** Whether the phone is connected: else nothing is known of the gate, and nothing is amiss with it. */
  isConnected: boolean
  /** When the gate next closes by itself, Unix ms; null: not known. */
  closesAt: number | null
  /** When it does so at all; null: not known. */
  schedule: Schedule | null
  /** Unix ms. */
  now: number
}

/** Decides how a gate stands: the only place that does. */
export function gateStatus<F extends Envelope>(known: GateKnowledge<F>): GateStatus<F> {
  const { kind, latest } = known
  const stand = kind === 'motor' ? motorStand(known) : handStand(latest.said)
  const contradicted = kind === 'motor' && contradicts(stand.is, latest.said)
  const status = { ...stand, said: latest.said, contradicted }
  return { ...status, concern: concernOf(status, known) }
}

/** Tells whether a gate counts as closed: by an explicit report, not by a position that its controller calculates. */
export const countsClosed = ({ is, assumed }: Pick<GateStatus, 'is' | 'assumed'>) =>
  is === 'closed' && !assumed

/** Tells whether a gate counts as open: also while it moves. */
export const countsOpen = ({ is }: Pick<GateStatus, 'is'>) => is === 'open' || is === 'moving'

/** Returns the state that a motion amounts to: a gate half open is open. */
export function stateOfMotion(motion: Motion): GateStateKind {
  if (motion === 'closed' || motion === 'unknown') return motion
  return motion === 'opening' || motion === 'closing' ? 'moving' : 'open'
}

type Stand = Pick<GateStatus, 'is' | 'by' | 'motion' | 'assumed' | 'last'>

const noStand: Stand = { is: 'unknown', by: 'nobody', motion: null, assumed: false, last: null }

function motorStand(known: GateKnowledge<Envelope>): Stand {
  const { shown } = known
  if (shown?.kind !== 'fresh') return { ...noStand, last: lastNews(known) }
  const { motion, assumed } = shown
  return { is: stateOfMotion(motion), by: 'gate', motion, assumed, last: null }
}

function handStand(said: PersonWord | null): Stand {
  if (!said || said.what === 'fault') return noStand
  return { ...noStand, is: said.what === 'opened' ? 'open' : 'closed', by: 'person' }
}

/** Returns the gate's last own news, whether this phone heard it or only read it in the log. */
function lastNews({ heard, latest: { reported } }: GateKnowledge<Envelope>): GateStatus['last'] {
  const logged = reported && {
    was: reported.what === 'opened' ? ('open' as const) : reported.what,
    at: Date.parse(reported.fact.at)
  }
  if (!heard || (logged && logged.at > heard.at)) return logged
  return { was: stateOfMotion(heard.motion), at: heard.at }
}

function contradicts(is: GateStateKind, said: PersonWord | null): boolean {
  return (is === 'open' && said?.what === 'closed') || (is === 'closed' && said?.what === 'opened')
}

function concernOf(
  status: Omit<GateStatus, 'concern'>,
  known: GateKnowledge<Envelope>
): GateStatus['concern'] {
  const { kind, latest, shown, schedule, closesAt, now } = known
  if (status.contradicted) return 'contradicted'
  if (latest.said?.what === 'fault') return 'fault'
  if (status.is === 'unknown') return kind === 'motor' && isLost(known) ? 'lost' : null
  if (status.is === 'closed') return null
  if (shown?.kind === 'fresh' && shown.state.obstructed === true) return 'obstructed'
  if (status.is === 'moving') return null
  return latest.leftOpen || isPastClosing(now, schedule, closesAt) ? 'left-open' : null
}

/** Tells whether a motor gate cannot be reached, and nobody has closed it by hand since. */
function isLost({ latest: { said, reported }, shown, isConnected }: GateKnowledge<Envelope>): boolean {
  if (said?.what === 'closed') return false
  const isSilent = isConnected && shown?.kind === 'unknown' && shown.since !== null
  return isSilent || reported?.what === 'unknown'
}
