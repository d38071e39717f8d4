import { expect, test } from 'vitest'
import { money } from '#lib/i18n/format.ts'
import { huiWords as t, rowDay } from '#lib/i18n/hui/hui-words.ts'
import type { PrintedReceipt } from '#lib/app/hui/hui-line.svelte.ts'
import { agreement, numberedId, TestLine } from '../../../../../../tests/hui/test-line.ts'
import { nameOnPaper, partPaid, receiptRows } from './receipt-rows.ts'

const [host, payer] = [numberedId(999), numberedId(2)]
const people = new Map([[host, { name: 'Tăng Mỹ Huệ', knownAs: 'Ba Huệ' }]])
const nameOf = (person: string) => nameOnPaper(people, person, () => '…')
const said = { on: '2026-11-24', dayOf: (on: string) => rowDay(on, null, t), nameOf }

test('who gives whom how much, for what, of which round and part, with full names', () => {
  const book = new TestLine(agreement(4, 1_000, { commission: { kind: 'none' } }))
  book.round(1, 1, 100)
  book.cover(1, 2, 500)
  const printed = book.issue(book.pay(1, 2, 950))!.body as unknown as PrintedReceipt
  const own = t.hui.receipt
  expect(receiptRows(printed, said, t)).toEqual([
    [own.line, 'LT-01'],
    [own.kind, own.kinds.contribution],
    [own.round, '1'],
    [own.part, '2'],
    [own.payer, '…'],
    [own.payee, 'Tăng Mỹ Huệ (Ba Huệ)'],
    [own.amount, money(950)],
    [own.words, 'Chín trăm năm mươi đồng'],
    [own.into, money(400)],
    [own.back('Tăng Mỹ Huệ (Ba Huệ)'), money(500)],
    [own.credit, money(50)],
    [own.balance.contribution, money(0)],
    [own.movedOn.contribution, '02/01/2026'],
    [own.on, '24/11/2026']
  ])
})

test('of a cut part it says how much, and when the money moved; a paper that says neither stays as it was', () => {
  const cut = (units: number, unitsPerPart: number) => {
    const parts = [1, 2, 3].map((no) => [
      { person: numberedId(no), units },
      { person: numberedId(no + 10), units: unitsPerPart - units }
    ])
    const book = new TestLine(agreement(3, 1_200, { unitsPerPart, parts, commission: { kind: 'none' } }))
    book.round(1, 3, 0)
    return book
  }
  const own = t.hui.receipt
  const rowsOf = (issued: { body: unknown } | null) =>
    new Map(receiptRows(issued!.body as PrintedReceipt, said, t))
  const halves = cut(1, 2)
  expect(rowsOf(halves.issue(halves.pay(1, 2, 600, { on: '2026-01-09' }))).get(own.part)).toBe(
    '1/2 phần\u00a02'
  )
  const pot = rowsOf(halves.issue(halves.hand(1, 100, { to: numberedId(3), on: '2026-01-10' })))
  expect([own.part, own.movedOn.pot].map((row) => pot.get(row))).toEqual(['1/2 phần\u00a03', '10/01/2026'])
  const quarters = cut(3, 4)
  expect(rowsOf(quarters.issue(quarters.pay(1, 2, 900))).get(own.part)).toBe('3/4 phần\u00a02')
  const before = { unitsPerPart: undefined, movedOn: undefined }
  const old = rowsOf(quarters.issue(quarters.pay(1, 1, 900), before))
  expect([old.get(own.part), old.has(own.movedOn.contribution)]).toEqual(['1', false])
  expect(own.piece(3, 2, 4)).toBe('1/2 phần\u00a03')
})

test('a part is named, and the cut of it where it is shared', () => {
  const whole = new TestLine(agreement(3, 1_000)).state
  expect(partPaid(whole, { k: 1, part: 2, holder: payer }, t)).toBe('phần\u00a02')
  const parts = [[payer], [payer, numberedId(3)]].map((of) =>
    of.map((person) => ({ person, units: 2 / of.length }))
  )
  const halves = new TestLine(agreement(2, 1_000, { parts, unitsPerPart: 2 }))
  halves.round(1, 1, 0)
  // Sold later: in that round it was hers.
  halves.transfer(2, numberedId(50), 2, { units: 1 })
  expect(halves.state.transfers).toHaveLength(1)
  expect([1, 2].map((part) => partPaid(halves.state, { k: 1, part, holder: payer }, t))).toEqual([
    'phần\u00a01',
    'nửa phần\u00a02'
  ])
})
