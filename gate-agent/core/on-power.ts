import { alerting } from './alerting.ts'
import { andThen, nothing, type Gate, type Step } from './gate.ts'
import { standOf } from './persisted-state.ts'
import { minutesLeft, powerWord, type Cut } from './power.ts'

/**
 * What a message beside the gate says of its power, at the agent's time `now` (Unix ms). Nothing moves for it: a cut is
 * told with what the battery has left, and power that is back asks people to look.
 */
export function onPower(before: Gate, topic: string, payload: string, now: number): Step {
  const { power } = before.settings
  const word = power ? powerWord(power, topic, payload) : null
  if (!word) return nothing(before)
  if ('minutes' in word) return charge(before, word.minutes, now)
  const { cut } = before.kept
  const gate = { ...before, mains: word.mains }
  if (word.mains === (cut === null)) return before.mains === word.mains ? nothing(gate) : said(gate)
  return word.mains ? back(gate, now) : lost(gate, now)
}

/** Minutes that the battery of a gate lasts yet; undefined on mains, or where nobody can tell. */
export function batteryOf({ kept: { cut }, settings: { power } }: Gate, now: number): number | undefined {
  return (cut && minutesLeft(cut, power?.capacityMinutes, now)) ?? undefined
}

function lost(gate: Gate, now: number): Step {
  const told = gate.charge === null ? null : { minutes: gate.charge, at: now }
  const cutOff = withCut(gate, { since: now, told })
  const minutes = batteryOf(cutOff, now)
  const body = { kind: 'power-lost', source: 'agent', after: standOf(gate.report) } as const
  const entry = minutes === undefined ? body : { ...body, minutes }
  const step: Step = { gate: cutOff, deeds: [{ do: 'log', body: entry }] }
  return andThen(
    andThen(step, (known) => alerting(known, 'power-lost', now, minutes)),
    said
  )
}

function back(gate: Gate, now: number): Step {
  const body = { kind: 'power-back', source: 'agent', after: standOf(gate.report) } as const
  const step: Step = { gate: withCut(gate, null), deeds: [{ do: 'log', body }] }
  return andThen(
    andThen(step, (known) => alerting(known, 'power-back', now)),
    said
  )
}

/** Off the mains each new figure is kept; on the mains the last one is what a cut begins with. */
function charge(gate: Gate, minutes: number, now: number): Step {
  const known = { ...gate, charge: minutes }
  const { cut } = gate.kept
  if (!cut || minutes === batteryOf(gate, now)) return nothing(known)
  return said(withCut(known, { ...cut, told: { minutes, at: now } }))
}

const withCut = (gate: Gate, cut: Cut | null): Gate => ({ ...gate, kept: { ...gate.kept, cut } })
const said = (gate: Gate): Step => ({ gate, deeds: [{ do: 'state' }] })
