import type { Envelope } from '../fact.ts'
import type { FactOf } from '../facts.ts'
import type { GateAction } from './contract/actions.ts'
import type { ReplyStatus } from './contract/codes.ts'
import type { GateSource } from './facts.ts'
import type { Motion } from './motion.ts'

type Attempt = FactOf<'gates.command-attempted'>['body']
type Event = FactOf<'gates.event-reported'>['body']

type Told = Pick<Event, 'code' | 'why' | 'reason' | 'override' | 'approves' | 'drill' | 'lock' | 'until'>

/** One command in a gate's log: the claim of the phone that gave it, joined with the reports of the gate's agent. */
export interface CommandRecord<F extends Envelope = Envelope> {
  command: string
  action: GateAction | undefined
  /** The account that gave it; null: nobody did, as at the evening closing. */
  actor: string | null
  /** Null while only the phone has reported it. */
  source: GateSource | null
  /** Time of the first record of it, ISO. */
  at: string
  outcome: ReplyStatus | 'unknown'
  /** Time from its arrival at the gate to its end, ms; null: it has not ended, or only the phone reports it. */
  tookMs: number | null
  /** Motion of the gate when the command arrived, and when its outcome was reported; null: not reported. */
  found: Motion | null
  stood: Motion | null
  /** True once the gate's own agent has reported on it; else "chưa xác nhận từ cổng". */
  confirmed: boolean
  told: Told
  /** In the order in which they were taken. */
  snapshots: NonNullable<Event['snapshots']>
  /** The commander's review of this emergency; null: not reviewed yet, or no emergency. */
  review: F | null
  /**
   * The record of the command that seconded this one while it waited for a second person; null: none did, or none was
   * needed.
   */
  seconded: CommandRecord<F> | null
}

/** The facts of one command, in the order of the log. */
export interface CommandFacts<F extends Envelope> {
  attempts: readonly F[]
  reports: readonly F[]
  review: F | null
  /** The agent's reports on the command by which a second person agreed to this one. */
  approvals: readonly F[]
}

/**
 * Folds a command's facts into its outcome: by the agent's report where there is one, else by the phone's claim. The
 * result is the same whatever the order of arrival.
 */
export function commandRecord<F extends Envelope>({
  attempts,
  reports,
  review,
  approvals
}: CommandFacts<F>): CommandRecord<F> {
  const events = reports.map(({ body }) => body as Event)
  const claims = attempts.map(({ body }) => body as Attempt)
  const last = events.findLast(({ kind }) => kind !== 'accepted') ?? events.at(-1)
  const claim = claims.at(-1)
  const first = [reports[0], attempts[0]].filter((fact) => fact !== undefined)
  return {
    command: (last?.command ?? claim?.command)!,
    action: last?.action ?? claim?.action,
    actor: last ? (last.actor ?? null) : attempts[0]!.by,
    source: last?.source ?? null,
    at: first.map(({ at }) => at).sort()[0]!,
    outcome: (last?.kind as ReplyStatus | undefined) ?? claim!.outcome,
    tookMs: last && last.kind !== 'accepted' ? (last.latencyMs ?? null) : null,
    found: events[0]?.before?.motion ?? null,
    stood: last?.after?.motion ?? null,
    confirmed: last !== undefined,
    // The agent's report outweighs the phone's claim; the last report alone gives the reason why nothing was done.
    told: {
      ...Object.assign({}, ...claims.map(tellingOf), ...events.map(tellingOf)),
      ...whyOf(last ?? claim!)
    },
    snapshots: events.flatMap(({ snapshots = [] }) => snapshots),
    review,
    seconded:
      approvals.length > 0 && last?.code === 'NEEDS_SECOND'
        ? commandRecord({ attempts: [], reports: approvals, review: null, approvals: [] })
        : null
  }
}

const telling = ['reason', 'override', 'approves', 'drill', 'lock', 'until'] as const

function tellingOf(body: Told): Told {
  return Object.fromEntries(telling.filter((name) => name in body).map((name) => [name, body[name]]))
}

function whyOf({ code, why }: Told): Told {
  return { ...(code !== undefined && { code }), ...(why !== undefined && { why }) }
}
