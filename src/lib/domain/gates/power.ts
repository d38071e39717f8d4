import type { Envelope } from '../fact.ts'
import { inOrder } from '../order.ts'

/**
 * `lost`: mains power has been gone since then, Unix ms; `back`: it has returned, and nobody has recorded an
 * inspection.
 */
export interface PowerStatus {
  kind: 'lost' | 'back'
  at: number
}

/**
 * Returns a gate's power status by its facts, in any order; null when there is nothing to report. The gate may have
 * been pulled by hand while nothing at it could tell: after a power cut it has to be inspected, and an entry by hand
 * says that somebody did.
 */
export function powerStatus(facts: readonly Envelope[]): PowerStatus | null {
  const ordered = inOrder(facts.filter(({ book }) => book === 'gates'))
  const last = ordered.findLastIndex(tellsOfPower)
  const told = ordered[last]
  if (!told) return null
  const at = Date.parse(told.at)
  if (told.body['kind'] === 'power-lost') return { kind: 'lost', at }
  const looked = ordered.slice(last).some(({ type }) => byPeople.has(type))
  return looked ? null : { kind: 'back', at }
}

/** Returns the time of the latest report of the gate's own agent, Unix ms, or null. */
export function agentHeardAt(facts: readonly Envelope[]): number | null {
  const times = facts.filter(isReport).map(({ at }) => Date.parse(at))
  return times.length > 0 ? Math.max(...times) : null
}

/** Types of entries by hand. */
const byPeople: ReadonlySet<string> = new Set(['gates.note-written', 'gates.hand-claimed'])

const isReport = ({ type }: Envelope) => type === 'gates.event-reported'

function tellsOfPower(fact: Envelope): boolean {
  const { kind } = fact.body
  return isReport(fact) && (kind === 'power-lost' || kind === 'power-back')
}
