import { withReply } from '#lib/domain/gates/contract/checks/replay-guard.ts'
import type { GateAction } from '#lib/domain/gates/contract/actions.ts'
import type { ReplyStatus, CommandRefusal } from '#lib/domain/gates/contract/codes.ts'
import type { Command } from '#lib/domain/gates/contract/command.ts'
import type { Reply } from '#lib/domain/gates/contract/reply.ts'
import { notClosed } from './alerting.ts'
import {
  andThen,
  noEffect,
  type Effect,
  type AgentGate,
  type LogBody,
  type SnapshotMoment,
  type GateTransition
} from './agent-gate.ts'
import { standOf, type GateTask, type CommandDetails } from './persisted-state.ts'
import { mostTries } from './schedule.ts'

/** Returns the agent's reply to a command. @param now agent's clock, Unix ms */
export function replyOf(
  { settings: { unit, gate, key } }: AgentGate,
  id: string,
  now: number,
  what:
    | { status: Exclude<ReplyStatus, 'refused'>; act: GateAction }
    | { status: 'refused'; refusal: CommandRefusal }
): Reply {
  return { v: 1, id, unit, gate, key, at: now, ...what } as Reply
}

/** Remembers a task's next status, replies to its sender, and logs it unless it is `moving`. */
export function say(
  gate: AgentGate,
  task: GateTask,
  status: Exclude<ReplyStatus, 'refused'>,
  now: number
): GateTransition {
  const reply = replyOf(gate, task.id, now, { status, act: task.act })
  const effects: Effect[] = task.replyTo ? [{ do: 'reply', to: task.replyTo, reply }] : []
  if (status !== 'moving') {
    const picture = momentOf(task, status)
    effects.push({ do: 'log', body: entryOf(gate, task, status, now), ...(picture && { picture }) })
  }
  return { gate: { ...gate, kept: { ...gate.kept, ledger: withReply(gate.kept.ledger, reply) } }, effects }
}

/** Returns which picture belongs to a status; null for a stop and for commands that move nothing. */
function momentOf({ act }: GateTask, status: ReplyStatus): SnapshotMoment | null {
  if (act !== 'OPEN' && act !== 'CLOSE') return null
  return status === 'accepted' ? 'before' : status === 'obstructed' ? 'obstruction' : 'after'
}

/** Ends a task and reports its last status. */
export function finish(
  gate: AgentGate,
  task: GateTask,
  status: Exclude<ReplyStatus, 'refused'>,
  now: number
): GateTransition {
  const { gate: spoken, effects } = say(gate, task, status, now)
  const tasks = spoken.kept.tasks.filter(({ id }) => id !== task.id)
  const over = { gate: { ...spoken, kept: { ...spoken.kept, tasks } }, effects }
  return task.source === 'schedule' ? andThen(over, (known) => closed(known, status, now)) : over
}

/** Settles a scheduled closing: done, stopped by a person, to be tried again, or people are alerted. */
function closed(gate: AgentGate, status: ReplyStatus, now: number): GateTransition {
  const { evening } = gate.kept
  if (!evening) return noEffect(gate)
  const over = status === 'completed' || status === 'stopped' || evening.tries >= mostTries
  const failed = over && status !== 'completed' && status !== 'stopped'
  const known = { ...gate, kept: { ...gate.kept, evening: { ...evening, over } } }
  return failed ? notClosed(known, now) : noEffect(known)
}

/** Replaces the task of the same id. */
export function withTask(gate: AgentGate, task: GateTask): AgentGate {
  const tasks = gate.kept.tasks.map((known) => (known.id === task.id ? task : known))
  return { ...gate, kept: { ...gate.kept, tasks } }
}

function entryOf(
  gate: AgentGate,
  task: GateTask,
  kind: Exclude<ReplyStatus, 'refused'>,
  now: number
): LogBody {
  const { id, source, actor, action, receivedAt, before, drill, details } = task
  return {
    kind,
    source,
    action,
    command: id,
    ...(actor !== null && { actor }),
    ...(drill && { drill }),
    ...details,
    before,
    after: standOf(gate.report),
    latencyMs: Math.max(0, now - receivedAt)
  }
}

/** Returns the log entry of a refused command, or of a refused question how the gate stands. */
export function refusalEntry(
  gate: AgentGate,
  refusal: CommandRefusal,
  command: Command | null,
  source: GateTask['source'] = 'app'
): LogBody {
  const { code, why } = refusal
  const entry: LogBody = {
    kind: 'refused',
    source,
    code,
    ...(why && { why }),
    after: standOf(gate.report)
  }
  if (!command) return entry
  const { action, actor, id, drill } = command
  return { ...entry, action, actor, command: id, ...(drill && { drill }), ...detailsOf(command) }
}

/** Returns a command's key, reason and circumstances for the log. */
export function detailsOf(command: Command): CommandDetails {
  const { key, reason } = command
  const opening = command.action === 'OPEN' ? command : null
  return {
    key,
    ...(reason !== undefined && { reason }),
    ...(opening?.override && { override: opening.override }),
    ...(opening?.approves && { approves: opening.approves }),
    ...(command.action === 'LOCK' && { lock: command.lock }),
    ...(command.action === 'POSTPONE' && { until: new Date(command.until).toISOString() })
  }
}
