import { judgeCommand } from '#lib/domain/gates/contract/checks/checks.ts'
import type { Obeys } from '#lib/domain/gates/contract/checks/check-context.ts'
import { isForAlarm, isPolice } from '#lib/domain/gates/contract/checks/right-checks.ts'
import type { GateAction } from '#lib/domain/gates/contract/actions.ts'
import type { CommandRefusal, RefusalCode } from '#lib/domain/gates/contract/codes.ts'
import type { Command } from '#lib/domain/gates/contract/command.ts'
import type { GateHolder } from '#lib/domain/gates/contract/keys.ts'
import { isNewest, withCommand } from '#lib/domain/gates/contract/checks/replay-guard.ts'
import { smsLifetimeMs } from '#lib/domain/gates/contract/timers.ts'
import { alerting } from './alerting.ts'
import { clockIsRight, clockShows } from './clock.ts'
import { emptyState, standOf, type GateTask } from './persisted-state.ts'
import { andThen, type Effect, type AgentGate, type GateTransition } from './agent-gate.ts'
import { closesAlready } from './closes-already.ts'
import { already, expecting } from './progress.ts'
import { refusing } from './refusals.ts'
import { isPostponed, withPostponed } from './schedule.ts'
import { sirenFor } from './siren-for.ts'
import { replyOf, finish, refusalEntry, detailsOf, say } from './replies.ts'

/** A well-formed command, with what the shell found out about it. */
export interface CommandInput {
  command: Command
  holder: GateHolder
  /** Whether the signature verified. */
  signed: boolean
  /**
   * The way it came: by the commune's broker (`app`, the default), by the one on the gate's own network (`lan`), or by
   * text message.
   */
  source?: 'app' | 'lan' | 'sms'
  /** The response topic, if it belongs to the sender, or the number behind a text message; null: nobody listens. */
  replyTo: string | null
  /** Recently issued challenges; null: the agent trusts its clock. */
  challenges: readonly { nonce: string; at: number }[] | null
  /** Present: the disk has not taken the command, and this may be obeyed nevertheless. */
  obeys?: Obeys
}

/** Refusals that a repetition of the command would meet again, after a power cut too. */
const metAgain: ReadonlySet<RefusalCode> = new Set([
  'BAD_SIGNATURE',
  'REVOKED',
  'STALE',
  'REPLAY',
  'NOT_ALLOWED',
  'RATE_LIMITED'
])
const mayWait = true

/**
 * Logs a command that was refused before its sender was known; nothing else is remembered of it.
 * @param now agent's clock, Unix ms
 */
export function onUnreadCommand(
  gate: AgentGate,
  refusal: CommandRefusal,
  command: Command | null,
  now: number,
  source: CommandInput['source'] = 'app'
): GateTransition {
  const step = refusing(gate, refusalEntry(gate, refusal, command, source), null, now)
  // A retained command: none of our phones sends one.
  return refusal.code === 'RETAINED'
    ? andThen(step, (known) => alerting(known, 'retained-command', now))
    : step
}

/** Judges a command and carries it out. Every movement is remembered before it begins. @param now agent's clock, Unix ms */
export function onCommand(before: AgentGate, asked: CommandInput, now: number): GateTransition {
  const { command, replyTo, source = 'app', ...found } = asked
  const challenges = asked.challenges ?? (clockIsRight(before, now) ? null : [])
  // Kept to the millisecond: a command that was once too late must not be fresh after a restart with a clock put back.
  const gate = asked.signed ? clockShows(before, now, 0) : clockShows(before, now)
  const { kept, report, settings } = gate
  const { ledger, lock } = kept
  const verdict = judgeCommand(command, {
    obeys: gate.records ? 'everything' : 'alarms',
    ...found,
    ...(source === 'sms' && { longest: smsLifetimeMs }),
    challenges,
    now,
    policy: settings.policy,
    lock,
    decided: gate.decided === true,
    postponed: isPostponed(
      settings.schedule,
      kept.postponed,
      command.action === 'POSTPONE' ? command.until : now
    ),
    schedule: settings.schedule,
    report,
    ledger
  })
  const replying = (reply: ReturnType<typeof replyOf>): Effect[] =>
    replyTo ? [{ do: 'reply', to: replyTo, reply }] : []
  if (verdict.verdict === 'repeated') {
    const entry = refusalEntry(gate, { code: 'DUPLICATE' }, command, source)
    const written = refusing(gate, entry, command.actor, now)
    // A text message is answered once: each answer costs one, and goes to whoever sent the copy.
    const again = source === 'sms' ? [] : replying(verdict.reply)
    return { gate: written.gate, effects: [...again, ...written.effects], mayWait }
  }
  if (verdict.verdict === 'refused') {
    const { refusal } = verdict
    const reply = replyOf(gate, command.id, now, { status: 'refused', refusal })
    const remembering = { ...gate, kept: { ...kept, ledger: withCommand(ledger, command, reply, now) } }
    const entry = refusalEntry(gate, refusal, command, source)
    const written = refusing(remembering, entry, asked.signed ? command.actor : null, now)
    const waits: Effect[] = refusal.code === 'NEEDS_SECOND' ? [{ do: 'state' }] : []
    // An older text message was answered when it came; now it may be anybody who sends it.
    const isSilent = source === 'sms' && !isNewest(command, ledger)
    const effects = [...(isSilent ? [] : replying(reply)), ...written.effects, ...waits]
    return { gate: written.gate, effects, ...(metAgain.has(refusal.code) && { mayWait }) }
  }
  const { act } = verdict
  const reply = replyOf(gate, command.id, now, { status: 'accepted', act })
  const accepted = { ...gate, kept: { ...kept, ledger: withCommand(ledger, command, reply, now) } }
  const task = { ...taskOf(gate, command, act === 'PASS' ? 'OPEN' : act, replyTo, now), source }
  if (act === 'LOCK' || act === 'UNLOCK' || act === 'POSTPONE')
    return withSiren(setDown(accepted, asked, task, replying(reply), now), asked, act)
  const forAlarm = isForAlarm(command, { holder: asked.holder, lock })
  const needless = task.act === 'CLOSE' && closesAlready(gate, forAlarm)
  const begun = begin(accepted, task, [...(needless ? [] : [moving(task)]), ...replying(reply)], now)
  return withSiren(begun, asked, act)
}

