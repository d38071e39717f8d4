import { judgeCommand } from '#lib/domain/gates/contract/checks/checks.ts'
import type { CommandRefusal } from '#lib/domain/gates/contract/codes.ts'
import type { Command } from '#lib/domain/gates/contract/command.ts'
import type { KeyHolder } from '#lib/domain/gates/contract/keys.ts'
import { withCommand } from '#lib/domain/gates/contract/checks/replay-guard.ts'
import { alerting } from './alerting.ts'
import { clockIsRight, clockShows } from './clock.ts'
import { emptyKept, standOf, type Errand } from './persisted-state.ts'
import { andThen, type Deed, type Gate, type Step } from './gate.ts'
import { already, expecting } from './progress.ts'
import { refusing } from './refusals.ts'
import { answer, finish, refusalEntry, saidIn, say } from './replies.ts'

/** A command that came through the door, with what its shell found out about it. */
export interface Asked {
  command: Command
  holder: KeyHolder
  /** Did the signature verify? */
  signed: boolean
  /** On the commune's line, which is usual, or on that of the gate's own network. */
  source?: 'app' | 'lan'
  /** Where the asker listens, if that is a place of his own. */
  replyTo: string | null
  /** Null: the agent's clock is right; else the challenges it gave out lately. */
  challenges: readonly { nonce: string; at: number }[] | null
}

/** What was refused before anybody knew whose word it is, at the agent's time `now` (Unix ms). It leaves no trace but in the log. */
export function refusedAtTheDoor(
  gate: Gate,
  refusal: CommandRefusal,
  command: Command | null,
  now: number
): Step {
  const step = refusing(gate, refusalEntry(gate, refusal, command), null, now)
  // Somebody left a command lying at the broker; no phone of ours does that.
  return refusal.code === 'RETAINED'
    ? andThen(step, (known) => alerting(known, 'retained-command', now))
    : step
}

/** What becomes of a command, at the agent's time `now` (Unix ms). Never a movement without its being remembered first. */
export function onCommand(before: Gate, asked: Asked, now: number): Step {
  const { command, replyTo, ...found } = asked
  const challenges = asked.challenges ?? (clockIsRight(before, now) ? null : [])
  // To the millisecond: what was too late once must not be of now after a restart with a clock that was put back.
  const gate = asked.signed ? clockShows(before, now, 0) : clockShows(before, now)
  const { kept, report, settings } = gate
  const { ledger, lock } = kept
  const verdict = judgeCommand(command, {
    ...found,
    challenges,
    now,
    policy: settings.policy,
    lock,
    report,
    ledger
  })
  const replying = (reply: ReturnType<typeof answer>): Deed[] =>
    replyTo ? [{ do: 'reply', to: replyTo, reply }] : []
  if (verdict.verdict === 'repeated') {
    const entry = refusalEntry(gate, { code: 'DUPLICATE' }, command)
    const written = refusing(gate, entry, command.actor, now)
    return { gate: written.gate, deeds: [...replying(verdict.reply), ...written.deeds] }
  }
  if (verdict.verdict === 'refused') {
    const { refusal } = verdict
    const reply = answer(gate, command.id, now, { status: 'refused', refusal })
    const remembering = { ...gate, kept: { ...kept, ledger: withCommand(ledger, command, reply, now) } }
    const entry = refusalEntry(gate, refusal, command)
    const written = refusing(remembering, entry, asked.signed ? command.actor : null, now)
    const waits: Deed[] = refusal.code === 'NEEDS_SECOND' ? [{ do: 'state' }] : []
    return { gate: written.gate, deeds: [...replying(reply), ...written.deeds, ...waits] }
  }
  const { act } = verdict
  const reply = answer(gate, command.id, now, { status: 'accepted', act })
  const accepted = { ...gate, kept: { ...kept, ledger: withCommand(ledger, command, reply, now) } }
  const { source = 'app' } = asked
  const errand = { ...errandOf(gate, command, act === 'PASS' ? 'OPEN' : act, replyTo, now), source }
  if (act === 'LOCK' || act === 'UNLOCK' || act === 'POSTPONE')
    return setDown(accepted, command, errand, replying(reply), now)
  return begin(accepted, errand, replying(reply), now)
}

/** The gate is told to move. What it was doing for others goes on where it is the same, and ends where it is not. */
function begin(gate: Gate, errand: Errand, replies: readonly Deed[], now: number): Step {
  const { act } = errand
  const goesOn = (other: Errand) => other.act === act && act !== 'STOP' && other.action !== 'PASS'
  const ended = gate.kept.errands.filter((other) => !goesOn(other))
  const errands = [...gate.kept.errands, errand]
  const begun = { ...expecting(gate, act, now), kept: { ...gate.kept, errands } }
  // The motor first: it is what somebody waits for.
  let step: Step = { gate: begun, deeds: [{ do: 'move', act }, ...replies] }
  for (const other of ended) step = andThen(step, (known) => finish(known, other, 'stopped', now))
  step = andThen(step, (known) => say(known, { ...errand, replyTo: null }, 'accepted', now))
  step = andThen(step, (known) => already(known, errand, now))
  return { gate: step.gate, deeds: [...step.deeds, { do: 'state' }] }
}

/** A word that moves nothing is carried out by being kept. */
function setDown(gate: Gate, command: Command, errand: Errand, replies: readonly Deed[], now: number): Step {
  const { actor } = command
  let { lock, postponedUntil } = gate.kept
  if (command.action === 'LOCK') lock = { kind: command.lock, by: actor, since: now }
  if (command.action === 'UNLOCK') lock = emptyKept.lock
  if (command.action === 'POSTPONE') postponedUntil = command.until
  const set = { ...gate, kept: { ...gate.kept, lock, postponedUntil } }
  const done = say(set, errand, 'completed', now)
  return { gate: done.gate, deeds: [...replies, ...done.deeds, { do: 'state' }] }
}

function errandOf(gate: Gate, command: Command, act: string, replyTo: string | null, now: number): Errand {
  return {
    id: command.id,
    source: 'app',
    actor: command.actor,
    action: command.action,
    act: act as Errand['act'],
    replyTo,
    receivedAt: now,
    movesAt: null,
    toldAt: now,
    movedAt: null,
    haltedAt: null,
    holdsUntil: null,
    before: standOf(gate.report),
    drill: command.drill === true,
    said: saidIn(command)
  }
}
