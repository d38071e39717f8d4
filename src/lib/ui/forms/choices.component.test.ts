import Check from 'lucide-static/icons/check.svg?raw'
import { createRawSnippet } from 'svelte'
import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-svelte'
import { words as t } from '#lib/i18n/words.ts'
import { bound } from '../../../../tests/components/bound.ts'
import Button from './Button.svelte'
import Checks from './Checks.svelte'
import Choice from './Choice.svelte'
import Select from './Select.svelte'

const options = Object.entries(t.happenings).map(([value, label]) => ({ value, label }))
const [first, second] = options as [(typeof options)[number], (typeof options)[number]]

test('one of several is chosen, by finger or by arrow keys, and none before', async () => {
  const onchoose = vi.fn<(value: string) => void>()
  await render(Choice, { legend: t.note.what, value: '', options, onchoose })
  const group = page.getByRole('group', { name: t.note.what })
  await expect.element(group).toBeVisible()
  const radio = ({ label }: { label: string }) => group.getByRole('radio', { name: label, exact: true })
  for (const one of options) await expect.element(radio(one)).not.toBeChecked()
  await radio(first).click()
  expect(onchoose).toHaveBeenLastCalledWith(first.value)
  await userEvent.keyboard('{ArrowRight}')
  await expect.element(radio(second)).toBeChecked()
  await expect.element(radio(first)).not.toBeChecked()
  expect(onchoose.mock.calls).toEqual([[first.value], [second.value]])
})

test('two choices on one screen do not take each other’s place', async () => {
  await render(Choice, { legend: t.note.what, value: first.value, options })
  await render(Choice, { legend: t.note.reason, value: second.value, options })
  const checked = page.getByRole('radio', { checked: true })
  await expect.element(checked).toHaveLength(2)
})

test('a choice that is missing is told at it', async () => {
  await render(Choice, { legend: t.note.what, value: '', options, problem: t.note.whatMissing })
  await expect
    .element(page.getByRole('group', { name: t.note.what }))
    .toHaveAccessibleDescription(t.note.whatMissing)
  await expect.element(page.getByRole('alert')).toHaveTextContent(t.note.whatMissing)
})

test('several are ticked, each by itself', async () => {
  const held = bound<readonly string[]>([second.value])
  await render(Checks, {
    legend: t.note.what,
    get chosen() {
      return [...held.value]
    },
    set chosen(chosen: string[]) {
      held.value = chosen
    },
    options,
    problem: t.note.whatMissing
  })
  const box = ({ label }: { label: string }) => page.getByRole('checkbox', { name: label, exact: true })
  await expect.element(box(second)).toBeChecked()
  await box(first).click()
  expect(held.value.toSorted()).toEqual([first.value, second.value].toSorted())
  await box(second).click()
  expect(held.value).toEqual([first.value])
  await expect.element(page.getByRole('alert')).toHaveTextContent(t.note.whatMissing)
})

test('a list to choose from shows its choice in full, however long', async () => {
  const long = { value: 'long', label: 'Huỳnh Thị Kim Thắm, Khóm 5, phường Láng Tròn, nhà sau chợ' }
  const own = { label: t.note.what, options: [...options, long], placeholder: t.loading }
  const held = bound('')
  const { container } = await render(Select, Object.assign(held, own))
  const shown = container.querySelector<HTMLElement>('.shown')!
  expect(shown.innerText).toBe(own.placeholder)
  await page.getByLabelText(t.note.what, { exact: true }).selectOptions('long')
  expect(held.value).toBe('long')
  await expect.poll(() => shown.innerText).toBe(long.label)
  expect(shown.scrollWidth).toBeLessThanOrEqual(shown.clientWidth)
  // All of the box opens the list, not its first line only.
  const box = container.querySelector('.box')!.getBoundingClientRect()
  expect(container.querySelector('select')!.getBoundingClientRect().height).toBeGreaterThan(box.height - 4)
})

test('what is not chosen from a list yet is told at it', async () => {
  const own = { label: t.note.what, value: '', options, placeholder: t.loading }
  await render(Select, { ...own, problem: t.note.whatMissing })
  const select = page.getByLabelText(t.note.what, { exact: true })
  await expect.element(select).toBeInvalid()
  await expect.element(select).toHaveAccessibleDescription(t.note.whatMissing)
})

const label = (text: string) => createRawSnippet(() => ({ render: () => `<span>${text}</span>` }))

test('a button that is at work takes no second press; one that leads somewhere is a link', async () => {
  const onclick = vi.fn<() => void>()
  const { rerender, unmount } = await render(Button, { icon: Check, onclick, children: label(t.note.save) })
  const button = page.getByRole('button', { name: t.note.save })
  await button.click()
  await rerender({ busy: true })
  await expect.element(button).toBeDisabled()
  await expect.element(button).toHaveAttribute('aria-busy', 'true')
  await button.click({ force: true })
  expect(onclick).toHaveBeenCalledTimes(1)
  await unmount()
  await render(Button, { href: '/gates', children: label(t.nav.gates) })
  await expect.element(page.getByRole('link', { name: t.nav.gates })).toHaveAttribute('href', '/gates')
})
