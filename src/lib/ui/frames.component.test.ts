import DoorClosed from 'lucide-static/icons/door-closed.svg?raw'
import { createRawSnippet } from 'svelte'
import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-svelte'
import { huiWords } from '#lib/i18n/hui/hui-words.ts'
import { words as t } from '#lib/i18n/words.ts'
import { bound } from '../../../tests/components/bound.ts'
import BottomNav from './BottomNav.svelte'
import Fold from './Fold.svelte'
import Matrix, { type Mark } from './Matrix.svelte'
import Row from './Row.svelte'
import TopBar from './TopBar.svelte'

const label = (text: string) => createRawSnippet(() => ({ render: () => `<span>${text}</span>` }))

test('a row that leads somewhere is one link, however much is in it', async () => {
  const { rerender } = await render(Row, {
    icon: DoorClosed,
    title: t.gates.title,
    text: t.gates.noneText,
    note: 'Mở · 07:00',
    href: '/gates',
    chip: label(t.sync.sent)
  })
  const link = page.getByRole('listitem').getByRole('link')
  await expect.element(link).toHaveTextContent(t.gates.noneText)
  await expect.element(link).toHaveTextContent(t.sync.sent)
  await expect.element(link).not.toHaveAttribute('aria-current')
  // No line begins with a dot.
  expect(link.element().querySelector('.note')!.textContent).toBe('Mở\u00a0· 07:00')
  await rerender({ current: true })
  await expect.element(link).toHaveAttribute('aria-current', 'page')
})

test('a row without an address is no link, and its buttons stand below it', async () => {
  await render(Row, { icon: DoorClosed, title: t.gates.title, acts: label(t.note.save) })
  await expect.element(page.getByRole('link')).not.toBeInTheDocument()
  await expect.element(page.getByText(t.note.save)).toBeVisible()
})

test('what a row tells of a gate has no value where it is shown again later', async () => {
  const told = { icon: DoorClosed, title: 'Cổng 1B đang mở', note: 'Vừa xong', later: 'Cổng 1B' }
  const { container } = await render(Row, told)
  const later = (one: string) => container.querySelector<HTMLElement>(one)!.dataset['now']
  expect([later('.title'), later('.note')]).toEqual(['Cổng 1B', ''])
})

test('the bar leads back only where there is something to go back to', async () => {
  const { rerender } = await render(TopBar, { title: t.gates.title, note: t.gates.quiet })
  await expect.element(page.getByRole('heading', { level: 1 })).toHaveTextContent(t.gates.title)
  await expect.element(page.getByText(t.gates.quiet)).toBeVisible()
  await expect.element(page.getByRole('link')).not.toBeInTheDocument()
  await rerender({ back: { href: '/gates', label: t.back } })
  const back = page.getByRole('link', { name: t.back })
  await expect.element(back).toHaveAttribute('href', '/gates')
  expect(back.element().getBoundingClientRect().width).toBeGreaterThanOrEqual(44)
})

test('the navigation says where one is, and each of its places takes a thumb', async () => {
  const items = (['gates', 'incidents', 'hui', 'more'] as const).map((name) => ({
    href: `/${name}`,
    label: t.nav[name],
    icon: DoorClosed,
    current: name === 'hui'
  }))
  await render(BottomNav, { label: t.nav.label, items })
  const nav = page.getByRole('navigation', { name: t.nav.label })
  const links = nav.getByRole('link').elements()
  expect(links.map((link) => link.getAttribute('aria-current'))).toEqual([null, null, 'page', null])
  for (const link of links) {
    const { width, height } = link.getBoundingClientRect()
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(48)
  }
  const { bottom } = nav.element().getBoundingClientRect()
  expect(bottom).toBeCloseTo(innerHeight, 0)
})

test('a fold opens by a tap or a key, and draws what is long only then', async () => {
  const title = bound(t.log.title)
  const own = {
    get title() {
      return title.value
    },
    lazy: true,
    children: label(t.gates.noneText)
  }
  await render(Fold, own)
  const content = page.getByText(t.gates.noneText)
  await expect.element(content).not.toBeInTheDocument()
  await page.getByText(t.log.title).click()
  await expect.element(content).toBeVisible()
  // A new title, such as a new count, does not fold up what somebody reads.
  title.value = t.gates.title
  await expect.element(page.getByText(t.gates.title, { exact: true })).toBeVisible()
  await expect.element(content).toBeVisible()
  await userEvent.keyboard('{Enter}')
  await expect.element(content).not.toBeInTheDocument()
})

const { matrix } = huiWords.hui
const marks: Mark[] = ['taken', 'paid', 'covered', 'some', 'open', 'none', 'other']

test('a table says of each cell what its sign means, and begins at the round that is on', async () => {
  const columns = Array.from({ length: 24 }, (_, i) => ({ key: i + 1, current: i === 19 }))
  const row = { key: 1, title: '1. Ba Huệ', note: matrix.rounds(1, 3) }
  await render(Matrix, {
    caption: matrix.caption,
    corner: matrix.part,
    columns,
    rows: [{ ...row, marks: columns.map((_, i) => marks[i % marks.length]!) }],
    texts: matrix.cells,
    taken: matrix.taken,
    covered: matrix.covered
  })
  const cells = page.getByRole('row', { name: row.title }).getByRole('cell').elements()
  for (const [i, mark] of marks.entries())
    expect(cells[i]!.querySelector('.unseen')!.textContent).toBe(matrix.cells[mark])
  const current = page.getByRole('columnheader', { name: '20', exact: true })
  await expect.element(current).toHaveAttribute('aria-current', 'true')
  await expect.element(current).toBeInViewport()
  const region = page.getByRole('region', { name: matrix.caption }).element()
  expect(region.scrollLeft).toBeGreaterThan(0)
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(innerWidth)
})
