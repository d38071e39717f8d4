import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { HuiBook } from '#lib/app/hui/hui-book.svelte.ts'
import { HuiLine } from '#lib/app/hui/hui-line.svelte.ts'
import type { Draft, Unsaved } from '#lib/app/notebook/record.ts'
import type { Fact } from '#lib/domain/facts.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { money } from '#lib/i18n/format.ts'
import { huiWords } from '#lib/i18n/hui/hui-words.ts'
import { page as opened } from '../../../../../../tests/components/app-state.svelte.ts'
import { stopTime } from '../../../../../../tests/components/fingers.ts'
import { renderIn, TestNotebook } from '../../../../../../tests/components/notebook.svelte.ts'
import { plain } from '../../../../../../tests/components/plain.ts'
import { agreement, numberedId, TestLine } from '../../../../../../tests/hui/test-line.ts'
import MoneyUndoBar from '../../MoneyUndoBar.svelte'
import Pay from './+page.svelte'

const t = huiWords.hui
const due = 1_700_000
const names = new Map([1, 2, 3, 4].map((n) => [numberedId(n), `Người ${n}`]))

let notebook: TestNotebook
let book: TestLine
let line: HuiLine
let refusal: Unsaved | null
beforeEach(async () => {
  stopTime()
  refusal = null
  notebook = await TestNotebook.open()
  const nameOf = (person: string) => names.get(person) ?? 'Ba Huệ'
  book = new TestLine(agreement(4, 2_000_000))
  book.round(1, 1, 300_000)
  const id = book.stream.slice('line/'.length)
  const record = async ({ type, body }: Draft) => {
    if (refusal) return { ok: false as const, refusal }
    const fact = book.write(type, body, { stream: book.stream })
    notebook.arrive(fact as StoredFact)
    return { ok: true as const, fact: fact as Fact }
  }
  const { deps } = notebook
  line = new HuiLine(id, {
    unit: 'thu',
    account: 'truc',
    clock: deps.clock,
    stream: notebook.stream(book.stream),
    record
  })
  notebook.arrive(...(book.facts as StoredFact[]))
  const lunarOf = () => null
  notebook.put(HuiBook, { nameOf, line: () => line, people: new Map(), lunarOf })
  opened.params = { id }
  await renderIn(notebook, Pay, {})
  await renderIn(notebook, MoneyUndoBar, {})
})
afterEach(() => void vi.useRealTimers())

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)
const row = (name: string) => page.getByRole('listitem').filter({ hasText: name })
const tick = (name: string) => row(name).getByRole('button', { name: plain(t.pay.full(money(due))) })
const told = (name: string) => page.getByText(t.pay.undo.recorded(money(due), name))
const undo = () => page.getByRole('button', { name: t.pay.undo.act })
const tap = (button: ReturnType<typeof undo>) => {
  ;(button.element() as HTMLElement).click()
  return pass(0)
}
const typesOf = () => book.facts.slice(2).map(({ type }) => type)

test('a payment stands at once, and may be taken back for ten seconds: a reversal beside it', async () => {
  const before = line.state
  await tap(tick('Người 2'))
  expect(typesOf()).toEqual(['hui.contribution-received'])
  await pass(9_999)
  await expect.element(told('Người 2')).toBeVisible()
  await tap(undo())
  await expect.element(page.getByText(t.pay.undo.undone(money(due), 'Người 2'))).toBeVisible()
  await expect.element(undo()).not.toBeInTheDocument()
  expect(typesOf()).toEqual(['hui.contribution-received', 'hui.entry-reversed'])
  expect(book.facts.at(-1)!.body).toEqual({ entry: book.facts.at(-2)!.id, reason: t.pay.undo.reason })
  expect(line.state).toEqual(before)
})

test('after ten seconds it is offered no more, and the payment stays', async () => {
  await tap(tick('Người 2'))
  await pass(10_000)
  await expect.element(undo()).not.toBeInTheDocument()
  expect(typesOf()).toEqual(['hui.contribution-received'])
})

test('it says what was recorded where a screen reader hears it, and leaves the focus where it is', async () => {
  const live = document.querySelector('[aria-live=polite]')!
  expect(live.textContent.trim()).toBe('')
  ;(tick('Người 2').element() as HTMLElement).focus()
  await tap(tick('Người 2'))
  expect(live.textContent).toContain(t.pay.undo.recorded(money(due), 'Người 2'))
  expect(live.contains(document.activeElement)).toBe(false)
})

test('two ticks in a hurry each have their own, and a second tap on one takes nothing else back', async () => {
  await tap(tick('Người 2'))
  await pass(1_000)
  await tap(tick('Người 3'))
  const last = undo().last().element() as HTMLElement
  last.click()
  last.click()
  await pass(0)
  expect(typesOf().filter((type) => type === 'hui.entry-reversed')).toHaveLength(1)
  await expect.element(told('Người 2')).toBeVisible()
  await tap(undo())
  expect(line.state!.rounds[0]!.paid).toBe(0)
})

test('a refused reversal says so and may be tried again', async () => {
  await tap(tick('Người 2'))
  refusal = { code: 'storage-full' }
  await tap(undo())
  await expect.element(page.getByText(huiWords.unsaved['storage-full'])).toBeVisible()
  refusal = null
  await tap(undo())
  expect(line.state!.rounds[0]!.paid).toBe(0)
})

test('once its receipt is out a payment is not taken back by a tap', async () => {
  await tap(tick('Người 2'))
  notebook.arrive(book.issue(book.facts.at(-1)!) as StoredFact)
  await pass(0)
  await expect.element(undo()).not.toBeInTheDocument()
})

test('no tap moves a later button: not a payment, not the last one, not what ends or is taken back', async () => {
  const hand = () => page.getByRole('button', { name: t.pay.handOver })
  const topOf = (element: Element) => element.getBoundingClientRect().top
  const tops = () => [
    ...['Người 3', 'Người 4'].map((name) => topOf(row(name).element())),
    topOf(hand().element())
  ]
  const before = tops()
  await tap(tick('Người 2'))
  expect(tops()).toEqual(before)
  await tap(undo())
  expect(tops()).toEqual(before)
  for (const name of ['Người 2', 'Người 3', 'Người 4']) {
    await tap(tick(name))
    expect(tops()).toEqual(before)
  }
  await pass(20_000)
  expect(tops()).toEqual(before)
})
