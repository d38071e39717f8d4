import { expect, test } from 'vitest'
import { saidOf, sources } from '#lib/app/hui/hui-line.svelte.ts'
import { money } from '#lib/i18n/format.ts'
import { huiWords, rowDay } from '#lib/i18n/hui/hui-words.ts'
import { agreement, dayOf, numberedId, TestLine } from '../../../../../tests/hui/test-line.ts'
import { huiEntryText, signerText, sourceText } from './log-text.ts'

const t = huiWords
const { entries, line } = t.hui
const person = (id: string) =>
  `Người ${Array.from({ length: 9 }, (_, i) => i + 1).find((no) => numberedId(no) === id)}`
const names = { holder: (part: number) => `Người ${part}`, person }

/** Names the day of round 1, which money of the tests moved on. */
const first = rowDay(dayOf(1), null, t)

/** Describes each record of the line, oldest first. */
function toldOf(book: TestLine) {
  const all = book.entries
  return all.map((entry) => huiEntryText(entry, all, names, t))
}

function started(): TestLine {
  const book = new TestLine(agreement(4, 1_000_000))
  book.round(1, 2, 100_000, { on: '2026-11-18' })
  return book
}

test('an opening says what the line is, a round who took and when', () => {
  expect(toldOf(started())).toEqual([
    { title: entries.opened, text: `LT-01 · ${t.hui.parts(4)} · ${money(1_000_000)}` },
    { title: entries.round(1), text: `${line.took('Người 2', money(100_000))} · 18/11/2026` }
  ])
})

test('a round of which all but some was paid names them', () => {
  const book = new TestLine(agreement(4, 1_000_000))
  book.round(1, 2, 100_000, { collected: true, unpaid: [numberedId(3), numberedId(4)] })
  expect(toldOf(book)[1]!.text.split('\n')[1]).toBe(entries.allBut('Người 3, Người 4'))
})

test('a fixed bid is nobody’s: its taker by order has not bid', () => {
  const book = new TestLine(agreement(4, 1_000_000, { model: 'fixed', bids: { fixed: 140_000 } }))
  book.round(1, 2, 140_000, { chosen: 'order', tickets: [] })
  expect(toldOf(book)[1]!.text).toContain(`${line.tookAt('Người 2', money(140_000))} · `)
})

test('a round agreed by the moon says both days', () => {
  const book = new TestLine(agreement(4, 1_000_000))
  const lunar = { day: 10, month: 10, year: 2026, leap: false }
  book.round(1, 2, 100_000, { on: '2026-11-18', lunar })
  expect(toldOf(book)[1]!.text).toContain('18/11/2026 (10/10 âl)')
})

test('money says whose part and how much; paid, covered, given back and handed over are four things', () => {
  const book = started()
  book.pay(1, 1, 900_000)
  book.cover(1, 3, 900_000)
  book.repay(1, 3, 100_000)
  book.hand(1, 2_200_000, { to: numberedId(2) })
  expect(toldOf(book).slice(2)).toEqual([
    {
      title: entries.money['hui.contribution-received'](1),
      text: `1. Người 1 · ${money(900_000)} · ${first}`
    },
    {
      title: entries.money['hui.contribution-covered'](1),
      text: `3. Người 3 · ${money(900_000)} · ${first}`
    },
    { title: entries.money['hui.advance-repaid'](1), text: `3. Người 3 · ${money(100_000)} · ${first}` },
    { title: entries.payout(1), text: `Người 2 · ${money(2_200_000)} · ${first}` }
  ])
})

test('a stop says since when and why', () => {
  const book = started()
  book.stop('2026-11-20')
  expect(toldOf(book).at(-1)).toEqual({ title: entries.stop, text: '20/11/2026\nChủ hụi không giao tiền' })
})

test('a correction says what it corrects, and only why while that is not here yet', () => {
  const book = started()
  const paid = book.pay(1, 1, 900_000)
  book.reverse(paid.id)
  expect(toldOf(book).at(-1)).toEqual({
    title: entries.reversal,
    text: `${entries.of(`${entries.money['hui.contribution-received'](1)}, 1. Người 1 · ${money(900_000)} · ${first}`)}\nGhi nhầm`
  })
  book.facts.splice(2, 1)
  expect(toldOf(book).at(-1)).toEqual({ title: entries.reversal, text: 'Ghi nhầm' })
})

test('a type of a newer build says so', () => {
  const book = started()
  book.write('hui.part-sold' as never, {} as never)
  expect(toldOf(book).at(-1)).toEqual({ title: t.log.newer, text: t.log.newerText })
})

