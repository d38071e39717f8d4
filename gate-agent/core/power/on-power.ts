import { alerting } from '../alerting.ts'
import { andThen, noEffect, type AgentGate, type GateTransition } from '../agent-gate.ts'
import { standOf } from '../persisted-state.ts'
import { minutesLeft, powerWord, type Cut } from './power.ts'

/**
 * Handles a message about the gate's power. Nothing moves: a cut is logged and alerted with the battery's runtime, and
 * the return of power asks people to look at the gate. @param now agent's clock, Unix ms
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

/** Returns how many minutes the battery will still last; undefined on mains, or if unknown. */
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

/** Remembers the battery's runtime: during a cut each new figure is kept, on mains the last one starts the next cut. */
function charge(gate: AgentGate, minutes: number, now: number): GateTransition {
  const known = { ...gate, charge: minutes }
  const { cut } = gate.kept
  if (!cut || minutes === batteryOf(gate, now)) return noEffect(known)
  return said(withCut(known, { ...cut, told: { minutes, at: now } }))
}

const withCut = (gate: AgentGate, cut: Cut | null): AgentGate => ({ ...gate, kept: { ...gate.kept, cut } })
const said = (gate: AgentGate): GateTransition => ({ gate, effects: [{ do: 'state' }] })
