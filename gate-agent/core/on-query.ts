import { judgeQuery } from '#lib/domain/gates/contract/checks/checks.ts'
import { isNewest, withQuery } from '#lib/domain/gates/contract/checks/replay-guard.ts'
import { smsLifetimeMs } from '#lib/domain/gates/contract/timers.ts'
import { clockIsRight, clockShows } from './clock.ts'
import type { AgentGate, Effect, GateTransition } from './agent-gate.ts'
import type { CommandInput } from './on-command.ts'
import { refusing } from './refusals.ts'
import { refusalEntry, replyOf } from './replies.ts'

/**
 * Judges a question by text message how the gate stands, and answers it. Nothing moves, and only a refusal is logged;
 * its number is on the disk before the answer, so that the same text is not answered twice.
 * @param now agent's clock, Unix ms
 */
export function onQuery(before: AgentGate, asked: CommandInput, now: number): GateTransition {
  const { command, replyTo, ...found } = asked
  const challenges = asked.challenges ?? (clockIsRight(before, now) ? null : [])
  const gate = clockShows(before, now, 0)
  const { kept, report, settings } = gate
  const { ledger, lock } = kept
  const world = { ...found, challenges, now, report, ledger, lock, policy: settings.policy }
  const unasked = { decided: false, postponed: false, schedule: null }
  const verdict = judgeQuery(command, { ...world, ...unasked, longest: smsLifetimeMs })
  const counted = { ...gate, kept: { ...kept, ledger: withQuery(ledger, command, now) } }
  if (verdict.verdict !== 'refused')
    return { gate: counted, effects: replyTo ? [{ do: 'describe', to: replyTo }] : [] }
  const { refusal } = verdict
  const reply = replyOf(gate, command.id, now, { status: 'refused', refusal })
  const isAnswered = replyTo && isNewest(command, ledger)
  const replies: Effect[] = isAnswered ? [{ do: 'reply', to: replyTo, reply }] : []
  const entry = { ...refusalEntry(gate, refusal, null, 'sms'), actor: command.actor, key: command.key }
  const written = refusing(gate, entry, command.actor, now)
  return { gate: written.gate, effects: [...replies, ...written.effects] }
}
