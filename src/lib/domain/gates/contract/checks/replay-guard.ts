import type { Command } from '../command.ts'
import type { Reply } from '../reply.ts'
import { retold, withResult, type Results } from '../results.ts'
import { approvalMs, rateWindowMs } from '../timers.ts'

/** A command that waits for a second person. */
export interface PendingApproval {
  actor: string
  /** When it came, agent's clock, Unix ms. */
  at: number
}

/**
 * What an agent remembers of one gate's commands, in plain JSON: on its disk before anything moves, so that
 * neither a repeated nor a captured command moves the gate twice, whatever happens to its power.
 * One command after the other: judged, noted, on the disk; only then does the gate move.
 */
export interface ReplayGuard {
  /** The highest `ctr` of each key. */
  counters: Record<string, number>
  /** What was last told of each command. */
  results: Results
  /** When each account asked lately. */
  tries: Record<string, number[]>
  /** Commands that wait for a second person, by id. */
  waiting: Record<string, PendingApproval>
}

export const emptyReplayGuard: ReplayGuard = { counters: {}, results: {}, tries: {}, waiting: {} }

/** An account may be called `constructor`. */
export function own<T>(of: Record<string, T>, name: string): T | undefined {
  return Object.hasOwn(of, name) ? of[name] : undefined
}

/** Refused before anybody knew that it was that actor's own, of now and new: such a command leaves no trace here. */
const unproven: ReadonlySet<string> = new Set(['BAD_SIGNATURE', 'REVOKED', 'STALE', 'CLOCK_SKEW'])

/**
 * The ledger after a command, with the first reply to it (not after a repeated one). A refused command is remembered
 * too: what was refused for an obstruction must not move the gate when it comes again.
 */
export function withCommand(ledger: ReplayGuard, command: Command, reply: Reply, now: number): ReplayGuard {
  const { id, key, actor, ctr } = command
  const code = reply.status === 'refused' ? reply.refusal.code : null
  if (code !== null && unproven.has(code)) return ledger
  const asked = code === null || code === 'NEEDS_SECOND'
  const counter = Math.max(ctr, own(ledger.counters, key) ?? 0)
  // A flood must not push other results out; the counter stands against its repetition.
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

/** The ledger after a further reply to a command it knows. */
export function withReply(ledger: ReplayGuard, reply: Reply): ReplayGuard {
  const results = retold(ledger.results, reply)
  return results === ledger.results ? ledger : { ...ledger, results }
}

/** @param actor who has asked just now, null: nobody */
function triesAfter(tries: ReplayGuard['tries'], now: number, actor: string | null): ReplayGuard['tries'] {
  const isRecent = (at: number) => at > now - rateWindowMs
  const after: ReplayGuard['tries'] = {}
  for (const [name, times] of Object.entries(tries)) {
    // Who is as he was stays the very same list, so that the disk is not told of him.
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
