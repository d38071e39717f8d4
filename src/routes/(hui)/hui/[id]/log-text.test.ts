import { expect, test } from 'vitest'
import { money } from '#lib/i18n/format.ts'
import { huiWords } from '#lib/i18n/hui/hui-words.ts'
import { opening, TestLine } from '../../../../../tests/hui-line.ts'
import { huiEntryText } from './log-text.ts'

const t = huiWords
const { entries, line } = t.hui
const holder = (part: number) => `Người ${part}`

/** Describes each record of the line, oldest first. */
function toldOf(book: TestLine) {
  const all = book.entries
  return all.map((entry) => huiEntryText(entry, all, holder, t))
}

function started(): TestLine {
  const book = new TestLine(opening(4, 1_000_000, { kind: 'half' }))
  book.round(1, 2, 100_000, { on: '2026-11-18' })
  return book
}

test('an opening says what the line is, a round who took and when', () => {
  expect(toldOf(started())).toEqual([
    { title: entries.opened, text: `LT-01 · ${t.hui.parts(4)} · ${money(1_000_000)}` },
    { title: entries.round(1), text: `${line.took('Người 2', money(100_000))} · 18/11/2026` }
  ])
})

test('a round agreed by the moon says both days', () => {
  const book = new TestLine(opening(4, 1_000_000, { kind: 'half' }))
  const lunar = { day: 10, month: 10, year: 2026, leap: false }
  book.round(1, 2, 100_000, { on: '2026-11-18', lunar })
  expect(toldOf(book)[1]!.text).toContain('18/11/2026 (10/10 âl)')
})

test('money says whose part and how much; paid, advanced and handed over are three things', () => {
  const book = started()
  book.pay(1, 1, 900_000)
  book.advance(1, 3, 900_000)
  book.hand(1, 2_200_000)
  expect(toldOf(book).slice(2)).toEqual([
    { title: entries.contribution(1), text: `1. Người 1 · ${money(900_000)}` },
    { title: entries.advance(1), text: `3. Người 3 · ${money(900_000)}` },
    { title: entries.payout(1), text: money(2_200_000) }
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
    text: `${entries.of(`${entries.contribution(1)}, 1. Người 1 · ${money(900_000)}`)}\nGhi nhầm`
  })
  book.facts.splice(2, 1)
  expect(toldOf(book).at(-1)).toEqual({ title: entries.reversal, text: 'Ghi nhầm' })
})

test('a type of a newer build says so', () => {
  const book = started()
  book.write('hui.part-sold' as never, {} as never)
  expect(toldOf(book).at(-1)).toEqual({ title: t.log.newer, text: t.log.newerText })
})
