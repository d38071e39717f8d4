import { expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-svelte'
import { words } from '#lib/i18n/words.ts'
import ChooseSecret from './ChooseSecret.svelte'

const t = words.pin
const heading = (name: string) => page.getByRole('heading', { name, exact: true })
const type = (digits: string) => {
  for (const key of digits) dispatchEvent(new KeyboardEvent('keydown', { key }))
}

test('a PIN that is easy to guess is refused, and one that is chosen twice alike is taken', async () => {
  const choose = vi.fn<() => Promise<void>>().mockResolvedValue()
  await render(ChooseSecret, { choose })
  for (const weak of ['111111', '123456', '987654']) {
    type(weak)
    await expect.element(page.getByRole('alert')).toHaveTextContent(t.weak)
    await expect.element(heading(t.choose)).toBeVisible()
  }
  type('135790')
  await expect.element(heading(t.again)).toBeVisible()
  expect(choose).not.toHaveBeenCalled()
  type('246802')
  await expect.element(page.getByRole('alert')).toHaveTextContent(t.differs)
  await expect.element(heading(t.choose)).toBeVisible()
  type('135790')
  await expect.element(heading(t.again)).toBeVisible()
  type('135790')
  expect(choose).toHaveBeenCalledExactlyOnceWith({ kind: 'pin', text: '135790' })
  await expect.element(page.getByText(t.making)).toBeVisible()
})

test('a notebook that could not be made says so, and asks from the beginning', async () => {
  await render(ChooseSecret, { choose: () => Promise.reject(new Error('full')) })
  type('135790')
  await expect.element(heading(t.again)).toBeVisible()
  type('135790')
  await expect.element(page.getByRole('alert')).toHaveTextContent(t.failedMaking)
  await expect.element(heading(t.choose)).toBeVisible()
})
