import { createRawSnippet } from 'svelte'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-svelte'
import type { GateControl } from '#lib/app/gates/gate-control.svelte.ts'
import { GateControls } from '#lib/app/gates/gate-controls.ts'
import type { GateState } from '#lib/domain/gates/contract/state.ts'
import { clockTime, second } from '#lib/i18n/format.ts'
import { gateWords as t } from '#lib/i18n/gates/gates.ts'
import { words } from '#lib/i18n/words.ts'
import { gateState } from '../../../tests/faulty-connection.ts'
import { openPage } from '../../../tests/components/app-state.svelte.ts'
import { stored, unitWith } from '../../../tests/components/facts.ts'
import { stopTime } from '../../../tests/components/fingers.ts'
import { renderIn, TestNotebook } from '../../../tests/components/notebook.svelte.ts'
import Gates from './+layout.svelte'
import Contradiction from './Contradiction.svelte'
import GateRow from './GateRow.svelte'
import HeldOpen from './HeldOpen.svelte'
import LivePicture from './LivePicture.svelte'
import HoldToClose from './gate/[id]/HoldToClose.svelte'

const { states } = t.gates
/** In the morning: no gate is left open then. */
const now = Date.UTC(2026, 10, 24, 2)
const gate = { gate: 'cong-1b', name: 'Cổng 1B', kind: 'motor' } as const

let notebook: TestNotebook
beforeEach(async () => {
  stopTime(now)
  notebook = await TestNotebook.open()
  notebook.directory = unitWith(gate)
})
afterEach(() => void vi.useRealTimers())

const hear = (more: Partial<GateState>) => notebook.line.tell({ state: gateState(more) })
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)
const control = () => notebook.open(GateControls).gate(gate.gate)

/** The gate in the list, after what it says has come. */
async function row() {
  const { container } = await renderIn(notebook, GateRow, { gate, current: false })
  await pass(0)
  const state = () => container.querySelector<HTMLElement>('.state')!
  return { container, state, tone: () => state().dataset['tone'], text: () => container.innerText }
}

const closedByHand = (at: number) =>
  stored('gates.note-written', 'gate/cong-1b', { what: 'closed', reason: 'Kéo tay', who: 'Tư Khởi' }, at)

test('a gate of which nothing was heard is not known, and never reads as closed', async () => {
  notebook.line.tell({ state: null })
  const { state, tone, text } = await row()
  expect(state().innerText).toBe(`${states.unknown} · ${t.live.neverHeard}`)
  expect(tone()).toBe('plain')
  expect(text()).not.toContain(states.closed)
})

test('it stands as it reports itself, with the age of the report; only a closed one is green', async () => {
  hear({ motion: 'closed', position: 0 })
  const { state, tone } = await row()
  expect([state().innerText, tone()]).toEqual([`${states.closed} · ${t.live.seconds(0)}`, 'green'])
  await pass(20_000)
  expect(state().innerText).toBe(`${states.closed} · ${t.live.seconds(20)}`)
  hear({ motion: 'open' })
  await pass(0)
  expect([state().innerText, tone()]).toEqual([`${states.open} · ${t.live.seconds(0)}`, 'blue'])
  hear({ motion: 'closing' })
  await pass(0)
  expect(state().innerText).toContain(states.moving)
  expect(tone()).toBe('blue')
})

test('one whose position is only reckoned is not green', async () => {
  hear({ motion: 'closed', position: 0, assumed: true })
  const { state, tone } = await row()
  expect(state().innerText).toContain(t.live.assumed(states.closed))
  expect(tone()).toBe('amber')
})

test('without a signal it is not known, with its last news as old news and their hour; nothing is green', async () => {
  hear({ motion: 'closed', position: 0 })
  const { state, tone } = await row()
  notebook.line.state = 'lost'
  await pass(1_000)
  expect(state().innerText).toBe(`${states.unknown} · ${t.live.old(clockTime(now, now), states.closed)}`)
  expect(tone()).toBe('plain')
})

