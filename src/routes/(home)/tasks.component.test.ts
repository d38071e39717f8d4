import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import type { Book, Role } from '#lib/domain/roles.ts'
import { IncidentStore } from '#lib/app/incidents/incident-store.svelte.ts'
import { gateWords } from '#lib/i18n/gates/gates.ts'
import { incidentWords } from '#lib/i18n/incidents/incidents.ts'
import { offlineWords } from '#lib/i18n/sync/offline.ts'
import { words as t } from '#lib/i18n/words.ts'
import { wholeApp } from '#lib/shell/whole-app.svelte.ts'
import { gateState } from '../../../tests/faulty-connection.ts'
import { stored, unitWith } from '../../../tests/components/facts.ts'
import { HeldIncidents, outlineOf } from '../../../tests/components/incidents.ts'
import { renderIn, TestNotebook } from '../../../tests/components/notebook.svelte.ts'
import { plain } from '../../../tests/components/plain.ts'
import GatesTile from './GatesTile.svelte'
import IncidentsTile from './IncidentsTile.svelte'
import Above from './Above.svelte'
import More from './more/+page.svelte'
import Overview from './Overview.svelte'
import TaskList from './TaskList.svelte'

/** In the morning: no gate is left open then. */
const now = Date.UTC(2026, 10, 24, 2)
const hour = 3_600_000
const motor = { gate: 'cong-1b', name: 'Cổng 1B', kind: 'motor' } as const
const hand = { gate: 'cong-chua', name: 'Cổng Chùa', kind: 'hand' } as const
const tip = { source: 'phone', triage: 'crime', forwarded: false, answered: false } as const

let notebook: TestNotebook
let incidents: HeldIncidents
beforeEach(async () => {
  vi.useFakeTimers({ now, toFake: ['Date'] })
  notebook = await TestNotebook.open()
  notebook.directory = unitWith(motor, hand)
  // Whoever may write these has tasks of their own.
  notebook.mayWrite = (type) => type === 'incidents.incident-reported'
  incidents = new HeldIncidents(notebook.deps)
  notebook.put(IncidentStore, incidents)
})
afterEach(() => void vi.useRealTimers())

const note = (what: 'closed' | 'opened') =>
  stored('gates.note-written', 'gate/cong-chua', { what, reason: 'Theo giờ', who: 'Tư Khởi' }, now - hour)
const tile = (label: string) => page.getByRole('link', { name: label })
const leadsTo = () =>
  [...document.querySelectorAll('.card > .row > a')].map((link) => link.getAttribute('href'))

test('open gates are counted, and beside them those that are closed and those of which nothing is known', async () => {
  notebook.line.tell({ state: gateState({ motion: 'open' }) })
  await renderIn(notebook, GatesTile, {})
  const shown = tile(t.home.gatesOpen)
  await expect.element(shown).toHaveTextContent('1/ 2')
  await expect.element(shown).toHaveTextContent(plain(t.home.gatesElse(0, 1)))
  notebook.arrive(note('closed'))
  await expect.element(shown).toHaveTextContent(plain(t.home.gatesElse(1, 0)))
})

test('where no gate is known to be open and one is unknown, nobody reads “none”', async () => {
  notebook.line.tell({ state: null })
  notebook.arrive(note('closed'))
  await renderIn(notebook, GatesTile, {})
  const shown = tile(t.home.gatesOpen)
  await expect.element(shown).toHaveTextContent(t.gates.states.unknown)
  await expect.element(shown).not.toHaveTextContent('0/')
  notebook.line.tell({ state: gateState({ motion: 'closed', position: 0 }) })
  await expect.element(shown).toHaveTextContent('0/ 2')
})

test('nothing is counted before the unit’s books have come, and nothing moves when they do', async () => {
  notebook.directory = { ...unitWith(hand), unit: null }
  incidents.hasArrived = false
  const gates = await renderIn(notebook, GatesTile, {})
  const open = await renderIn(notebook, IncidentsTile, {})
  const heights = () => [gates, open].map(({ container }) => container.offsetHeight)
  const before = heights()
  await expect.element(tile(t.home.gatesOpen)).not.toHaveTextContent(/\d/)
  await expect.element(tile(t.home.incidentsOpen)).not.toHaveTextContent(/\d/)
  notebook.directory = unitWith(hand)
  await expect.element(tile(t.home.gatesOpen)).toHaveTextContent(t.gates.states.unknown)
  expect(heights()).toEqual(before)
})

