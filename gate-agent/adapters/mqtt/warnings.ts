import { echoes, type GateMapping } from './mapping.ts'
import { isFaulty } from './motion.ts'
import type { MappedState } from './state.ts'

/** Codes of what an operator should put right; the same list while nothing changes. @param at Unix ms */
export function warningsOf(mapping: GateMapping, state: MappedState, at: number): readonly string[] {
  const { button, open, close, stop, availability } = mapping
  const codes = [
    echoes(mapping) && 'echo',
    availability.length === 0 && 'no-availability',
    !button && !open && 'cannot-open',
    !button && !close && 'cannot-close',
    !button && !stop && 'cannot-stop',
    state.missed !== null && 'contact-missing',
    isFaulty(state, at) && 'bad_feedback'
  ].filter((code) => code !== false)
  return codes.join() === state.warnings.join() ? state.warnings : codes
}
