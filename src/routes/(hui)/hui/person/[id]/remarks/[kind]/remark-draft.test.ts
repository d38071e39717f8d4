import { describe, expect, test } from 'vitest'
import { isShaped } from '#lib/app/hui/group-register.svelte.ts'
import { numberedId, TestStream } from '../../../../../../../../tests/hui/test-line.ts'
import { huiWords } from '#lib/i18n/hui/hui-words.ts'
import { remarks as own } from '#lib/i18n/hui/remarks/remarks-vi.ts'
import { remarkKinds } from '../remark-kinds.ts'
import { emptyMark, markProblems, noMarkText } from './mark-draft.ts'
import { emptyRemark, remarkOf, remarkProblems, type RemarkDraft } from './remark-draft.ts'

const [them, other, third, line] = [1, 2, 3, 4].map(numberedId) as [string, string, string, string]
type Kind = Parameters<typeof emptyRemark>[0]
const draft = (kind: Kind, changes: Partial<RemarkDraft> = {}) => ({ ...emptyRemark(kind), ...changes })
const lines = [{ id: line, code: 'LT-01', n: 12 }]
function problems(kind: Kind, changes: Partial<RemarkDraft> = {}, asked = true, known = lines) {
  const about = { kind, isThem: (person: string) => person === them, lines: known }
  const all = remarkProblems(draft(kind, changes), asked, about, { own, t: huiWords })
  return Object.fromEntries(Object.entries(all).filter(([, problem]) => problem !== ''))
}

const whole: Record<Kind, Partial<RemarkDraft>> = {
  same: { person: other, note: 'Cùng căn cước' },
  house: { people: [other, third] },
  statement: { person: other, says: 'paid', line, k: '3', amount: '500.000', note: ' Có biên nhận ' },
  sale: { line, part: '12', seller: other, person: third },
  inducement: { what: 'gift', confirmed: 'yes' }
}
const kinds = remarkKinds.filter((kind) => kind !== 'mark')

test('nothing is asked for before somebody saves, and what is whole has no problem', () => {
  for (const kind of kinds) {
    expect([kind, problems(kind, {}, false)]).toEqual([kind, {}])
    expect([kind, problems(kind, whole[kind])]).toEqual([kind, {}])
  }
})

test('what is missing is told at its field', () => {
  expect(problems('same')).toEqual({ person: own.same.missing, note: own.same.reasonMissing })
  expect(problems('same', { ...whole.same, person: them })).toEqual({ person: own.same.itself })
  expect(problems('house')).toEqual({ people: own.house.missing })
  expect(problems('statement')).toEqual({ person: own.statement.missing, says: own.statement.saysMissing })
  expect(problems('sale')).toEqual({
    line: own.sale.lineMissing,
    seller: own.sale.sellerMissing,
    person: own.sale.buyerMissing
  })
  expect(problems('sale', { ...whole.sale, part: '13' })).toEqual({ part: own.sale.partMissing })
  expect(problems('sale', { ...whole.sale, seller: third })).toEqual({ person: own.sale.same })
  expect(problems('sale', whole.sale, true, [])).toEqual({ line: own.sale.noLines })
  expect(problems('inducement')).toEqual({
    what: own.inducement.whatMissing,
    confirmed: own.inducement.confirmedMissing
  })
})

test('a name that was typed and not picked is not left out in silence', () => {
  const said = huiWords.hui.form.notAdded('Sà Mol')
  expect(problems('house', { ...whole.house, query: 'Sà Mol' })).toEqual({ people: said })
  expect(problems('same', { ...whole.same, person: '', query: ' Sà Mol ' })).toEqual({ person: said })
  expect(problems('sale', { ...whole.sale, seller: '', sellerQuery: 'Sà Mol' })).toEqual({ seller: said })
})

test('at most fifteen people of a house are named at a time', () => {
  const people = Array.from({ length: 16 }, (_, i) => numberedId(50 + i))
  expect(problems('house', { people })).toEqual({ people: own.house.many(15) })
})

test('each becomes a record of its type that the rule takes', () => {
  for (const kind of kinds) {
    const { type, body } = remarkOf(draft(kind, whole[kind]), kind, '2026-11-24')
    const fact = new TestStream(`person/${them}`).write(type, body)
    expect([kind, isShaped(fact)]).toEqual([kind, true])
  }
  expect(remarkOf(draft('statement', whole.statement), 'statement', '2026-11-24')).toEqual({
    type: 'hui.statement-taken',
    body: {
      on: '2026-11-24',
      said: { by: 'member', how: 'talk' },
      payer: other,
      says: 'paid',
      line,
      k: 3,
      amount: 500_000,
      note: 'Có biên nhận'
    }
  })
})

test('whoever says that they do not play is asked for no round and no sum, whatever stood there before', () => {
  const { body } = remarkOf(
    draft('statement', { ...whole.statement, says: 'no-part' }),
    'statement',
    '2026-11-24'
  )
  expect(body).toMatchObject({ says: 'no-part', line })
  for (const field of ['k', 'amount']) expect(field in body).toBe(false)
})

test('whoever was given no pot is asked of which round, and for no sum', () => {
  const { body } = remarkOf(
    draft('statement', { ...whole.statement, says: 'pot-not-handed' }),
    'statement',
    '2026-11-24'
  )
  expect(body).toMatchObject({ says: 'pot-not-handed', line, k: 3 })
  expect('amount' in body).toBe(false)
})

describe('a number', () => {
  test('is asked for, and told to be none of its kind once somebody saves', () => {
    const found = (changes: object, asked = true) => markProblems({ ...emptyMark, ...changes }, asked, own)
    expect(found({}, false)).toEqual({ kind: '', number: '' })
    expect(found({})).toEqual({ kind: own.mark.kindMissing, number: own.mark.numberMissing })
    expect(found({ kind: 'id', number: '12345' }, false).number).toBe('')
    expect(found({ kind: 'id', number: '12345' }).number).toBe(own.mark.wrong.id)
    expect(found({ kind: 'phone', number: '+84 900 000 077' }).number).toBe('')
  })

  test('that got no mark is said to be written nowhere', () => {
    const refused = { ok: false, noMark: true } as const
    expect(noMarkText({ ...refused, code: 'unreachable' }, own)).toBe(own.mark.trouble.unreachable)
    expect(noMarkText({ ...refused, code: 'throttled', seconds: 61 }, own)).toBe(own.mark.throttled(2))
  })
})
