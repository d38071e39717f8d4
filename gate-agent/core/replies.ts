import { withReply } from '#lib/domain/gates/contract/checks/replay-guard.ts'
import type { GateAction } from '#lib/domain/gates/contract/actions.ts'
import type { ReplyStatus, CommandRefusal } from '#lib/domain/gates/contract/codes.ts'
import type { Command } from '#lib/domain/gates/contract/command.ts'
import type { Reply } from '#lib/domain/gates/contract/reply.ts'
import { notClosed } from './alerting.ts'
import { andThen, nothing, type Deed, type Gate, type LogBody, type Moment, type Step } from './gate.ts'
import { standOf, type Errand, type Said } from './persisted-state.ts'
import { mostTries } from './schedule.ts'

/** The words of a gate's agent to whoever asked. @param now agent's clock, Unix ms */
export function answer(
  { settings: { unit, gate, key } }: Gate,
  id: string,
  now: number,
  what:
    | { status: Exclude<ReplyStatus, 'refused'>; act: GateAction }
    | { status: 'refused'; refusal: CommandRefusal }
): Reply {
  return { v: 1, id, unit, gate, key, at: now, ...what } as Reply
}

/** The errand's next status: remembered, told to its asker, and written down when it is the last. */
export function say(gate: Gate, errand: Errand, status: Exclude<ReplyStatus, 'refused'>, now: number): Step {
  const reply = answer(gate, errand.id, now, { status, act: errand.act })
  const deeds: Deed[] = errand.replyTo ? [{ do: 'reply', to: errand.replyTo, reply }] : []
  if (status !== 'moving') {
    const picture = momentOf(errand, status)
    deeds.push({ do: 'log', body: entryOf(gate, errand, status, now), ...(picture && { picture }) })
  }
  return { gate: { ...gate, kept: { ...gate.kept, ledger: withReply(gate.kept.ledger, reply) } }, deeds }
}

/** What moves a gate is seen; a stop, and what only has to be remembered, is not. */
function momentOf({ act }: Errand, status: ReplyStatus): Moment | null {
  if (act !== 'OPEN' && act !== 'CLOSE') return null
  return status === 'accepted' ? 'before' : status === 'obstructed' ? 'obstruction' : 'after'
}

/** The errand is over, and says so. */
export function finish(
  gate: Gate,
  errand: Errand,
  status: Exclude<ReplyStatus, 'refused'>,
  now: number
): Step {
  const { gate: spoken, deeds } = say(gate, errand, status, now)
  const errands = spoken.kept.errands.filter(({ id }) => id !== errand.id)
  const over = { gate: { ...spoken, kept: { ...spoken.kept, errands } }, deeds }
  return errand.source === 'schedule' ? andThen(over, (known) => closed(known, status, now)) : over
}

/** What an evening's closing came to: done, stopped by somebody who had a reason, tried again, or a person is called. */
function closed(gate: Gate, status: ReplyStatus, now: number): Step {
  const { evening } = gate.kept
  if (!evening) return nothing(gate)
  const over = status === 'completed' || status === 'stopped' || evening.tries >= mostTries
  const failed = over && status !== 'completed' && status !== 'stopped'
  const known = { ...gate, kept: { ...gate.kept, evening: { ...evening, over } } }
  return failed ? notClosed(known, now) : nothing(known)
}

/** An errand as it stands now, in place of what it was. */
export function changed(gate: Gate, errand: Errand): Gate {
  const errands = gate.kept.errands.map((known) => (known.id === errand.id ? errand : known))
  return { ...gate, kept: { ...gate.kept, errands } }
}

function entryOf(gate: Gate, errand: Errand, kind: Exclude<ReplyStatus, 'refused'>, now: number): LogBody {
  const { id, source, actor, action, receivedAt, before, drill, said } = errand
  return {
    kind,
    source,
    action,
    command: id,
    ...(actor !== null && { actor }),
    ...(drill && { drill }),
    ...said,
    before,
    after: standOf(gate.report),
    latencyMs: Math.max(0, now - receivedAt)
  }
}

/** What the log says of a command that was not carried out. */
export function refusalEntry(gate: Gate, refusal: CommandRefusal, command: Command | null): LogBody {
  const { code, why } = refusal
  const entry: LogBody = {
    kind: 'refused',
    source: 'app',
    code,
    ...(why && { why }),
    after: standOf(gate.report)
  }
  if (!command) return entry
  const { action, actor, id, drill } = command
  return { ...entry, action, actor, command: id, ...(drill && { drill }), ...saidIn(command) }
}

/** Why and how somebody asked, by the phone of which key. */
export function saidIn(command: Command): Said {
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
