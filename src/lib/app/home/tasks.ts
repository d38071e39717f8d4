import { LazyGateStatuses } from '../gates/lazy-gate-statuses.svelte.ts'
import type { StoredGateStatus } from '../gates/gate-statuses.ts'
import type { Device, Directory, Gate, WithdrawnDecision } from '#lib/domain/directory/directory.ts'
import { isBarred } from '#lib/domain/devices/barring.ts'
import { approvalBar } from '#lib/domain/directory/vouching/vouching-bar.ts'
import { gatesConcerning } from '#lib/domain/gates/at-gate.ts'
import type { Role } from '#lib/domain/roles.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { idTime } from '#lib/domain/uuid.ts'
import type { Notebook } from '../notebook/notebook.svelte.ts'

/** Names what is to be seen to at a gate. */
type GateConcern = NonNullable<StoredGateStatus['concern']>

/** A task for the person who holds this phone. */
export type Task =
  | { kind: 'refused'; count: number }
  /** Records unsent for long; `since` is when the oldest was written, Unix ms. */
  | { kind: 'unsent'; count: number; since: number }
  | { kind: 'gate'; gate: Gate; status: StoredGateStatus; concern: GateConcern }
  /** The decision on a gate was taken back: it closes neither by its hours nor in an alarm. */
  | { kind: 'decision'; gate: Gate; withdrawn: WithdrawnDecision }
  | { kind: 'phone'; device: Device }

export interface TaskSources {
  refused: number
  /** Waiting records, oldest first. */
  waiting: readonly StoredFact[]
  /** The gates that concern this account, each as it stands. */
  gates: readonly { gate: Gate; status: StoredGateStatus }[]
  /** The gates of this account whose decision was taken back, with no other since. */
  undecided: readonly { gate: Gate; withdrawn: WithdrawnDecision }[]
  /** Phones that this account may admit. */
  phones: readonly Device[]
  /** Unix ms. */
  now: number
}

/**
 * Ranks what waits on a first page by the harm that a delay does, under an alarm that runs: a gate that is stuck, unknown or
 * still locked, a tip whose time to be handed on ends soon, an emergency without review, records that may be lost; then
 * the rest.
 */
export const taskOrder = [
  'gate',
  'lock',
  'pressing-tip',
  'review',
  'collapse',
  'refused',
  'unsent',
  'decision',
  'flag',
  'unconfirmed',
  'handover',
  'incident',
  'hui',
  'phone'
] as const

/** How long a record may wait before it becomes a task, ms: until then its phone may merely be out of signal. */
const patience = 3_600_000

/** The concerns about gates, the worst first. */
const concerns: readonly GateConcern[] = ['contradicted', 'fault', 'obstructed', 'left-open', 'lost']

/** Returns what needs attention now, in the order of `taskOrder`. */
export function tasksOf({ refused, waiting, gates, undecided, phones, now }: TaskSources): Task[] {
  const unsent = waiting.filter(({ id }) => idTime(id) < now - patience)
  const atGates = concerns.flatMap((concern) =>
    gates.flatMap(({ gate, status }): Task[] =>
      status.concern === concern ? [{ kind: 'gate', gate, status, concern }] : []
    )
  )
  return [
    ...atGates,
    ...(refused > 0 ? [{ kind: 'refused', count: refused } as const] : []),
    ...(unsent[0] ? [{ kind: 'unsent', count: unsent.length, since: idTime(unsent[0].id) } as const] : []),
    ...undecided.map((one) => ({ kind: 'decision', ...one }) as const),
    ...phones.map((device) => ({ kind: 'phone', device }) as const)
  ]
}

/**
 * Returns the tasks of an open notebook; those at gates once the code for them has been loaded.
 * @param now Unix ms
 * @param listens whether to listen to gates for it: their states use data all the time
 */
export function tasksIn(notebook: Notebook, now: number, listens = true): Task[] {
  const { sync } = notebook
  const { statusOf } = notebook.open(LazyGateStatuses)
  const gates = listens && statusOf && notebook.mayRead('gates') ? ownGates(notebook) : []
  return tasksOf({
    refused: sync.counts.refused,
    waiting: sync.counts.pending > 0 ? sync.waiting : [],
    gates: gates.map((gate) => ({ gate, status: statusOf!(notebook, gate) })),
    undecided: undecidedGates(notebook),
    phones: notebook.mayWrite('directory.device-approved') ? admissible(notebook, now) : [],
    now
  })
}

/** Returns the gates that a person answers for: see `gatesConcerning`. */
export const ownGates = ({
  directory,
  identity,
  roles
}: Pick<Notebook, 'directory' | 'identity' | 'roles'>): Gate[] =>
  gatesConcerning(directory, identity.account, roles)

/** Those who are told that a decision was taken back: whoever closes the gate, and whoever answers for the unit's gates. */
const toldOfDecisions: readonly Role[] = ['keeper', 'commander']

/** Returns the gates in use that a person answers for and whose decision was taken back, with no other since. */
export function undecidedGates(
  notebook: Pick<Notebook, 'directory' | 'identity' | 'roles'>
): TaskSources['undecided'] {
  if (!toldOfDecisions.some((role) => notebook.roles.includes(role))) return []
  return ownGates(notebook).flatMap((gate) => {
    const withdrawn = notebook.directory.withdrawnDecisions.get(gate.gate)
    return withdrawn ? [{ gate, withdrawn }] : []
  })
}

/** Returns the phones that wait and this account may approve: its own, for one, is another commander's to look at. */
const admissible = ({ directory, identity }: Notebook, now: number): Device[] =>
  phonesWaiting(directory).filter((phone) => !approvalBar(directory, identity.account, phone, now))

/**
 * Returns the phones of the unit's people that wait for approval, the longest first; a server's key is none. Approving
 * one of a suspended account would not let it in: it waits again once the account is restored.
 */
export function phonesWaiting(known: Directory): Device[] {
  const waiting = known.devices.filter(
    ({ account, admitted, barrings }) =>
      known.accounts.has(account) &&
      !admitted &&
      !isBarred(barrings) &&
      // Asks as `isSuspended` does, whose file the first screen does without.
      !isBarred(known.barrings.accounts.get(account))
  )
  return waiting.sort((a, b) => (a.enrolledAt < b.enrolledAt ? -1 : 1))
}
