import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { AlarmStore } from '#lib/app/alarms/alarm-store.svelte.ts'
import { alarmWords as a } from '#lib/i18n/alarms/alarm.ts'
import { words as t } from '#lib/i18n/words.ts'
import { stored, unitWith } from '../../../../tests/components/facts.ts'
import { renderIn, TestNotebook } from '../../../../tests/components/notebook.svelte.ts'
import WordReceipts from '#lib/shell/WordReceipts.svelte'
import EmptyTasks from '../../(home)/EmptyTasks.svelte'
import RunningAlarms from './RunningAlarms.svelte'

const night = Date.UTC(2026, 10, 24, 18, 40)
const alarm = 'alarm/01936a1c-8f2f-7abc-8def-000000000001'
const gate = 'cong-chua'
const chua = { gate, name: 'Cổng Chùa', kind: 'hand', keepers: ['truc', 'hai-muoi'] } as const
const started = stored('duty.alarm-started', alarm, { gates: [gate], from: 'app' }, night, 'truong')
const claimed = stored('gates.hand-claimed', `gate/${gate}`, { what: 'closed' }, night + 40_000, 'hai-muoi')

let notebook: TestNotebook
beforeEach(async () => {
  vi.useFakeTimers({ now: night + 60_000, toFake: ['Date'] })
  notebook = await TestNotebook.open()
  notebook.directory = unitWith({ ...chua, keepers: [...chua.keepers] })
})
afterEach(() => void vi.useRealTimers())

const show = () => renderIn(notebook, RunningAlarms, { store: notebook.open(AlarmStore) })
const banner = () => page.getByRole('link', { name: a.running })
const answer = () => page.getByRole('link', { name: a.banner.answer(chua.name) })

test('who holds a key is told what to do, with the button for it, until somebody has said that the gate is closed', async () => {
  notebook.roles = ['hamlet']
  notebook.arrive(started)
  await show()
  await expect.element(banner()).toHaveTextContent(a.banner.yours(chua.name))
  await expect.element(answer()).toHaveAttribute('href', `/${alarm}/answer/${gate}`)
  notebook.arrive(claimed)
  await expect.element(banner()).toHaveTextContent(a.banner.said(chua.name, a.standsBy.closed))
  await expect.element(banner()).toHaveTextContent(a.banner.unheard)
  await expect.element(banner()).toHaveTextContent(a.banner.closed(1, 1))
  await expect.element(answer()).not.toBeInTheDocument()
})

test('who opens a gate by hand in an alarm is asked to close it again', async () => {
  notebook.roles = ['hamlet']
  notebook.arrive(
    started,
    claimed,
    stored('gates.hand-claimed', `gate/${gate}`, { what: 'opened' }, night + 50_000, 'hai-muoi')
  )
  await show()
  await expect.element(banner()).toHaveTextContent(a.banner.opened(chua.name))
  await expect.element(answer()).toBeVisible()
})

test('of a gate that was closed by hand before the alarm its keeper is asked to look', async () => {
  notebook.roles = ['hamlet']
  notebook.arrive(
    stored('gates.hand-claimed', `gate/${gate}`, { what: 'closed' }, night - 3_600_000, 'hai-muoi'),
    started
  )
  await show()
  await expect.element(banner()).toHaveTextContent(a.banner.look(chua.name))
  await expect.element(answer()).toBeVisible()
})

test('an alarm that has not left the phone says so', async () => {
  notebook.arrive({ ...started, sync: 'pending' })
  await show()
  await expect.element(banner()).toHaveTextContent(a.banner.hereAlone)
  notebook.arrive({ ...started, sync: 'sent' })
  await expect.element(banner()).not.toHaveTextContent(a.banner.hereAlone)
})

test('a word counts as heard only once a commander’s phone has that very word', async () => {
  notebook.arrive(started, claimed)
  await show()
  const other = stored('gates.hand-claimed', `gate/${gate}`, { what: 'closed' }, night, 'hai-muoi')
  notebook.arrive(stored('duty.words-received', alarm, { words: [other.id] }, night + 50_000, 'truong'))
  await expect.element(banner()).toHaveTextContent(a.banner.unheard)
  notebook.arrive(stored('duty.words-received', alarm, { words: [claimed.id] }, night + 51_000, 'truong'))
  await expect.element(banner()).toHaveTextContent(a.banner.heard)
})

test('an answer is heard too where the commander’s phone had its repetition in the gate’s log first', async () => {
  const answered = stored('duty.gate-answered', alarm, { gate, answer: 'closed' }, night + 40_000, 'hai-muoi')
  notebook.arrive(started, answered, claimed)
  await show()
  await expect.element(banner()).toHaveTextContent(a.banner.unheard)
  notebook.arrive(stored('duty.words-received', alarm, { words: [claimed.id] }, night + 51_000, 'truong'))
  await expect.element(banner()).toHaveTextContent(a.banner.heard)
})

test('a commander’s phone acknowledges what was said at the gates, and no screen speaks of it', async () => {
  await renderIn(notebook, WordReceipts, {})
  notebook.arrive(started, claimed)
  await expect.poll(() => notebook.recorded).toMatchObject([{ stream: alarm, body: { words: [claimed.id] } }])
})

test('nobody who is called reads that nothing waits', async () => {
  await renderIn(notebook, EmptyTasks, {})
  await expect.element(page.getByText(t.home.noTasks)).toBeVisible()
  notebook.arrive(started)
  await expect.element(page.getByText(t.home.noTasks)).not.toBeInTheDocument()
})
