import { createRawSnippet } from 'svelte'
import { beforeEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { words as t } from '#lib/i18n/words.ts'
import { openPage } from '../../../tests/components/app-state.svelte.ts'
import { unitWith } from '../../../tests/components/facts.ts'
import { renderIn, TestNotebook } from '../../../tests/components/notebook.svelte.ts'
import Shell from './Shell.svelte'

const children = createRawSnippet(() => ({ render: () => '<p></p>' }))
let notebook: TestNotebook
beforeEach(async () => {
  notebook = await TestNotebook.open()
  notebook.mayWrite = () => false
  openPage('/')
})

test('the bar leads to gates where the unit has some, or where nobody knows yet', async () => {
  const gates = page.getByRole('link', { name: t.nav.gates, exact: true })
  notebook.directory = { ...unitWith(), unit: null }
  await renderIn(notebook, Shell, { children })
  await expect.element(gates).toBeVisible()
  notebook.directory = unitWith()
  await expect.element(gates).not.toBeInTheDocument()
  notebook.directory = unitWith({ gate: 'cong-1b', name: 'Cổng 1B', kind: 'hand' })
  await expect.element(gates).toBeVisible()
})

test('the bar makes way while the keyboard takes the screen, and for no other field', async () => {
  const { innerWidth: width, innerHeight: height } = window
  const fields = createRawSnippet(() => ({
    render: () => '<p><input aria-label="text" /><input type="radio" aria-label="choice" /></p>'
  }))
  await renderIn(notebook, Shell, { children: fields })
  const bar = () => document.querySelector('nav')!.getBoundingClientRect().height
  await page.viewport(360, 400)
  const whole = bar()
  expect(whole).toBeGreaterThan(48)
  page.getByLabelText('choice').element().focus()
  expect(bar()).toBe(whole)
  page.getByLabelText('text').element().focus()
  expect(bar()).toBeLessThan(2)
  await page.viewport(360, 740)
  expect(bar()).toBe(whole)
  await page.viewport(width, height)
})
