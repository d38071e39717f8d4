import type { Page } from '@playwright/test'
import { vi } from '#lib/i18n/vi.ts'
import { approved, enterPin, newPhone, openGate, openMore, signIn, writeEntry, type Phone } from '../phone.ts'
import { courierInPage } from '../courier-in-page.ts'
import type { Server } from '../server.ts'
import { expect, forTest, test } from '../fixtures.ts'
import { unique } from '../mark.ts'

const gate = 'Cổng 1B'

let server: Server
let phone: Phone
test.beforeAll(({ demo }) => void (server = demo))
forTest(async (keep) => void (phone = keep(await newPhone(server.url))))

const couriersOf = (page: Page) => page.workers().filter((one) => one.url().includes('courier-worker'))

/** Returns the paths under `/db` that a thread has asked for. */
const askedBy = (thread: Pick<Page, 'evaluate'>) =>
  thread.evaluate(() => {
    const paths = performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname)
    return paths.filter((path) => path.startsWith('/db/'))
  })

async function lock(one: Phone) {
  const { page } = one
  await openMore(one, vi.nav.settings)
  await page.getByRole('button', { name: vi.settings.lock }).click()
  await expect(page.getByRole('heading', { name: vi.pin.enter })).toBeVisible()
}

test('facts are exchanged in a worker and not in the page; a lock ends it, and nothing is exchanged after it', async () => {
  const { page } = phone
  await signIn(phone, 'ph-cong1b')
  await approved(phone)
  const [courier] = couriersOf(page)
  expect(await askedBy(courier!)).not.toEqual([])
  expect(await askedBy(page)).toEqual([])

  await lock(phone)
  await expect.poll(() => couriersOf(page)).toEqual([])
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await page.evaluate(() => {
    dispatchEvent(new Event('online'))
    document.dispatchEvent(new Event('visibilitychange'))
  })
  await page.keyboard.type('111111')
  await expect(page.getByText(vi.pin.wrong)).toBeVisible()
  expect(asked.filter((path) => /^\/(?:db|session)/.test(path))).toEqual([])

  await enterPin(page, vi.pin.enter)
  await approved(phone)
  expect(couriersOf(page)).toHaveLength(1)
})

test('a lock in the middle of an exchange ends the worker at once; unlocking sends what was written', async () => {
  const { page, signal } = phone
  await signIn(phone, 'ph-cong1b')
  await approved(phone)
  const reason = unique('Ghi giữa lúc gửi')
  signal.hold('/_bulk_docs')
  const sending = page.waitForRequest((request) => request.url().endsWith('/_bulk_docs'))
  await openGate(phone, gate)
  await writeEntry(phone, reason)
  await sending
  await lock(phone)
  await expect.poll(() => couriersOf(page)).toEqual([])

  signal.regain()
  await enterPin(page, vi.pin.enter)
  await approved(phone)
  await openGate(phone, gate)
  await expect(page.getByText(reason)).toBeVisible()
})

test('where the browser has no such workers, the page exchanges', async () => {
  const { page } = phone
  await page.addInitScript(courierInPage)
  await signIn(phone, 'ph-cong1b')
  await approved(phone)
  await openGate(phone, gate)
  await writeEntry(phone, unique('Ghi không có luồng riêng'))
  await approved(phone)
  expect(couriersOf(page)).toEqual([])
  expect(await askedBy(page)).not.toEqual([])
  await lock(phone)
})
