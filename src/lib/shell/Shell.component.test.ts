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
