import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-svelte'
import { dayFieldWords } from '#lib/i18n/days/day-field.ts'
import { words } from '#lib/i18n/words.ts'
import { bound } from '../../../../tests/components/bound.ts'
import DayField from './DayField.svelte'

beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 10, 24, 5), toFake: ['Date'] }))
afterEach(() => void vi.useRealTimers())

const label = words.note.time
const input = () => page.getByLabelText(label, { exact: true })

async function field(value: string, props: { hasTime?: boolean; max?: string; problem?: string } = {}) {
  const held = bound(value)
  const { container } = await render(DayField, Object.assign(held, { label, ...props }))
  return { held, container, picker: container.querySelector<HTMLInputElement>('input.unseen')! }
}

test('a day and its time stand as they are written here, whatever the language of the browser', async () => {
  const { picker } = await field('2026-03-01T23:05', { hasTime: true })
  await expect.element(input()).toHaveValue('01/03/2026 23:05')
  // A browser writes its own fields in its own language.
  await expect.element(input()).toHaveAttribute('type', 'text')
  expect([picker.className.includes('unseen'), picker.tabIndex, picker.ariaHidden]).toEqual([
    true,
    -1,
    'true'
  ])
})

test('figures get their separators while they are typed, and are a value once they are a whole day', async () => {
  const { held } = await field('', { hasTime: true })
  await input().click()
  await userEvent.keyboard('0103202623')
  await expect.element(input()).toHaveValue('01/03/2026 23')
  expect(held.value).toBe('')
  await userEvent.keyboard('05')
  await expect.element(input()).toHaveValue('01/03/2026 23:05')
  expect(held.value).toBe('2026-03-01T23:05')
})

test('the middle is mended where the caret stands', async () => {
  const { held } = await field('2026-03-01T23:05', { hasTime: true })
  await input().click()
  await userEvent.keyboard('{Home}{Delete}{Delete}')
  await expect.element(input()).toHaveValue('/03/2026 23:05')
  expect(held.value).toBe('')
  await userEvent.keyboard('15')
  await expect.element(input()).toHaveValue('15/03/2026 23:05')
  expect(held.value).toBe('2026-03-15T23:05')
})

test('a day without its year is completed when somebody goes on: with this year, or the last one before a last day', async () => {
  const { held } = await field('')
  await input().click()
  await userEvent.keyboard('5/3{Tab}')
  await expect.element(input()).toHaveValue('05/03/2026')
  expect(held.value).toBe('2026-03-05')
  await input().fill('')
  await userEvent.keyboard('0604{Tab}')
  expect(held.value).toBe('2026-04-06')
  const past = await field('', { max: '2026-11-24' })
  await input().last().click()
  await userEvent.keyboard('24/12{Tab}')
  expect(past.held.value).toBe('2025-12-24')
})

test('what is no day stays as it was typed, and no form takes it for none', async () => {
  const { held } = await field('')
  await input().click()
  await userEvent.keyboard('31/02/2026')
  expect(held.value).toBe('31/02/2026')
  await userEvent.keyboard('{Tab}')
  await expect.element(input()).toHaveValue('31/02/2026')
  expect(held.value).toBe('31/02/2026')
})

test('the calendar begins with the day that stands there, and what is chosen in it replaces what was typed', async () => {
  const { held, picker } = await field('2026-03-01', { max: '2026-11-24' })
  const opened = vi.spyOn(picker, 'showPicker').mockReturnValue()
  await page.getByRole('button', { name: dayFieldWords.calendar }).click()
  expect(opened).toHaveBeenCalledTimes(1)
  expect([picker.value, picker.max, picker.type]).toEqual(['2026-03-01', '2026-11-24', 'date'])
  picker.value = '2026-04-30'
  picker.dispatchEvent(new Event('change', { bubbles: true }))
  expect(held.value).toBe('2026-04-30')
  await expect.element(input()).toHaveValue('30/04/2026')
})

test('a problem is told at the field, and belongs to it', async () => {
  await field('', { hasTime: true, problem: words.note.timeMissing })
  await expect.element(input()).toHaveAccessibleDescription(words.note.timeMissing)
  await expect.element(input()).toBeInvalid()
})
