import * as v from 'valibot'
import { fact } from '../../fact.ts'
import { police } from '../../roles.ts'
import { freeText, id, sha256 } from '../../shapes.ts'
import { markKinds } from '../person/marks.ts'
import { huiLimits, moved, partNo } from './amounts.ts'
import { naming, told } from './told.ts'

/**
 * Names what somebody says against the book: they paid, they hold no part though the book names them, or they took and were
 * not given the pot.
 */
export const statementKinds = ['paid', 'no-part', 'pot-not-handed'] as const
/** Names what was offered for buying parts: a gift, or a return that is said to be sure. */
export const inducementKinds = ['gift', 'sure-return'] as const

/** The most people of one house that one record names beside its person. */
export const mostInHousehold = 15

/** Names the others whom a remark tells of: whoever it is about takes it along when they are erased. */
const namingOthers = <Body>(ids?: (body: Body) => readonly string[]) => {
  const all = naming<Body>(ids, 'in-remark')
  return {
    ...all,
    ids: (body: Parameters<typeof all.ids>[0], subject: string) =>
      all.ids(body).filter((person) => person !== subject)
  }
}

/** Places what is written of a person beside the lines in their own stream, so that it is erased with them. */
const ofPerson = { stream: 'person', writers: police } as const
const note = v.optional(freeText(huiLimits.reason))

/**
 * Marks a number of a person (identity card, phone, account) without it: `mark` is what the unit's server makes of it by
 * a key of its own, so that two people with one number are seen, and the number nowhere. `proof`: the server made it for this
 * person; it refuses a mark that was copied from another.
 */
export const IdentityMarked = fact(
  'hui.identity-marked',
  { ...ofPerson, names: namingOthers() },
  v.strictObject({ ...told, kind: v.picklist(markKinds), mark: sha256, proof: sha256 })
)

/** Records that this person and another `person/<id>` are one, written down twice. */
export const PersonsSame = fact(
  'hui.persons-same',
  { ...ofPerson, names: namingOthers<{ same: string }>(({ same }) => [same]) },
  v.strictObject({ ...told, same: id, reason: freeText(huiLimits.reason) })
)

/** Names people who live in one house with this one. */
export const HouseholdNamed = fact(
  'hui.household-named',
  { ...ofPerson, names: namingOthers<{ people: readonly string[] }>(({ people }) => people) },
  v.strictObject({
    ...told,
    people: v.pipe(v.array(id), v.minLength(1), v.maxLength(mostInHousehold))
  })
)

/**
 * Records what somebody says of their money with this host, which her book may not have: `paid` in a line and round, as
 * far as they know which; `no-part`: they do not play though the book names them; `pot-not-handed`: they took, in a round as
 * far as they know which, and the pot was not handed over. `payer`: who says so. `amount`: đồng.
 */
export const StatementTaken = fact(
  'hui.statement-taken',
  { ...ofPerson, names: namingOthers<{ payer: string }>(({ payer }) => [payer]) },
  v.strictObject({
    ...told,
    payer: id,
    says: v.picklist(statementKinds),
    line: v.optional(id),
    k: v.optional(partNo),
    amount: v.optional(moved),
    note
  })
)

/** Records that a part of a line of this host is said to be sold; the sale itself is no entry of the line yet. */
export const SaleReported = fact(
  'hui.sale-reported',
  { ...ofPerson, names: namingOthers<{ from: string; to: string }>(({ from, to }) => [from, to]) },
  v.pipe(
    v.strictObject({ ...told, line: id, part: partNo, from: id, to: id, note }),
    v.check(({ from, to }) => from !== to)
  )
)

/** Records that this host offered a gift or a "sure" return for buying parts, as told, or as an officer confirmed it. */
export const InducementReported = fact(
  'hui.inducement-reported',
  { ...ofPerson, names: namingOthers() },
  v.strictObject({ ...told, what: v.picklist(inducementKinds), confirmed: v.boolean(), note })
)

/** Reverses what was written of a person in this stream by mistake, or is no longer so; it stays readable. */
export const RemarkReversed = fact(
  'hui.remark-reversed',
  ofPerson,
  v.strictObject({ remark: id, reason: freeText(huiLimits.reason) })
)
