import type { Line } from '#lib/app/hui/hui-book.svelte.ts'
import { signers, type Provenance, type TransferForm } from '#lib/app/hui/hui-line.svelte.ts'
import { readDong } from '#lib/i18n/amounts.ts'
import type { HuiWords } from '#lib/i18n/hui/hui-words.ts'
import { moneyProblem } from '../../new/line-draft.ts'

/** The unsaved state of a transfer: the holding as `part holder`, the price as typed. */
export interface TransferDraft {
  holding: string
  to: string
  query: string
  price: string
  pays: 'buyer' | 'seller' | ''
  signed: string[]
  source: Provenance
}

export const emptyTransfer: TransferDraft = {
  holding: '',
  to: '',
  query: '',
  price: '',
  pays: '',
  signed: [],
  source: 'host'
}

/** Something that may be sold: all that one person holds of one part. */
export interface Holding {
  value: string
  part: number
  person: string
  units: number
  /** The part has taken: who gets it takes over a debt. */
  dead: boolean
}

export const holdingsOf = ({ parts }: Pick<Line, 'parts'>): Holding[] =>
  parts.flatMap(({ no, holders, takenAt }) =>
    holders.map(({ person, units }) => ({
      value: `${no} ${person}`,
      part: no,
      person,
      units,
      dead: takenAt !== null
    }))
  )

/** Returns the problem of each field, '' for none; what is missing is told once asked. */
export function transferProblems(
  draft: TransferDraft,
  asked: boolean,
  line: Pick<Line, 'parts'>,
  t: HuiWords
) {
  const own = t.hui.transfer
  const seller = holdingsOf(line).find(({ value }) => value === draft.holding)?.person
  return {
    holding: asked && !seller ? own.partMissing : '',
    to: draft.to && draft.to === seller ? own.same : asked && !draft.to ? own.toMissing : '',
    price: moneyProblem(draft.price, asked, t),
    pays: asked && draft.pays === '' && readDong(draft.price) !== 0 ? own.paysMissing : ''
  }
}

/** Builds the transfer from a form without problems: of the whole holding, from the next round on. */
export function transferOf(draft: TransferDraft, line: Pick<Line, 'parts' | 'rounds'>): TransferForm {
  const { part, person, units } = holdingsOf(line).find(({ value }) => value === draft.holding)!
  return {
    part,
    from: person,
    to: draft.to,
    units,
    fromRound: line.rounds.length + 1,
    price: readDong(draft.price)!,
    pays: draft.pays || 'buyer',
    signed: signers.filter((signer) => draft.signed.includes(signer))
  }
}
