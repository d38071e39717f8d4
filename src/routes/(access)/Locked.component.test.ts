import { beforeEach, expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-svelte'
import type { App } from '#lib/app/app.svelte.ts'
import { keepLockCall } from '#lib/app/access/lock-call.ts'
import { keepLockName } from '#lib/app/access/lock-names.ts'
import { sharedItems } from '#lib/i18n/sharing/shared-items-vi.ts'
import { words } from '#lib/i18n/words.ts'
import Locked from './Locked.svelte'

const t = words.pin
const unlock = vi.fn<(secret: string) => Promise<{ code: string } | null>>()
const choose = vi.fn<(account: object | null) => void>()
const beginAnew = vi.fn<() => void>()
beforeEach(() => {
  for (const mock of [unlock, choose, beginAnew]) mock.mockReset()
  unlock.mockResolvedValue(null)
  keepLockName(localStorage, 'truc', 'Hai Muội')
})

const own = { account: 'truc', unit: 'thu', roles: [] }

/** A locked app. @param wait how long the next try waits, ms */
async function locked(other: object = {}, wait = 0) {
  const app = {
    identity: own,
    identities: [own],
    opensBy: 'pin',
    hasPasskey: false,
    othersUnsent: 0,
    ownUnsent: 0,
    unlock,
    choose,
    beginAnew,
    countSealed: async () => 0,
    countShared: async () => 0,
    readAccounts: async () => {},
    lockedAlarm: async () => null,
    leaveLockedAlarm: async () => {},
    sitOutOwnWait: (left: (ms: number) => void) => (wait > 0 && left(wait), () => {}),
    ...other
  }
  const { container } = await render(Locked, { app: app as unknown as App })
  return { dots: () => container.querySelectorAll('.filled').length }
}

const type = (digits: string) => {
  for (const key of digits) dispatchEvent(new KeyboardEvent('keydown', { key }))
}

test('it greets whose notebook it is, and the whole PIN opens it', async () => {
  await locked()
  await expect.element(page.getByText(t.hello('Hai Muội'))).toBeVisible()
  type('135790')
  expect(unlock).toHaveBeenCalledExactlyOnceWith('135790')
})

test('it tells how much waits from other apps, until something else is to be said', async () => {
  unlock.mockResolvedValue({ code: 'wrong-pin' })
  await locked({ countShared: async () => 2 })
  const note = page.getByText(sharedItems.locked(2))
  await expect.element(note).toBeVisible()
  type('111111')
  await expect.element(page.getByRole('alert')).toHaveTextContent(t.wrong)
  expect(note.elements()).toEqual([])
})

test('of a wrong PIN it says so, and the pad is empty for the next', async () => {
  unlock.mockResolvedValue({ code: 'wrong-pin' })
  const { dots } = await locked()
  type('111111')
  await expect.element(page.getByRole('alert')).toHaveTextContent(t.wrong)
  expect(dots()).toBe(0)
})

test('while it opens it says so, and takes no second PIN', async () => {
  const opening = Promise.withResolvers<null>()
  unlock.mockReturnValue(opening.promise)
  await locked()
  type('135790')
  await expect.element(page.getByText(t.opening)).toBeVisible()
  type('135790')
  expect(unlock).toHaveBeenCalledTimes(1)
  opening.resolve(null)
  await expect.element(page.getByText(t.opening)).not.toBeInTheDocument()
})

test('what is no fault of the PIN is not called one', async () => {
  unlock.mockRejectedValueOnce(new Error('broken'))
  await locked()
  type('135790')
  await expect.element(page.getByRole('alert')).toHaveTextContent(t.failed)
  unlock.mockRejectedValueOnce(new DOMException('', 'QuotaExceededError'))
  type('135790')
  await expect.element(page.getByRole('alert')).toHaveTextContent(t.full)
})

test('after too many tries it counts down, and tries nothing meanwhile', async () => {
  await locked({}, 30_000)
  await expect.element(page.getByRole('alert')).toHaveTextContent(t.wait('0:30'))
  type('135790')
  expect(unlock).not.toHaveBeenCalled()
})

test('whoever finds the phone can call the police, by the number of the unit if it has one', async () => {
  await locked()
  const call = page.getByRole('link', { name: t.callPolice })
  await expect.element(call).toHaveAttribute('href', 'tel:113')
  keepLockCall(localStorage, 'truc', '0291 3 888 999')
  await locked()
  await expect.element(call.last()).toHaveAttribute('href', 'tel:02913888999')
})

test('the others of this phone are named, and what of theirs is unsent is told', async () => {
  keepLockName(localStorage, 'khoa', 'Tư Khởi')
  const khoa = { account: 'khoa' }
  await locked({ identities: [own, khoa], othersUnsent: 3 })
  await expect.element(page.getByText(words.syncing.othersUnsent(3))).toBeVisible()
  await page.getByRole('button', { name: 'Tư Khởi' }).click()
  expect(choose).toHaveBeenLastCalledWith(khoa)
  await page.getByRole('button', { name: t.newAccount }).click()
  expect(choose).toHaveBeenLastCalledWith(null)
})

test('the phone’s own lock is offered only where it was set up', async () => {
  const passkey = page.getByRole('button', { name: t.byPasskey })
  await locked()
  await expect.element(passkey).not.toBeInTheDocument()
  const unlockByPasskey = vi.fn<() => Promise<object>>().mockResolvedValue({ code: 'refused' })
  await locked({ hasPasskey: true, unlockByPasskey })
  await passkey.click()
  await expect.element(page.getByRole('alert')).toHaveTextContent(t.passkeyFailed)
})

test('whoever has forgotten the PIN reads first what is lost by beginning anew', async () => {
  await locked({ ownUnsent: 5, countSealed: async () => 3 })
  await page.getByRole('button', { name: t.forgotten }).click()
  await expect.element(page.getByText(t.forgottenText(3))).toBeVisible()
  await expect.element(page.getByRole('alert')).toHaveTextContent(t.notSealed(2))
  await page.getByRole('button', { name: t.anewWithout(2) }).click()
  expect(beginAnew).toHaveBeenCalledTimes(1)
})
