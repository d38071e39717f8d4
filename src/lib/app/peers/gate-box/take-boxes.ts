import { pieceLetters } from '#lib/domain/gates/contract/gate-box/box-limits.ts'
import type { ListedBox } from '#lib/domain/gates/contract/gate-box/box-reply.ts'
import type { SealedBox } from '#lib/domain/transit/box.ts'
import type { GateBoxes } from '#lib/ports/outbox.ts'
import type { BoxProblem } from './leave-box.ts'
import type { AskBox } from './patient-box.ts'

/** Bounds what one phone takes along at a time: the server opens so many of one carrier before it asks for patience. */
const mostTaken = 48
/** Letters of all of them. */
const mostLetters = 16 * 1024 * 1024
/** Answers to `list` of one visit, of up to forty boxes each: more than lie at any agent. */
const mostPages = 32
/** Answers beyond two for each piece. */
const spare = 8

interface TakingDeps {
  unit: string
  /** The id of the key of the unit's server: what is sealed to another would be carried for nobody. */
  to: string
  boxes: Pick<GateBoxes, 'carried' | 'boxOf'>
  /** Tells whether an approved phone of the unit sealed a box. */
  isSealed(box: SealedBox): Promise<boolean>
  /** Keeps a box for the courier. @returns false when it carries as many of that phone as it may */
  keep(box: SealedBox): Promise<boolean>
  ask: AskBox
  /** Runs before each box with how many were taken, and how many there are to take as far as known. */
  told(done: number, of: number): void
}

/**
 * Problems of one box alone. Somebody brought it meanwhile; or nobody whom this phone knows sealed it, or this phone carries
 * enough of whoever did: it stays where it is, for others.
 */
const leftThere = new Set(['GONE', 'STRANGER', 'LADEN'])

/** Tells how many boxes were taken along, and what ended it; null: there are no more. */
interface TakenBoxes {
  taken: number
  problem: BoxProblem | null
}

/** Takes boxes that others left, for this phone to bring; those that it carries or brought it leaves where they are. */
export async function takeBoxes(deps: TakingDeps): Promise<TakenBoxes> {
  const carried = await deps.boxes.carried()
  const found = await wanted(deps, carried)
  let taken = 0
  for (const listed of found.boxes) {
    deps.told(taken, found.boxes.length)
    const problem = await takeOne(listed, deps)
    if (problem && leftThere.has(problem.code)) continue
    if (problem) return { taken, problem }
    taken++
  }
  return { taken, problem: found.problem }
}

async function wanted({ ask, to }: TakingDeps, carried: ReadonlySet<string>) {
  const boxes: ListedBox[] = []
  let letters = 0
  let after: string | undefined
  for (let page = 0; page < mostPages; page++) {
    const answer = await ask({ box: 'list', ...(after !== undefined && { after }) })
    if ('code' in answer) return { boxes, problem: answer }
    if (answer.box === 'refused') return { boxes, problem: answer.refusal }
    if (answer.box !== 'list') return { boxes, problem: { code: 'UNKNOWN' } }
    for (const listed of answer.boxes) {
      if (listed.to !== to || carried.has(listed.name)) continue
      letters += listed.size
      if (boxes.length >= mostTaken || letters > mostLetters) return { boxes, problem: null }
      boxes.push(listed)
    }
    const last = answer.boxes.at(-1)?.name
    // Goes on upwards alone: whatever an agent answers, this ends.
    if (last === undefined || (after !== undefined && last <= after)) return { boxes, problem: null }
    after = last
  }
  return { boxes, problem: null }
}

async function takeOne({ name, size }: ListedBox, deps: TakingDeps): Promise<BoxProblem | null> {
  const { ask, boxes, unit, to, isSealed, keep } = deps
  let letters = ''
  const most = 2 * Math.ceil(size / pieceLetters) + spare
  for (let i = 0; letters.length < size; i++) {
    if (i >= most) return { code: 'BAD_BOX' }
    const answer = await ask({ box: 'take', name, from: letters.length })
    if ('code' in answer) return answer
    if (answer.box === 'refused') return answer.refusal
    if (answer.box !== 'piece' || answer.text.length > pieceLetters) return { code: 'BAD_BOX' }
    letters += answer.text
  }
  const box = await boxes.boxOf(name, letters, { unit, key: to })
  if (!box) return { code: 'BAD_BOX' }
  if (!(await isSealed(box))) return { code: 'STRANGER' }
  return (await keep(box)) ? null : { code: 'LADEN' }
}
