import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { IncidentStore } from '#lib/app/incidents/incident-store.svelte.ts'
import { incidentWords } from '#lib/i18n/incidents/incidents.ts'
import { arriveBy } from '../../../tests/components/app-state.svelte.ts'
import { navigate } from '../../../tests/components/app-navigation.ts'
import { unitWith } from '../../../tests/components/facts.ts'
import { HeldIncidents, outlineOf } from '../../../tests/components/incidents.ts'
import { renderIn, TestNotebook } from '../../../tests/components/notebook.svelte.ts'
import List from './List.svelte'

const { incidents: t } = incidentWords
const { filters } = t
const now = Date.UTC(2026, 10, 24, 15)
const hoursAgo = (hours: number) => now - hours * 3_600_000
const [count, step] = [130, 40]

let notebook: TestNotebook
let store: HeldIncidents
beforeEach(async () => {
  vi.useFakeTimers({ now, toFake: ['Date'] })
  notebook = await TestNotebook.open()
  notebook.directory = unitWith()
  store = new HeldIncidents(notebook.deps)
  store.held = Array.from({ length: count }, (_, i) => outlineOf(count - i, hoursAgo(i)))
  notebook.put(IncidentStore, store)
})
afterEach(() => void vi.useRealTimers())

const shown = () => renderIn(notebook, List, {})
const rows = page.getByRole('main').or(page.getByRole('list')).getByRole('listitem')
const drawn = () => document.querySelectorAll('.card > .row').length
const incident = (n: number) => document.querySelector<HTMLElement>(`a[href="/incident/${n}"]`)
const toEnd = () => scrollTo(0, document.body.scrollHeight)

test('ten rows come with their page, and the rest of the first step follows by itself', async () => {
  await shown()
  expect(drawn()).toBe(10)
  await expect.poll(drawn).toBe(step)
})

test('each approach to the end draws one step, and nothing in sight moves', async () => {
  await shown()
  await expect.poll(drawn).toBe(step)
  for (const drawnThen of [2 * step, 3 * step, count]) {
    toEnd()
    const last = [...document.querySelectorAll('.card > .row')].at(-1)!
    const before = [scrollY, last.getBoundingClientRect().top]
    await expect.poll(drawn).toBe(drawnThen)
    expect([scrollY, last.getBoundingClientRect().top]).toEqual(before)
  }
  expect(
    [...document.querySelectorAll('.card > .row .text')].map((row) => Number(/\d+/.exec(row.textContent!)))
  ).toEqual(Array.from({ length: count }, (_, i) => count - i))
})

test('whoever listens hears the length of the whole list', async () => {
  await shown()
  await expect.poll(() => incident(count - 2)!.closest('li')!.ariaSetSize).toBe(String(count))
  expect(incident(count - 2)!.closest('li')!.ariaPosInSet).toBe('3')
})

test('keys lead past the last row that is drawn', async () => {
  await shown()
  await expect.poll(drawn).toBe(step)
  incident(count - step + 1)!.focus({ preventScroll: true })
  await userEvent.keyboard('{Tab}')
  expect(document.activeElement).toBe(incident(count - step))
})

test('whoever goes back finds the list as far as it was drawn; whoever comes from elsewhere begins anew', async () => {
  const { unmount } = await shown()
  await expect.poll(drawn).toBe(step)
  toEnd()
  await expect.poll(drawn).toBe(2 * step)
  navigate('link', '/incidents', '/incident/60')
  await unmount()
  for (const back of ['popstate', 'link'] as const) {
    arriveBy(back, '/incident/60')
    const again = await shown()
    expect(drawn()).toBe(2 * step)
    await again.unmount()
  }
  arriveBy('link', '/gates')
  await shown()
  expect(drawn()).toBe(10)
})

test('a search or filter begins with the first step again', async () => {
  await shown()
  await expect.poll(drawn).toBe(step)
  toEnd()
  await expect.poll(drawn).toBe(2 * step)
  scrollTo(0, 0)
  await page.getByLabelText(filters.search).fill('vu')
  await expect.poll(drawn).toBe(step)
  await page.getByLabelText(filters.kind).selectOptions(t.categories.theft)
  await expect.poll(() => incident(count - 1)!.closest('li')!.ariaSetSize).toBe(String(count / 2))
  expect(incident(count)).toBeNull()
})

test('what is printed of a long list is all of it', async () => {
  await shown()
  await expect.poll(drawn).toBe(step)
  dispatchEvent(new Event('beforeprint'))
  expect(drawn()).toBe(count)
  dispatchEvent(new Event('afterprint'))
  await expect.poll(drawn).toBe(step)
})

test('it begins with the tip whose time ends first, is narrowed by kind and state, and searched without diacritics', async () => {
  const tip = { source: 'phone', triage: 'crime', forwarded: false, answered: false } as const
  store.held = [
    outlineOf(3, hoursAgo(1), { text: 'Mất xe Wave đỏ' }),
    outlineOf(2, hoursAgo(19.5), { tip }),
    outlineOf(1, hoursAgo(30), { open: false, stage: 'closed', text: 'Đã xong' })
  ]
  await shown()
  const order = () =>
    [...document.querySelectorAll('.card > .row > a')].map((link) => link.getAttribute('href'))
  expect(order()).toEqual(['/incident/2', '/incident/3'])
  await expect.element(rows.first()).toHaveTextContent(t.tips.hoursLeft(4))
  await page.getByLabelText(filters.search).fill('mat xe wave do')
  await expect.poll(order).toEqual(['/incident/3'])
  await page.getByLabelText(filters.kind).selectOptions(t.tips.tip)
  await expect.element(page.getByText(filters.none)).toBeVisible()
  await page.getByLabelText(filters.search).fill('')
  await expect.poll(order).toEqual(['/incident/2'])
  await page.getByLabelText(filters.kind).selectOptions(filters.anyKind)
  await page.getByLabelText(filters.state).selectOptions(t.all)
  await expect.poll(order).toEqual(['/incident/2', '/incident/3', '/incident/1'])
})
