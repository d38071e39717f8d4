import { decision } from './decision-vi.ts'
import { text } from '../../text.ts'

/** Words for the decision on a gate and the sign of the gate; bundled with those screens. */
export const decisionWords = text('gateDecision', decision)
