import { beforeEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { HuiBook } from '#lib/app/hui/hui-book.svelte.ts'
import { money } from '#lib/i18n/format.ts'
import { huiWords } from '#lib/i18n/hui/hui-words.ts'
import { agreement, numberedId, TestLine } from '../../../../../tests/hui/test-line.ts'
import { renderIn, TestNotebook } from '../../../../../tests/components/notebook.svelte.ts'
import { plain } from '../../../../../tests/components/plain.ts'
import LineMatrix from './_matrix/LineMatrix.svelte'
import RoundCard from './RoundCard.svelte'
import Sides from './Sides.svelte'
import Taken from './Taken.svelte'

const t = huiWords.hui
const face = 2_000_000
const names = new Map([1, 2, 3, 4].map((n) => [numberedId(n), `Người ${n}`]))

let notebook: TestNotebook
let line: TestLine
beforeEach(async () => {
  notebook = await TestNotebook.open()
  notebook.put(HuiBook, { nameOf: (person: string) => names.get(person) ?? 'Ba Huệ' })
  line = new TestLine(agreement(4, face, { commission: { kind: 'half' } }))
  line.round(1, 1, 300_000)
})

const round = (k: number) => line.state.rounds[k - 1]!
/** The row of a sum, with its note. */
const row = (title: string) => page.getByRole('listitem').filter({ hasText: plain(title) })

test('a round names who took it with which bid, what they get and who has paid', async () => {
  line.pay(1, 2, face - 300_000)
  await renderIn(notebook, RoundCard, { line: line.state, round: round(1) })
  await expect
    .element(page.getByText(t.line.round(1)))
    .toHaveTextContent(plain(t.line.took('Người 1', money(300_000))))
  await expect.element(page.getByText(money(round(1).payout))).toBeVisible()
  const paid = page.getByRole('progressbar', { name: t.line.paid(1, 3) })
  await expect.element(paid).toHaveAttribute('aria-valuenow', '1')
  await expect.element(paid).toHaveAttribute('aria-valuemax', '3')
})

test('it is green only when all have paid; what the host put in is not paid', async () => {
  const chip = (text: string) => page.getByText(text, { exact: true }).first().element().closest('.chip')
  for (const part of [2, 3]) line.pay(1, part, face - 300_000)
  line.cover(1, 4, face - 300_000)
  const { unmount } = await renderIn(notebook, RoundCard, { line: line.state, round: round(1) })
  expect(chip(t.line.paid(2, 3))?.getAttribute('data-tone')).toBe('blue')
  expect(chip(t.line.coveredParts(1))).not.toBeNull()
  await unmount()
  line = new TestLine(agreement(4, face, { commission: { kind: 'half' } }))
  line.round(1, 1, 300_000)
  for (const part of [2, 3, 4]) line.pay(1, part, face - 300_000)
  await renderIn(notebook, RoundCard, { line: line.state, round: round(1) })
  expect(chip(t.line.paid(3, 3))?.getAttribute('data-tone')).toBe('green')
})

test('the sides of a round: those alive put in less than those who took, and what is missing stands in red with its rounds', async () => {
  line.round(2, 2, 500_000)
  await renderIn(notebook, Sides, { line: line.state, round: round(2) })
  await expect.element(row(t.line.dead)).toHaveTextContent(plain(money(face)))
  await expect.element(row(t.line.live)).toHaveTextContent(plain(t.line.each(money(face - 500_000))))
  const missing = row(t.line.arrears('Người 3'))
  await expect.element(missing).toHaveTextContent(plain(money(2 * face - 800_000)))
  await expect.element(missing).toHaveTextContent(plain(t.line.arrearsOf('3', '1, 2')))
  expect(missing.element().querySelector('[data-tone=red]')).not.toBeNull()
})

test('what the host put in for somebody stands apart from what is missing', async () => {
  line.cover(1, 3, face - 300_000)
  await renderIn(notebook, Sides, { line: line.state, round: round(1) })
  await expect.element(row(t.line.coveredFor('Người 3'))).toHaveTextContent(plain(money(face - 300_000)))
  await expect.element(row(t.line.arrears('Người 3'))).not.toBeInTheDocument()
})

test('what those who took still owe later is told by itself, and not at all before somebody has', async () => {
  const { unmount } = await renderIn(notebook, Taken, { line: new TestLine(agreement(4, face)).state })
  await expect.element(page.getByRole('heading')).not.toBeInTheDocument()
  await unmount()
  await renderIn(notebook, Taken, { line: line.state })
  await expect.element(row(t.line.notYetDue)).toHaveTextContent(plain(money(3 * face)))
})

test('the table has a row of each part and says of each cell what its sign means', async () => {
  line.pay(1, 2, face - 300_000)
  await renderIn(notebook, LineMatrix, { line: line.state })
  const cells = (title: string) => page.getByRole('row', { name: title }).getByRole('cell')
  await expect.element(cells('1. Người 1').first()).toHaveTextContent(plain(t.matrix.cells.taken))
  await expect.element(cells('2. Người 2').first()).toHaveTextContent(plain(t.matrix.cells.paid))
  await expect.element(cells('3. Người 3').first()).toHaveTextContent(plain(t.matrix.cells.open))
})
