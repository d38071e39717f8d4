import { huiVi as hui } from '#lib/i18n/hui/hui-vi.ts'
import { vi } from '#lib/i18n/vi.ts'

/** What somebody puts into a field, and the sentence that then stands at it; what was typed stays as it is. */
export interface BadInput {
  what: string
  field: string
  typed: string
  says: string
}

const { note, unsaved } = vi

/** At the form of a person. */
export const badNames: readonly BadInput[] = [
  { what: 'nothing', field: hui.person.name, typed: '   ', says: hui.person.nameMissing },
  {
    what: '10,000 characters',
    field: hui.person.name,
    typed: 'Huệ '.repeat(2500),
    says: note.over(9999 - 80, 80)
  },
  {
    what: 'a lone surrogate',
    field: hui.person.name,
    typed: 'Ba \ud83d Huệ',
    says: unsaved['not-well-formed']
  },
  {
    what: 'a long hamlet',
    field: hui.person.hamlet,
    typed: 'ấp '.repeat(60),
    says: note.over(179 - 120, 120)
  }
]

/** Names that are somebody's all the same, and how they are kept. */
export const goodNames = [
  { typed: 'Huệ 🌸', kept: 'Huệ 🌸' },
  { typed: '  Ba Thi\u0300n  ', kept: 'Ba Thìn' },
  { typed: 'សុខា', kept: 'សុខា' }
]

/** At the form of a line. */
export const badLines: readonly BadInput[] = [
  { what: 'text in an amount', field: hui.form.face, typed: '2 triệu', says: hui.money.notDigits },
  { what: 'an emoji in an amount', field: hui.form.face, typed: '💰', says: hui.money.notDigits },
  { what: 'less than nothing', field: hui.form.face, typed: '-5000', says: hui.money.notDigits },
  {
    what: 'too much',
    field: hui.form.face,
    typed: '9.999.999.999.999',
    says: hui.money.tooMuch('20.000.000.000\u00a0đ')
  },
  { what: 'a face too small', field: hui.form.face, typed: '999', says: hui.form.faceSmall },
  { what: 'a long code', field: hui.form.code, typed: 'LT-'.repeat(10), says: note.over(10, 20) }
]

/** At the form of a round of a line with a face of 2.000.000. */
export const badBids: readonly BadInput[] = [
  { what: 'text in a bid', field: hui.round.bid, typed: 'ba trăm', says: hui.money.notDigits },
  {
    what: 'a bid of the face',
    field: hui.round.bid,
    typed: '2.000.000',
    says: hui.round.notBelow('2.000.000\u00a0đ')
  }
]
