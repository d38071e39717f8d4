import { alerting } from './alerting.ts'
import {
  andThen,
  noEffect,
  type AgentGate,
  type LogBody,
  type Spell,
  type GateTransition
} from './agent-gate.ts'

/**
 * Number of refusals of one kind within `spellMs` that get an entry each. The rest are counted in one entry, so that a
 * flood cannot fill the disk.
 */
const oneByOne = 10
/** ms */
const spellMs = 10 * 60_000

/**
 * Logs a refusal, or only counts it when there were many of its kind.
 * @param whose the sender's proven account; null: unproven
 * @param now agent's clock, Unix ms
 */
export function refusing(gate: AgentGate, body: LogBody, whose: string | null, now: number): GateTransition {
  const kind = `${body.code} ${body.source} ${whose ?? ''}`
  const known = Object.hasOwn(gate.refused, kind) ? gate.refused[kind]! : null
  if (known && isOver(known, now)) {
    const told = spellsOver(gate, now)
    const again = refusing(told.gate, body, whose, now)
    return { gate: again.gate, effects: [...told.effects, ...again.effects] }
  }
  const general: LogBody = {
    kind: 'refused',
    source: body.source,
    ...(body.code !== undefined && { code: body.code }),
    ...(whose !== null && { actor: whose })
  }
  const spell: Spell = { since: known?.since ?? now, times: (known?.times ?? 0) + 1, body: general }
  return {
    gate: { ...gate, refused: { ...gate.refused, [kind]: spell } },
    effects: spell.times <= oneByOne ? [{ do: 'log', body }] : []
  }
}

/**
 * Logs and alerts an order that somebody left at the controller's broker. Nobody knows whether the controller has obeyed
 * it. @param now agent's clock, Unix ms
 */
export function onOrderLeft(gate: AgentGate, now: number): GateTransition {
  const step = refusing(gate, { kind: 'refused', source: 'agent', code: 'RETAINED' }, null, now)
  return andThen(step, (known) => alerting(known, 'retained-command', now))
}

/** Ends the spells that are over, and logs how many refusals had no entry. @param now agent's clock, Unix ms */
export function spellsOver(gate: AgentGate, now: number): GateTransition {
  const spells = Object.entries(gate.refused)
  const over = spells.filter(([, spell]) => isOver(spell, now))
  if (over.length === 0) return noEffect(gate)
  const left = spells.filter(([, spell]) => !isOver(spell, now))
  return {
    gate: { ...gate, refused: Object.fromEntries(left) },
    effects: over.flatMap(([, { body, times }]) =>
      times > oneByOne ? [{ do: 'log', body: { ...body, times: times - oneByOne } }] : []
    )
  }
}

/** Tells whether a spell is over; it is when the clock was put back too. */
const isOver = ({ since }: Spell, now: number) => now < since || now - since >= spellMs
