import { beforeEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import type { Notebook } from '#lib/app/notebook/notebook.svelte.ts'
import { offlineWords } from '#lib/i18n/sync/offline.ts'
import { words as t } from '#lib/i18n/words.ts'
import { unitWith } from '../../../tests/components/facts.ts'
import { renderIn, TestNotebook } from '../../../tests/components/notebook.svelte.ts'
import Overview from './Overview.svelte'

const { books } = offlineWords
const gate = { gate: 'cong-1b', name: 'Cổng 1B', kind: 'hand' } as const

let notebook: TestNotebook
beforeEach(async () => {
  notebook = await TestNotebook.open()
  notebook.directory = { ...unitWith(), unit: null }
  notebook.mayWrite = () => false
})

type Report = Notebook['sync']['report']
const report = (coming?: Report['coming'], state: Report['state'] = 'exchanging') =>
  (notebook.sync.report = { state, lastExchange: null, ...(coming && { coming }) })
const bar = () => page.getByRole('progressbar')
const tile = () => page.getByRole('link', { name: t.home.gatesOpen })

test('while the books come for the first time a bar says which and how much is left, in the place of empty tiles', async () => {
  report({ books: ['directory'], left: null, all: 30 })
  await renderIn(notebook, Overview, {})
  await expect.element(page.getByText(books.coming(['directory']))).toBeVisible()
  await expect.element(page.getByText(/\d/)).not.toBeInTheDocument()
  await expect.element(tile()).not.toBeInTheDocument()
  report({ books: ['gates', 'duty'], left: 1_200, all: 1_600 })
  await expect.element(page.getByText('Đang nhận: cổng và trực ban …')).toBeVisible()
  await expect.element(page.getByText('còn khoảng 1.200 bản ghi')).toBeVisible()
  await expect.element(bar()).toHaveAttribute('aria-valuenow', '400')
  await expect.element(bar()).toHaveAttribute('aria-valuemax', '1600')
})

test('gates are there as soon as the directory is, while the other books still come; then the bar goes', async () => {
  report({ books: ['gates', 'duty'], left: 1_200, all: 1_600 })
  notebook.directory = unitWith(gate)
  await renderIn(notebook, Overview, {})
  await expect.element(tile()).toBeVisible()
  await expect.element(bar()).toBeVisible()
  await expect.element(page.getByText(t.home.noTasks)).not.toBeInTheDocument()
  report(undefined, 'idle')
  await expect.element(bar()).not.toBeInTheDocument()
})

test('what a lost network has cut off is said, with what is still to come', async () => {
  report({ books: ['incidents', 'hui'], left: 900, all: 1_600 }, 'waiting-for-network')
  await renderIn(notebook, Overview, {})
  await expect.element(page.getByText(books.stopped(['incidents', 'hui']))).toBeVisible()
  await expect.element(page.getByText(books.left(900))).toBeVisible()
})
