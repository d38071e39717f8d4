import { alerting } from './alerting.ts'
import { andThen, noEffect, type AgentGate, type GateTransition } from './agent-gate.ts'
import { standOf } from './persisted-state.ts'
import { minutesLeft, powerWord, type Cut } from './power.ts'

/**
 * What a message beside the gate says of its power, at the agent's time `now` (Unix ms). Nothing moves for it: a cut is
 * told with what the battery has left, and power that is back asks people to look.
 */
export function onPower(before: AgentGate, topic: string, payload: string, now: number): GateTransition {
  const { power } = before.settings
  const word = power ? powerWord(power, topic, payload) : null
  if (!word) return noEffect(before)
  if ('minutes' in word) return charge(before, word.minutes, now)
  const { cut } = before.kept
  const gate = { ...before, mains: word.mains }
  if (word.mains === (cut === null)) return before.mains === word.mains ? noEffect(gate) : said(gate)
  return word.mains ? back(gate, now) : lost(gate, now)
}

/** Minutes that the battery of a gate lasts yet; undefined on mains, or where nobody can tell. */
export function batteryOf(
  { kept: { cut }, settings: { power } }: AgentGate,
  now: number
): number | undefined {
  return (cut && minutesLeft(cut, power?.capacityMinutes, now)) ?? undefined
}

function lost(gate: AgentGate, now: number): GateTransition {
  const told = gate.charge === null ? null : { minutes: gate.charge, at: now }
  const cutOff = withCut(gate, { since: now, told })
  const minutes = batteryOf(cutOff, now)
  const body = { kind: 'power-lost', source: 'agent', after: standOf(gate.report) } as const
  const entry = minutes === undefined ? body : { ...body, minutes }
  const step: GateTransition = { gate: cutOff, effects: [{ do: 'log', body: entry }] }
  return andThen(
    andThen(step, (known) => alerting(known, 'power-lost', now, minutes)),
    said
  )
}

function back(gate: AgentGate, now: number): GateTransition {
  const body = { kind: 'power-back', source: 'agent', after: standOf(gate.report) } as const
  const step: GateTransition = { gate: withCut(gate, null), effects: [{ do: 'log', body }] }
  return andThen(
    andThen(step, (known) => alerting(known, 'power-back', now)),
    said
  )
}

/** Off the mains each new figure is kept; on the mains the last one is what a cut begins with. */
function charge(gate: AgentGate, minutes: number, now: number): GateTransition {
  const known = { ...gate, charge: minutes }
  const { cut } = gate.kept
  if (!cut || minutes === batteryOf(gate, now)) return noEffect(known)
  return said(withCut(known, { ...cut, told: { minutes, at: now } }))
}

const withCut = (gate: AgentGate, cut: Cut | null): AgentGate => ({ ...gate, kept: { ...gate.kept, cut } })
const said = (gate: AgentGate): GateTransition => ({ gate, effects: [{ do: 'state' }] })
