import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { words } from '#lib/i18n/words.ts'
import { renderIn, TestNotebook } from '../../../tests/components/notebook.svelte.ts'
import SyncChip from './SyncChip.svelte'

const t = words.syncing
const now = Date.UTC(2026, 10, 24, 15)
let notebook: TestNotebook
beforeEach(async () => {
  vi.useFakeTimers({ now, toFake: ['Date'] })
  notebook = await TestNotebook.open()
  notebook.sync.report = { state: 'idle', lastExchange: now }
})
afterEach(() => {
  vi.useRealTimers()
  dispatchEvent(new Event('online'))
})

const says = async (text: string, tone: string) => {
  const chip = page.getByRole('link', { name: t.chip(text), exact: true })
  await expect.element(chip).toHaveTextContent(text)
  await expect.element(chip).toHaveAttribute('data-tone', tone)
  await expect.element(chip).toHaveAttribute('href', '/sync')
}

test('it is green only when all is sent and the server has taken an exchange', async () => {
  await renderIn(notebook, SyncChip, {})
  await says(t.allSent, 'green')
  notebook.sync.report = { state: 'starting', lastExchange: null }
  await says(t.exchanging, 'plain')
  notebook.sync.report = { state: 'idle', lastExchange: now }
  notebook.sync.counts.kept = 2
  await says(words.sync.kept, 'plain')
  notebook.sync.counts.pending = 1
  await says(t.waiting(1), 'amber')
})

test('of several troubles it tells the one that needs somebody most', async () => {
  await renderIn(notebook, SyncChip, {})
  const { sync } = notebook
  sync.report = { state: 'waiting-for-network', lastExchange: now }
  await says(t.offline, 'amber')
  sync.report = { state: 'server-trouble', lastExchange: now }
  await says(t.trouble, 'amber')
  sync.report = { state: 'phone-trouble', lastExchange: now }
  await says(t.phoneTrouble, 'amber')
  sync.counts.pending = 3
  sync.photos.waiting = 1
  await says(t.waiting(4), 'amber')
  notebook.access = 'waiting'
  await says(t.awaiting, 'amber')
  notebook.access = 'ended'
  await says(t.ended, 'amber')
  notebook.access = 'barred'
  await says(t.barred, 'amber')
  sync.report = { state: 'signed-out', lastExchange: now }
  await says(t.signedOut, 'amber')
  sync.report = { state: 'signed-out', lastExchange: now, outdated: true }
  await says(t.outdated, 'amber')
  sync.photos.refused = 1
  sync.counts.refused = 1
  await says(t.refused(2), 'red')
})

test('without a network nothing is said to be sent, until an exchange shows that the browser is wrong', async () => {
  await renderIn(notebook, SyncChip, {})
  dispatchEvent(new Event('offline'))
  await says(t.offline, 'amber')
  // An answer that was on its way when the line fell.
  notebook.sync.report = { state: 'idle', lastExchange: now + 1_999 }
  await says(t.offline, 'amber')
  notebook.sync.report = { state: 'idle', lastExchange: now + 2_000 }
  await says(t.allSent, 'green')
})

test('with the network back it says so at once', async () => {
  await renderIn(notebook, SyncChip, {})
  dispatchEvent(new Event('offline'))
  await says(t.offline, 'amber')
  dispatchEvent(new Event('online'))
  await says(t.allSent, 'green')
})
