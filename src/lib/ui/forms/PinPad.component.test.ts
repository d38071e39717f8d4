import { beforeEach, expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-svelte'
import { words } from '#lib/i18n/words.ts'
import PinPad from './PinPad.svelte'

const t = words.pin
const onfilled = vi.fn<(pin: string) => void>()
beforeEach(() => void onfilled.mockClear())

async function pad(props: { busy?: string; closed?: boolean; problem?: string; typed?: string } = {}) {
  const countLabel = (count: number) => t.filled(count, 6)
  const own = { title: t.enter, eraseLabel: t.erase, countLabel, onfilled }
  const rendered = await render(PinPad, { ...own, ...props })
  return { ...rendered, dots: () => rendered.container.querySelectorAll('.filled').length }
}

const press = (key: string, init: KeyboardEventInit = {}) =>
  dispatchEvent(new KeyboardEvent('keydown', { key, ...init }))
const tap = (name: string) => page.getByRole('button', { name, exact: true }).click()

test('six digits are the PIN, and the pad is empty again at once', async () => {
  const { dots } = await pad()
  for (const digit of '13579') await tap(digit)
  expect([dots(), onfilled.mock.calls]).toEqual([5, []])
  await tap('0')
  expect(onfilled).toHaveBeenCalledExactlyOnceWith('135790')
  await expect.poll(dots).toBe(0)
})

test('the last digit can be taken back, and whoever listens hears how many there are', async () => {
  const { dots } = await pad()
  for (const digit of '123') await tap(digit)
  await expect.element(page.getByText(t.filled(3, 6))).toBeInTheDocument()
  await tap(t.erase)
  await expect.poll(dots).toBe(2)
  await expect.element(page.getByText(t.filled(2, 6))).toBeInTheDocument()
})

test('no digit can be read from the screen', async () => {
  const { container } = await pad()
  for (const digit of '1234') press(digit)
  expect(container.querySelector('.told')!.textContent).not.toMatch(/1234|[1-3].*[1-3]/)
})

test('a keyboard types digits and takes them back; nothing else is one, nor a key that repeats', async () => {
  const { dots } = await pad()
  for (const key of ['a', 'ộ', '-', 'Enter', '٣', 'F1']) press(key)
  press('1', { repeat: true })
  for (const held of ['ctrlKey', 'metaKey', 'altKey']) press('1', { [held]: true })
  await expect.element(page.getByText(t.filled(0, 6))).toBeInTheDocument()
  expect(dots()).toBe(0)
  for (const key of ['1', '2', 'Backspace', '3']) press(key)
  await expect.poll(dots).toBe(2)
})

test('what was typed before the pad stood counts', async () => {
  const { dots } = await pad({ typed: '2468' })
  await expect.poll(dots).toBe(4)
  for (const digit of '13') press(digit)
  expect(onfilled).toHaveBeenCalledExactlyOnceWith('246813')
})

test('while it opens, and while a next try waits, nothing can be typed', async () => {
  for (const blocked of [{ busy: t.opening }, { closed: true, problem: t.wait('0:30') }]) {
    const { unmount } = await pad(blocked)
    for (const digit of '135790') press(digit)
    expect(onfilled).not.toHaveBeenCalled()
    await expect.element(page.getByRole('button', { name: '1', exact: true })).toBeDisabled()
    await expect.element(page.getByText(blocked.busy ?? blocked.problem!)).toBeVisible()
    await unmount()
  }
})

test('a problem is told at once, and gives way to what is under way', async () => {
  const { rerender } = await pad({ problem: t.wrong })
  await expect.element(page.getByRole('alert')).toHaveTextContent(t.wrong)
  await rerender({ busy: t.opening })
  await expect.element(page.getByText(t.opening)).toBeVisible()
  await expect.element(page.getByRole('alert')).not.toBeInTheDocument()
  await expect.element(page.getByRole('region', { name: t.enter })).toHaveAttribute('aria-busy', 'true')
})
