import { pieceLetters } from '#lib/domain/gates/contract/gate-box/box-limits.ts'
import type { BoxToLeave } from '#lib/ports/outbox.ts'
import type { AskBox } from './patient-box.ts'

/** Tells why a box was not left, or not taken: an agent's refusal, or what this phone found out itself. */
export type BoxProblem = { code: string }

/** Answers beyond two for each piece: an agent that goes back and forth is not followed for ever. */
const spare = 8

/** Leaves a box piece by piece. @returns null once the agent has it on its disk */
export async function leaveBox({ name, to, letters }: BoxToLeave, ask: AskBox): Promise<BoxProblem | null> {
  const pieces = Math.ceil(letters.length / pieceLetters)
  let from = 0
  for (let i = 0; i < 2 * pieces + spare; i++) {
    const text = letters.slice(from, from + pieceLetters)
    const answer = await ask({ box: 'leave', name, to, size: letters.length, from, text })
    if ('code' in answer) return answer
    if (answer.box === 'refused') return answer.refusal
    if (answer.box === 'kept') return null
    if (answer.box !== 'have' || answer.have >= letters.length) break
    from = answer.have
  }
  return { code: 'UNKNOWN' }
}
