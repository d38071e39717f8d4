import { huiLimits, maxParts } from '#lib/app/hui/hui-book.svelte.ts'
import { mostInHousehold, type NewRemark, type statementKinds } from '#lib/app/hui/hui-remarks.ts'
import { saidOf, type Provenance } from '#lib/app/hui/sources.ts'
import { cleanText, isVisible } from '#lib/app/notebook/clean-text.ts'
import { readDong } from '#lib/i18n/amounts.ts'
import type { HuiWords } from '#lib/i18n/hui/hui-words.ts'
import type { RemarkText } from '#lib/i18n/hui/remarks/remarks-vi.ts'
import { wordsProblem } from '#lib/shell/forms/problems.ts'
import { moneyProblem } from '../../../../new/line-draft.ts'
import type { RemarkKind } from '../remark-kinds.ts'

type Kind = Exclude<RemarkKind, 'mark'>

/** A remark as its form holds it; each kind uses some of the fields. People are ids, '' while nobody is picked. */
export interface RemarkDraft {
  source: Provenance
  /** The other name, the payer, or the buyer. */
  person: string
  query: string
  seller: string
  sellerQuery: string
  people: string[]
  says: (typeof statementKinds)[number] | ''
  line: string
  k: string
  part: string
  amount: string
  what: 'gift' | 'sure-return' | ''
  confirmed: 'no' | 'yes' | ''
  /** Of `same` the reason, else a note. */
  note: string
}

/** Returns a form of a kind with nothing in it, as known from whoever says such things most often. */
export const emptyRemark = (kind: Kind): RemarkDraft => ({
  source: kind === 'same' || kind === 'house' ? 'seen' : 'member',
  person: '',
  query: '',
  seller: '',
  sellerQuery: '',
  people: [],
  says: '',
  line: '',
  k: '',
  part: '',
  amount: '',
  what: '',
  confirmed: '',
  note: ''
})

/** Names what a remark is about: tells the person from others, and their lines as host. */
export interface RemarkAbout {
  kind: Kind
  isThem(person: string): boolean
  lines: readonly { id: string; code: string; n: number }[]
}

/** Returns the problem of each field, '' for none; what is missing is told once asked. */
export function remarkProblems(
  draft: RemarkDraft,
  asked: boolean,
  { kind, isThem, lines }: RemarkAbout,
  { own, t }: { own: RemarkText; t: HuiWords }
) {
  const typed = (query: string) => (asked && isVisible(query) ? t.hui.form.notAdded(cleanText(query)) : '')
  const picked = (id: string, query: string, missing: string) =>
    id ? '' : typed(query) || (asked ? missing : '')
  const unless = (given: boolean, missing: string) => (asked && !given ? missing : '')
  const problems = {
    person: '',
    people: '',
    seller: '',
    says: '',
    line: '',
    part: '',
    amount: '',
    what: '',
    confirmed: '',
    note: wordsProblem(
      draft.note,
      huiLimits.reason,
      kind === 'same' && asked ? own.same.reasonMissing : '',
      t
    )
  }
  switch (kind) {
    case 'same': {
      const itself = draft.person !== '' && isThem(draft.person)
      const person = itself ? own.same.itself : picked(draft.person, draft.query, own.same.missing)
      return { ...problems, person }
    }
    case 'house': {
      const { people, query } = draft
      const many = people.length > mostInHousehold ? own.house.many(mostInHousehold) : ''
      return {
        ...problems,
        note: '',
        people: many || typed(query) || unless(people.length > 0, own.house.missing)
      }
    }
    case 'statement':
      return {
        ...problems,
        person: picked(draft.person, draft.query, own.statement.missing),
        says: unless(draft.says !== '', own.statement.saysMissing),
        amount: draft.says === 'paid' ? moneyProblem(draft.amount, false, t) : ''
      }
    case 'sale': {
      const n = lines.find(({ id }) => id === draft.line)?.n ?? 0
      const isSame = draft.person !== '' && draft.person === draft.seller
      return {
        ...problems,
        line: lines.length === 0 ? own.sale.noLines : unless(n > 0, own.sale.lineMissing),
        part: n > 0 ? unless(numberIn(draft.part, n) !== null, own.sale.partMissing) : '',
        seller: picked(draft.seller, draft.sellerQuery, own.sale.sellerMissing),
        person: isSame ? own.sale.same : picked(draft.person, draft.query, own.sale.buyerMissing)
      }
    }
    case 'inducement':
      return {
        ...problems,
        what: unless(draft.what !== '', own.inducement.whatMissing),
        confirmed: unless(draft.confirmed !== '', own.inducement.confirmedMissing)
      }
  }
}

/** Tells whether a statement is about one round of a line, which may be known. */
export const asksForRound = ({ says, line }: RemarkDraft): boolean =>
  line !== '' && (says === 'paid' || says === 'pot-not-handed')

/** Returns the number of a part or round, which is one of `most`; null when none is picked. */
function numberIn(text: string, most = maxParts): number | null {
  const number = /^\d{1,3}$/.test(text.trim()) ? Number(text) : 0
  return number >= 1 && number <= most ? number : null
}

/** Builds the remark from a form without problems. @param on ISO day on which it is written down */
export function remarkOf(draft: RemarkDraft, kind: Kind, on: string): NewRemark {
  const told = { on, said: saidOf(draft.source) }
  const note = cleanText(draft.note)
  const noted = { ...told, ...(note && { note }) }
  const { person, people, seller, line } = draft
  switch (kind) {
    case 'same':
      return { type: 'hui.persons-same', body: { ...told, same: person, reason: note } }
    case 'house':
      return { type: 'hui.household-named', body: { ...told, people: [...people] } }
    case 'statement': {
      const k = asksForRound(draft) ? numberIn(draft.k) : null
      const amount = draft.says === 'paid' ? readDong(draft.amount) : null
      const where = { ...(line && { line }), ...(k && { k }), ...(amount && { amount }) }
      return {
        type: 'hui.statement-taken',
        body: { ...noted, payer: person, says: draft.says || 'paid', ...where }
      }
    }
    case 'sale': {
      const part = numberIn(draft.part)!
      return { type: 'hui.sale-reported', body: { ...noted, line, part, from: seller, to: person } }
    }
    case 'inducement': {
      const confirmed = draft.confirmed === 'yes'
      return { type: 'hui.inducement-reported', body: { ...noted, what: draft.what || 'gift', confirmed } }
    }
  }
}
