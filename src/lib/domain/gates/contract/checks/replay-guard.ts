import type { Command } from '../command.ts'
import type { Reply } from '../reply.ts'
import { retold, withResult, type Results } from '../results.ts'
import { approvalMs, rateWindowMs } from '../timers.ts'

/** A command that waits for a second person. */
export interface PendingApproval {
  actor: string
  /** Time of its arrival, agent's clock, Unix ms. */
  at: number
}

/**
 * An agent's memory of one gate's commands, in plain JSON. It is on disk before anything moves, so that neither a
 * repeated nor a captured command moves the gate twice, even after a power cut. Commands are handled one after the
 * other: judged, recorded, saved to disk; only then does the gate move.
 */
export interface ReplayGuard {
  /** The highest `ctr` of each key. */
  counters: Record<string, number>
  /** The latest reply to each command. */
  results: Results
  /** Times of each account's recent commands. */
  tries: Record<string, number[]>
  /** Commands that wait for a second person, by id. */
  waiting: Record<string, PendingApproval>
}

export const emptyReplayGuard: ReplayGuard = { counters: {}, results: {}, tries: {}, waiting: {} }

/** Reads an own property only, because an account may be called `constructor`. */
export function own<T>(of: Record<string, T>, name: string): T | undefined {
  return Object.hasOwn(of, name) ? of[name] : undefined
}

/**
 * Refusals made before it is proven that the command is the actor's own, current and new: such a command leaves no
 * trace here.
 */
const unproven: ReadonlySet<string> = new Set(['BAD_SIGNATURE', 'REVOKED', 'STALE', 'CLOCK_SKEW'])

/** Tells whether a command refused so leaves no trace: the very same one is refused so again. */
export const leavesNoTrace = (code: string): boolean => unproven.has(code)

/** Tells whether a command is newer than all that were heard of its key; one that was heard before is not. */
export const isNewest = ({ key, ctr }: Pick<Command, 'key' | 'ctr'>, { counters }: ReplayGuard): boolean =>
  ctr > (own(counters, key) ?? 0)

/**
 * Returns the ledger after a command and the first reply to it (not after a repeated one). A refused command is
 * remembered too: one that was refused for an obstruction must not move the gate when it is repeated.
 */
export function withCommand(ledger: ReplayGuard, command: Command, reply: Reply, now: number): ReplayGuard {
  const { id, key, actor, ctr } = command
  const code = reply.status === 'refused' ? reply.refusal.code : null
  if (code !== null && leavesNoTrace(code)) return ledger
  const asked = code === null || code === 'NEEDS_SECOND'
  const counter = Math.max(ctr, own(ledger.counters, key) ?? 0)
  // A flood must not push out other results; the counter prevents a replay of this one.
  const results =
    code === 'RATE_LIMITED' ? ledger.results : withResult(ledger.results, id, { at: now, reply })
  const tries = triesAfter(ledger.tries, now, asked && command.action !== 'STOP' ? actor : null)
  const waiting = code === 'NEEDS_SECOND' ? { [id]: { actor, at: now } } : {}
  const seconded = command.action === 'OPEN' && code === null ? command.approves : undefined
  return {
    counters: { ...ledger.counters, [key]: counter },
    results,
    tries,
    waiting: stillWaiting({ ...ledger.waiting, ...waiting }, now, seconded)
  }
}

/** Returns the ledger after a question how the gate stands: its number is used up, and it counts for the rate. */
export function withQuery(ledger: ReplayGuard, { key, actor, ctr }: Command, now: number): ReplayGuard {
  const counter = Math.max(ctr, own(ledger.counters, key) ?? 0)
  const counters = { ...ledger.counters, [key]: counter }
  return { ...ledger, counters, tries: triesAfter(ledger.tries, now, actor) }
}

/** Returns the ledger after a further reply to a known command. */
export function withReply(ledger: ReplayGuard, reply: Reply): ReplayGuard {
  const results = retold(ledger.results, reply)
  return results === ledger.results ? ledger : { ...ledger, results }
}

/**
 * Returns the recent commands of each account.
 * @param actor the account of a new command, null: none
 */
function triesAfter(tries: ReplayGuard['tries'], now: number, actor: string | null): ReplayGuard['tries'] {
  const isRecent = (at: number) => at > now - rateWindowMs
  const after: ReplayGuard['tries'] = {}
  for (const [name, times] of Object.entries(tries)) {
    // An unchanged account keeps the very same list, so that nothing is written to disk for it.
    const lately = times.every(isRecent) ? times : times.filter(isRecent)
    if (lately.length > 0) after[name] = lately
  }
  if (actor !== null) after[actor] = [...(own(after, actor) ?? []), now]
  return after
}

function stillWaiting(
  waiting: ReplayGuard['waiting'],
  now: number,
  seconded?: string
): ReplayGuard['waiting'] {
  const kept = Object.entries(waiting).filter(([id, { at }]) => id !== seconded && now - at <= approvalMs)
  return Object.fromEntries(kept)
}
