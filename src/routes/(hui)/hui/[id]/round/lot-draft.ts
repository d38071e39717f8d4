import { cleanText } from '#lib/app/notebook/clean-text.ts'
import {
  commitPattern,
  lotLimits,
  verifyLot,
  type LotBody,
  type RoundBody
} from '#lib/app/hui/hui-line.svelte.ts'
import type { HuiWords } from '#lib/i18n/hui/hui-words.ts'
import { wordsProblem } from '#lib/shell/forms/problems.ts'

/** A lot on the spot, or from afar by a code. */
export const lotWays = ['met', 'remote'] as const

/** A lot while it is written down; nobody has to. */
export interface LotDraft {
  drawnBy: (typeof lotWays)[number]
  /** `person/<id>` ids. */
  witnesses: string[]
  slips: string
  commit: string
  words: string
  seed: string
}

export const emptyLot: LotDraft = {
  drawnBy: 'met',
  witnesses: [],
  slips: '',
  commit: '',
  words: '',
  seed: ''
}

/** Tells whether anything of a lot was written down. */
export const isLotTold = ({ drawnBy, witnesses, slips }: LotDraft): boolean =>
  drawnBy === 'remote' || witnesses.length > 0 || slips.trim() !== ''

/**
 * Returns the part that the published code draws; null while it draws none, or nobody has written yet: whoever has the secret
 * could make another one otherwise. @param parts between which it was drawn
 */
export function drawnFromAfar(draft: LotDraft, parts: readonly number[]): number | null {
  const remote = remoteOf(draft)
  const verdict = verifyLot(remote, parts)
  return remote.words && verdict.ok ? verdict.drawn : null
}

/**
 * Returns what is wrong with each field of a lot; what is missing is told only once `asked`.
 * @param parts between which it was drawn @param taker null while nobody is chosen @param holders of the part that takes
 */
export function lotProblems(
  draft: LotDraft,
  asked: boolean,
  {
    parts,
    taker,
    holders,
    nameOf
  }: {
    parts: readonly number[]
    taker: number | null
    holders: readonly string[]
    nameOf: (no: number) => string
  },
  t: HuiWords
) {
  const { lots } = t.hui.round
  const none = { witnesses: '', slips: '', commit: '', words: '', seed: '' }
  if (!isLotTold(draft)) return none
  if (draft.drawnBy === 'met') {
    const isOwn = draft.witnesses.some((witness) => holders.includes(witness))
    return {
      ...none,
      witnesses: isOwn ? lots.ownWitness : asked && draft.witnesses.length === 0 ? lots.witnessMissing : '',
      slips: wordsProblem(draft.slips, lotLimits.slips, '', t)
    }
  }
  const commit = lockCode(draft) || !(asked || draft.commit) ? '' : lots.commitWrong
  const words = wordsProblem(draft.words, lotLimits.words, asked ? lots.wordsMissing : '', t)
  const seed = wordsProblem(draft.seed, lotLimits.seed, asked ? lots.seedMissing : '', t)
  const isWhole = !commit && !words && !seed && draft.commit && draft.words && draft.seed
  if (!isWhole) return { ...none, commit, words, seed }
  const drawn = drawnFromAfar(draft, parts)
  if (drawn === null) return { ...none, seed: lots.differs }
  return { ...none, seed: taker !== null && taker !== drawn ? lots.other(nameOf(drawn)) : '' }
}

/** Returns the lot that found the taker of a round as it is recorded; null: none was written down. */
export function lotOf(draft: LotDraft, body: RoundBody, parts: readonly number[]): LotBody | null {
  if (body.chosen !== 'lot' || parts.length < 2 || !isLotTold(draft)) return null
  const { on, said, k, taker } = body
  const slips = cleanText(draft.slips)
  const isMet = draft.drawnBy === 'met'
  return {
    on,
    said,
    k,
    parts: [...parts],
    drawn: taker,
    witnesses: isMet ? draft.witnesses : [],
    ...(isMet && slips && { slips }),
    ...(!isMet && { remote: remoteOf(draft) })
  }
}

/** Returns the lock code as typed, once it is one; '' before. */
export function lockCode(draft: LotDraft): string {
  const { commit } = remoteOf(draft)
  return commitPattern.test(commit) ? commit : ''
}

const remoteOf = ({ commit, words, seed }: LotDraft) => ({
  commit: commit.trim().toLowerCase(),
  words: cleanText(words),
  seed: cleanText(seed)
})