test('who leaves, joins, swaps and answers for others is told, and who signs a swap by the part', () => {
  const book = new TestLine(agreement(4, 1_000_000, { model: 'interest-free' }))
  const { id } = book.depart(3, 1, { signed: false })
  book.payClaim(id, 5_000)
  book.join(3, numberedId(5), 1, { paid: 7_000, signed: false })
  book.payJoining(3, numberedId(5), 3_000)
  book.payJoining(3, numberedId(5), 4_000, { pot: 2 })
  book.swap([1, 1], [2, 2], { signed: false })
  book.guarantee(numberedId(5), numberedId(2), 9_000)
  const own = t.hui.members.entries
  expect(toldOf(book).slice(1)).toEqual([
    { title: own.left(3, 1), text: 'Người 3' },
    { title: own.claimPaid, text: `${money(5_000)} · 10/04/2026` },
    { title: own.joined(3, 1), text: `Người 5 · ${money(7_000)}` },
    { title: own.joiningPaid(3, undefined), text: `Người 5 · ${money(3_000)} · 10/04/2026` },
    { title: own.joiningPaid(3, 2), text: `Người 5 · ${money(4_000)} · 10/04/2026` },
    { title: own.swapped, text: `${own.swap(1, 1, 2)}\n${own.swap(2, 2, 1)}` },
    {
      title: own.guaranteed,
      text: own.guarantee('Người 5', 'Người 2', money(9_000), '10/04/2026')
    },
    { title: own.signed, text: t.hui.members.signers.guarantor }
  ])
  const swap = book.entries.find(({ fact }) => fact.type === 'hui.turn-swapped')!.known
  expect(signerText('second', swap, t)).toBe(t.hui.part(2))
  expect(signerText('buyer', swap, t)).toBe(entries.signers.buyer)
})

test('what is ahead, a transfer, its signatures and an amendment are told', () => {
  const book = started()
  book.prepay(numberedId(3), 500_000, '2026-11-19')
  book.leave(1, 200_000)
  book.transfer(3, numberedId(4), 2, { signed: ['seller'] })
  book.amend(1, { face: 2_000_000 })
  expect(toldOf(book).slice(2)).toEqual([
    { title: entries.credit['hui.prepaid'], text: `Người 3 · ${money(500_000)} · 19/11/2026` },
    { title: entries.credit['hui.pot-left'], text: `Người 2 · ${money(200_000)} · ${first}` },
    { title: entries.transfer(3, 2), text: 'Người 3 → Người 4' },
    { title: entries.signed, text: entries.signers.seller },
    { title: entries.amended(1), text: 'Ghi nhầm' }
  ])
})

test('a receipt, late interest and what was agreed at the end say between whom, and how much', () => {
  const book = started()
  const [one, two, three] = [1, 2, 3].map((no) => numberedId(no)) as [string, string, string]
  book.issue(book.pay(1, 1, 900_000), { payee: two })
  book.payInterest(1, 3, 5_000, { to: two })
  book.waive(1, 3, 7_000, { by: two })
  const debt = book.acknowledge(three, [['2026-12-01', 50_000]], { to: two })
  book.settle([{ from: one, to: two, on: '2026-12-01', amount: 60_000 }], [one, two])
  book.payAgreed(debt.id, three, 40_000, { to: two })
  expect(toldOf(book).slice(3)).toEqual([
    { title: entries.receipt('LT-4223RQ-000004'), text: `Người 1 → Người 2 · ${money(900_000)}` },
    { title: entries.interest(1), text: `Người 3 → Người 2 · ${money(5_000)} · ${first}` },
    { title: entries.waived(1), text: `Người 2 · ${money(7_000)}` },
    { title: entries.debt, text: `Người 3 → Người 2 · ${money(50_000)}` },
    { title: entries.settlement, text: `Người 1 → Người 2 · ${money(60_000)}` },
    { title: entries.agreedPaid, text: `Người 3 → Người 2 · ${money(40_000)} · 02/01/2026` }
  ])
})

test('a record says the source that was chosen for it: a paper and a post are not what the host said', () => {
  const { told, by } = t.hui.source
  for (const source of sources) expect(sourceText(saidOf(source), t)).toBe(told[source])
  expect([told.paper, told.post].filter((text) => text === by.host)).toEqual([])
  expect(sourceText({ by: 'host', how: 'call' }, t)).toBe(by.host)
})