test('what cannot wait stands first: gates, then tips whose time ends, then what is refused or unsent, then the rest', async () => {
  notebook.line.tell({ state: gateState({ motion: 'open' }) })
  const closed = { what: 'closed', reason: 'Theo giờ', who: 'Tư Khởi' } as const
  notebook.arrive(stored('gates.note-written', 'gate/cong-1b', closed, now - hour))
  const { sync } = notebook
  sync.counts = { pending: 1, refused: 2, kept: 0 }
  sync.waiting = [stored('gates.note-written', 'gate/cong-1b', closed, now - 2 * hour)]
  incidents.held = [outlineOf(3, now - hour), outlineOf(2, now - 19.5 * hour, { tip })]
  await renderIn(notebook, TaskList, {})
  await expect.poll(leadsTo).toEqual(['/gate/cong-1b', '/incident/2', '/sync', '/sync', '/incident/3'])
  await expect.element(page.getByText(gateWords.live.concerns.contradicted('Cổng 1B'))).toBeVisible()
  await expect.element(page.getByText(incidentWords.incidents.tips.hoursLeft(4))).toBeVisible()
  await expect.element(page.getByText(t.home.refused(2))).toBeVisible()
  await expect.element(page.getByText(t.home.unsent(1))).toBeVisible()
})

test.each<[Role, Book[], string[]]>([
  ['officer', ['gates', 'duty', 'incidents'], ['/gate/cong-1b', '/incident/2', '/incident/3']],
  ['keeper', ['gates', 'duty'], ['/gate/cong-1b']],
  ['hamlet', ['gates', 'duty'], []],
  ['ubnd', ['gates'], []],
  ['auditor', ['gates', 'duty', 'incidents'], []]
])('%s, who reads %s, has for a task only what they can do something about', async (role, read, leads) => {
  notebook.roles = [role]
  // Its key is with somebody else of the hamlet's team.
  notebook.directory = unitWith({ ...motor, keepers: [role === 'keeper' ? 'truc' : 'nguoi-khac'] }, hand)
  notebook.mayRead = (book) => read.includes(book)
  notebook.mayWrite = (type) => type === 'incidents.incident-reported' && role === 'officer'
  notebook.line.tell({ state: gateState({ motion: 'open' }) })
  const closed = { what: 'closed', reason: 'Theo giờ', who: 'Tư Khởi' } as const
  notebook.arrive(stored('gates.note-written', 'gate/cong-1b', closed, now - hour))
  incidents.held = [outlineOf(3, now - hour), outlineOf(2, now - 19.5 * hour, { tip })]
  await renderIn(notebook, TaskList, {})
  if (leads.length > 0) await expect.poll(leadsTo).toEqual(leads)
  else await expect.element(page.getByText(t.home.noTasks)).toBeVisible()
  expect(leadsTo()).toEqual(leads)
})

test('while books still come, what has arrived of them is no task yet, and nobody reads that none wait', async () => {
  const { report } = notebook.sync
  notebook.sync.report = { ...report, coming: { books: ['incidents'], left: 300, all: 400 } }
  incidents.held = [outlineOf(3, now - hour)]
  await renderIn(notebook, TaskList, {})
  await expect.element(page.getByText(t.home.tasks)).toBeInTheDocument()
  expect(leadsTo()).toEqual([])
  await expect.element(page.getByText(t.home.noTasks)).not.toBeInTheDocument()
  notebook.sync.report = report
  await expect.poll(leadsTo).toEqual(['/incident/3'])
})