test('a report that grows old is no present state, and a gate that falls silent is lost', async () => {
  hear({ motion: 'closed', position: 0 })
  const { state, tone } = await row()
  await pass(46_000)
  expect(state().innerText).toContain(states.unknown)
  expect(tone()).toBe('plain')
  await pass(45_000)
  expect(state().innerText).toBe(`${states.unknown} · ${t.live.lostSince(clockTime(now, Date.now()))}`)
  expect(tone()).toBe('amber')
})

test('a person’s word does not overrule the gate: where they contradict each other, that is said first, in red', async () => {
  hear({ motion: 'open' })
  notebook.arrive(closedByHand(now - 60_000))
  const { container, state, tone } = await row()
  const said = t.live.contradicted(states.open, 'Tư Khởi', states.closed, clockTime(now - 60_000, now))
  const [first] = container.querySelectorAll<HTMLElement>('.stand > *')
  expect([first!.innerText, first!.dataset['tone']]).toEqual([said, 'red'])
  expect(state().innerText).toContain(states.open)
  expect(tone()).toBe('red')
  await renderIn(notebook, Contradiction, { gate })
  await pass(0)
  expect(page.getByRole('status').element().textContent).toContain(said)
  hear({ motion: 'closed', position: 0 })
  await pass(0)
  expect(page.getByRole('status').query()).toBeNull()
  expect(container.textContent).not.toContain(said)
  expect(tone()).toBe('green')
})

test('of a gate that a passage holds open it says when it closes by itself', async () => {
  hear({ motion: 'open', holdsUntil: now + 45_000 })
  const { text } = await row()
  expect(text()).toContain(`${t.live.held.closes} · ${t.live.left(45)}`)
  await renderIn(notebook, HeldOpen, { control: control() })
  await pass(5_000)
  expect(page.getByRole('timer').element().textContent).toBe(t.live.left(40))
  expect(text()).toContain(t.live.left(40))
})

test('without a connection nothing can be closed from here, and the button says so', async () => {
  await renderIn(notebook, HoldToClose, { control: control() })
  await pass(0)
  expect(page.getByRole('button').element().textContent).toContain(t.live.hold)
  notebook.line.state = 'lost'
  await pass(1_000)
  expect(page.getByRole('button').element().textContent).toContain(t.live.notSent)
})

const camera = t.live.camera
const pictures = [
  { sighting: { kind: 'live', at: now, ageMs: 400 }, says: camera.live('0,4'), tone: 'green' },
  { sighting: { kind: 'late', at: now, ageMs: 4_200 }, says: camera.late('4,2'), tone: 'amber' },
  { sighting: { kind: 'old', at: now, ageMs: 90_000 }, says: camera.old(second(now)), tone: 'plain' },
  { sighting: { kind: 'none', why: 'unreachable' }, says: camera.unreachable, tone: 'plain' },
  { sighting: { kind: 'none', why: 'refused' }, says: camera.refused, tone: 'plain' }
] as const

for (const { sighting, says, tone } of pictures)
  test(`a picture says how old it is, and none why (${says})`, async () => {
    const over = vi.fn<() => void>()
    const show = vi.fn<() => () => void>(() => over)
    const seen = { camera: { sighting, show } } as unknown as GateControl
    const { container, unmount } = await render(LivePicture, { control: seen, name: gate.name })
    const chip = container.querySelector<HTMLElement>('.chip')!
    expect([chip.innerText.trim(), chip.dataset['tone']]).toEqual([says, tone])
    expect(page.getByRole('img', { name: camera.picture(gate.name) }).query()).not.toBeNull()
    expect(container.querySelector('.empty') === null).toBe(sighting.kind !== 'none')
    await unmount()
    // A picture that nobody looks at costs nothing.
    expect(over).toHaveBeenCalledTimes(1)
  })

test('that there are no gates is said once the unit’s books have come, and not before', async () => {
  const children = createRawSnippet(() => ({ render: () => '<p></p>' }))
  openPage('/gates')
  const none = unitWith()
  notebook.directory = { ...none, unit: null }
  await renderIn(notebook, Gates, { children })
  await pass(0)
  const text = () => document.body.innerText
  expect(text()).toContain(words.gates.emptyText)
  notebook.directory = none
  await pass(0)
  expect(text()).toContain(words.gates.noneText)
  expect(text()).not.toContain(words.gates.emptyText)
})