const moving = ({ act }: GateTask): Effect => ({ do: 'move', act })

/** Adds what the command makes of the gate's siren, if it has one. */
function withSiren(step: GateTransition, asked: CommandInput, act: GateAction): GateTransition {
  const on = step.gate.settings.siren ? sirenFor(asked, act) : null
  return on === null ? step : { gate: step.gate, effects: [...step.effects, { do: 'siren', on }] }
}

/**
 * Starts a movement. Earlier tasks continue if they want the same movement, and end as stopped otherwise. `first`: what
 * the sender waits for, the motor before the reply.
 */
function begin(gate: AgentGate, task: GateTask, first: readonly Effect[], now: number): GateTransition {
  const { act } = task
  const goesOn = (other: GateTask) => other.act === act && act !== 'STOP' && other.action !== 'PASS'
  const ended = gate.kept.tasks.filter((other) => !goesOn(other))
  const tasks = [...gate.kept.tasks, task]
  const begun = { ...expecting(gate, act, now), kept: { ...gate.kept, tasks } }
  let step: GateTransition = { gate: begun, effects: first }
  for (const other of ended) step = andThen(step, (known) => finish(known, other, 'stopped', now))
  step = andThen(step, (known) => say(known, { ...task, replyTo: null }, 'accepted', now))
  step = andThen(step, (known) => already(known, task, now))
  return { gate: step.gate, effects: [...step.effects, { do: 'state' }] }
}

/** Carries out LOCK, UNLOCK or POSTPONE, which move nothing, by remembering it. */
function setDown(
  gate: AgentGate,
  { command, holder }: CommandInput,
  task: GateTask,
  replies: readonly Effect[],
  now: number
): GateTransition {
  const { actor } = command
  let { lock, postponed } = gate.kept
  if (command.action === 'LOCK') lock = { kind: command.lock, by: actor, since: now }
  if (command.action === 'UNLOCK') lock = emptyState.lock
  if (command.action === 'POSTPONE')
    postponed = withPostponed(gate.settings.schedule, postponed, command.until, now)
  const set = { ...gate, kept: { ...gate.kept, lock, postponed } }
  const said = say(set, task, 'completed', now)
  // Police hear of it; whoever else postpones does so on their behalf.
  const told = command.action === 'POSTPONE' && !isPolice(holder)
  const done = told ? andThen(said, (known) => alerting(known, 'postponed', now)) : said
  return { gate: done.gate, effects: [...replies, ...done.effects, { do: 'state' }] }
}

function taskOf(
  gate: AgentGate,
  command: Command,
  act: string,
  replyTo: string | null,
  now: number
): GateTask {
  return {
    id: command.id,
    source: 'app',
    actor: command.actor,
    action: command.action,
    act: act as GateTask['act'],
    replyTo,
    receivedAt: now,
    movesAt: null,
    toldAt: now,
    movedAt: null,
    haltedAt: null,
    holdsUntil: null,
    before: standOf(gate.report),
    drill: command.drill === true,
    details: detailsOf(command)
  }
}
