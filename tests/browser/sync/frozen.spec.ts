import type { Page } from '@playwright/test'
import { vi } from '#lib/i18n/vi.ts'
import type { DeviceStatus } from '#lib/domain/devices/device-status.ts'
import { demoSession, type TestSession } from '../../devices/session.ts'
import { newPhone, openGate, signIn, unlock, writeEntry, type Phone } from '../phone.ts'
import type { Server } from '../server.ts'
import { expect, forFile, test } from '../fixtures.ts'

const gate = 'Cổng 1B'

let server: Server
let phone: Phone
/** Another device of the same account. */
let session: TestSession
/** The key by which this phone reported its numbers last. */
let reporting = ''
test.beforeAll(({ demo }) => void (server = demo))
forFile(async (keep) => {
  session = await demoSession(server.url, 'ph-cong1b')
  phone = keep(await newPhone(server.url))
  phone.page.context().on('request', (request) => {
    if (new URL(request.url()).pathname !== '/devices' || request.method() !== 'POST') return
    reporting = (JSON.parse((request.postDataJSON() as { p: string }).p) as { device: string }).device
  })
})

const allSent = (page: Page) =>
  expect(
    page
      .getByRole('link', { name: vi.syncing.chip(vi.syncing.allSent) })
      .filter({ visible: true })
      .first()
  ).toBeVisible()

/**
 * Nothing runs in it any more, and it holds its locks, as in a tab that a browser freezes in the background; to freeze one by
 * name the browser under test would have to hide it first, and it does not.
 * @returns how to thaw it
 */
async function freeze(page: Page): Promise<() => Promise<unknown>> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Debugger.enable')
  const paused = new Promise((resolve) => devtools.once('Debugger.paused', resolve))
  await devtools.send('Debugger.pause')
  await paused
  return () => devtools.send('Debugger.disable')
}

/** How the server finds the numbers of this phone's gate log. */
async function numbers() {
  const response = await fetch(`${server.url}/devices`, { headers: session.headers })
  const { devices } = (await response.json()) as { devices: DeviceStatus[] }
  return devices.find(({ device }) => device === reporting)?.books.gates
}

test('what is written in one tab goes out though the browser has frozen the other, which sent for both', async () => {
  await signIn(phone, 'ph-cong1b')
  await allSent(phone.page)
  const first = phone.page
  const second = await first.context().newPage()
  const beside = { ...phone, page: second }
  await unlock(beside)
  await openGate(beside, gate)
  await allSent(second)
  const thaw = await freeze(first)
  await writeEntry(beside, 'Ghi khi thẻ kia đông cứng')
  await expect.poll(() => numbers()).toMatchObject({ head: 1, onPhone: [] })
  await thaw()
  await openGate(phone, gate)
  await expect(first.getByText('Ghi khi thẻ kia đông cứng')).toHaveCount(1)
  await writeEntry(phone, 'Ghi tiếp ở thẻ đầu')
  await allSent(first)
  await expect(second.getByText('Ghi tiếp ở thẻ đầu')).toHaveCount(1)
  await expect.poll(() => numbers()).toEqual({ head: 2, onPhone: [], gaps: [], forks: [] })
})

/** Stops in the middle of its next save, as a tab does that its browser freezes there: the writer's lock stays with it. */
async function freezeInNextSave(page: Page) {
  await page.evaluate(() => {
    const request = navigator.locks.request.bind(navigator.locks) as (
      name: string,
      options: LockOptions,
      work: LockGrantedCallback<unknown>
    ) => Promise<unknown>
    const stopping: typeof request = (name, options, work) =>
      request(name, options, (lock) => {
        // oxlint-disable-next-line no-debugger
        if (name.startsWith('write ')) debugger
        return work(lock)
      })
    Object.assign(navigator.locks, { request: stopping })
  })
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Debugger.enable')
  const frozen = new Promise((resolve) => devtools.once('Debugger.paused', resolve))
  return { frozen, thaw: () => devtools.send('Debugger.disable') }
}

/** Everything of an entry is there, and is to be saved. */
async function readyEntry(page: Page, reason: string) {
  await page.getByRole('link', { name: vi.log.write }).click()
  await page.getByRole('radio', { name: vi.happenings.closed }).check({ force: true })
  await page.getByLabel(vi.note.reason).fill(reason)
  return page.getByRole('button', { name: vi.note.save, exact: true })
}

test('while a frozen tab stands in the middle of a save, another one says so and keeps what was typed; then both are saved once', async () => {
  const first = phone.page
  const second = await first.context().newPage()
  const beside = { ...phone, page: second }
  await unlock(beside)
  await openGate(beside, gate)
  await openGate(phone, gate)
  const saveFirst = await readyEntry(first, 'Ghi dở ở thẻ đông cứng')
  const saveSecond = await readyEntry(second, 'Ghi ở thẻ còn chạy')
  const { frozen, thaw } = await freezeInNextSave(first)
  const pressed = saveFirst.click()
  await frozen
  await saveSecond.click()
  await expect(second.getByText(vi.unsaved['another-tab-writes'])).toBeVisible()
  await expect(second.getByLabel(vi.note.reason)).toHaveValue('Ghi ở thẻ còn chạy')
  await thaw()
  await pressed
  await expect(first.getByText('Ghi dở ở thẻ đông cứng')).toHaveCount(1)
  await saveSecond.click()
  for (const page of [first, second]) {
    await expect(page.getByText('Ghi ở thẻ còn chạy')).toHaveCount(1)
    await expect(page.getByText('Ghi dở ở thẻ đông cứng')).toHaveCount(1)
  }
  await expect.poll(() => numbers()).toMatchObject({ onPhone: [], gaps: [], forks: [] })
})