test('open incidents are amber only with the reason named, and red once a tip is overdue', async () => {
  const tone = () => document.querySelector<HTMLElement>('.tile .note')?.dataset['tone']
  incidents.held = [outlineOf(3, now - hour)]
  const calm = await renderIn(notebook, IncidentsTile, {})
  await expect.element(tile(t.home.incidentsOpen)).toHaveTextContent(plain(t.home.incidentsAll(1)))
  expect(tone()).toBe('plain')
  await calm.unmount()
  incidents.held = [outlineOf(3, now - hour), outlineOf(2, now - 19.5 * hour, { tip })]
  const pressing = await renderIn(notebook, IncidentsTile, {})
  await expect.element(tile(t.home.incidentsOpen)).toHaveTextContent(plain(t.home.incidentsPressing(1)))
  expect(tone()).toBe('amber')
  await pressing.unmount()
  incidents.held = [outlineOf(2, now - 19.5 * hour, { tip }), outlineOf(4, now - 25 * hour, { tip })]
  await renderIn(notebook, IncidentsTile, {})
  await expect.element(tile(t.home.incidentsOpen)).toHaveTextContent(plain(t.home.incidentsOver(1)))
  expect(tone()).toBe('red')
})

test('police write incidents and tips from the first page', async () => {
  await renderIn(notebook, Overview, {})
  const act = (name: string) => page.getByRole('link', { name, exact: true })
  await expect.element(act(t.home.writeIncident)).toHaveAttribute('href', '/incident/new')
  await expect.element(act(t.home.writeTip)).toHaveAttribute('href', '/incident/tip')
})

test('a unit without gates has no gates on the first page and raises no alarm; a commander adds its first under Thêm', async () => {
  const gates = () => page.getByRole('link', { name: t.home.gatesOpen })
  const alarm = () => document.querySelector('a[href="/alarm"]')
  notebook.mayWrite = () => true
  const with2 = await renderIn(notebook, Overview, {})
  await expect.element(gates()).toBeVisible()
  await expect.poll(alarm).not.toBeNull()
  await with2.unmount()
  notebook.directory = unitWith()
  const without = await renderIn(notebook, Overview, {})
  await expect.element(page.getByRole('link', { name: t.home.writeTip })).toBeVisible()
  await expect.element(gates()).not.toBeInTheDocument()
  expect(alarm()).toBeNull()
  await without.unmount()
  await renderIn(notebook, More, {})
  await expect
    .element(page.getByRole('link', { name: t.nav.gates, exact: true }))
    .toHaveAttribute('href', '/gates')
  expect(alarm()).toBeNull()
})

test('that all is well without a signal is said for as long as it takes to read, and never above a keeper’s gate', async () => {
  vi.useFakeTimers({ now })
  const ready = () => page.getByText(offlineWords.ready).query()
  wholeApp.state = 'coming'
  const police = await renderIn(notebook, Above, {})
  await vi.advanceTimersByTimeAsync(0)
  wholeApp.state = 'here'
  await vi.advanceTimersByTimeAsync(9_000)
  expect(ready()).not.toBeNull()
  await vi.advanceTimersByTimeAsync(2_000)
  expect(ready()).toBeNull()
  await police.unmount()
  notebook.roles = ['keeper']
  wholeApp.state = 'coming'
  await renderIn(notebook, Above, {})
  await vi.advanceTimersByTimeAsync(0)
  expect(page.getByText(offlineWords.coming).query()).not.toBeNull()
  wholeApp.state = 'here'
  await vi.advanceTimersByTimeAsync(0)
  expect(ready()).toBeNull()
})

test('of many open incidents five are shown, with the number of the others', async () => {
  incidents.held = Array.from({ length: 8 }, (_, i) => outlineOf(i + 1, now - i * hour))
  await renderIn(notebook, TaskList, {})
  await expect.poll(leadsTo).toHaveLength(6)
  await expect.element(page.getByText(incidentWords.incidents.more(3))).toBeVisible()
})

test('that nothing waits is said only once all of it is known', async () => {
  incidents.hasArrived = false
  const first = await renderIn(notebook, TaskList, {})
  await expect.element(page.getByRole('status', { name: t.loading })).toBeInTheDocument()
  await expect.element(page.getByText(t.home.noTasks)).not.toBeInTheDocument()
  await first.unmount()
  incidents.hasArrived = true
  await renderIn(notebook, TaskList, {})
  await expect.element(page.getByText(t.home.noTasks)).toBeVisible()
})
