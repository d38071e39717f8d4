import { kinds } from '#lib/i18n/fact-types-vi.ts'
import { refusals } from '#lib/i18n/sync/refusals-vi.ts'
import { spaceWords } from '#lib/i18n/sync/storage.ts'
import { vi } from '#lib/i18n/vi.ts'
import { unsentWords } from '#lib/i18n/sync/unsent.ts'
import { look } from '../../looks/look.ts'
import { spoilRecords } from '../../store/spoil.ts'
import { allSent as isAllSent } from '../gates/gate-stage.ts'
import { enterPin, newPhone, openGate, openMore, signIn, unlock, writeEntry, type Phone } from '../phone.ts'
import { phonesOf, phonesOfFile } from '../phones.ts'
import type { Server } from '../server.ts'
import { expect, forTest, test } from '../fixtures.ts'
import { unique } from '../mark.ts'

const t = spaceWords
const own = unsentWords
const gate = 'Cổng 1B'

let server: Server
test.beforeAll(({ demo }) => void (server = demo))
const phoneOf = phonesOfFile(() => server)
const keep = forTest()
/** Signs in on a phone that no other test fills or damages. */
const newPhoneOf = phonesOf(() => server, keep)

test('who has recorded something has it held safely: the browser is asked, and its answer stands on Đồng bộ', async () => {
  const phone = keep(await newPhone(server.url))
  const { page } = phone
  await page.addInitScript(() => {
    const state = { kept: false, asked: 0 }
    Object.assign(globalThis, { state })
    Object.assign(navigator.storage, {
      persisted: async () => state.kept,
      persist: async () => (state.asked++, state.kept)
    })
  })
  const asked = () => page.evaluate(() => (globalThis as never as { state: { asked: number } }).state.asked)
  await signIn(phone, 'ph-cong1b')
  await openGate(phone, gate)
  expect(await asked()).toBe(0)
  await writeEntry(phone, unique('Đóng cổng'))
  await expect.poll(asked).toBe(1)
  await openMore(phone, vi.syncing.title)
  await expect(page.getByText(t.loose, { exact: true })).toBeVisible()
  // By keys: on a phone that has just signed in, news above the button still moves it under a finger.
  await page.getByRole('button', { name: t.keep }).press('Enter')
  await expect(page.getByText(t.refused)).toBeVisible()
  await page.evaluate(() => ((globalThis as never as { state: { kept: boolean } }).state.kept = true))
  await page.getByRole('button', { name: t.keep }).press('Enter')
  await expect(page.getByText(t.kept, { exact: true })).toBeVisible()
  await expect(page.getByRole('progressbar', { name: t.gauge })).toBeVisible()
})

/**
 * Starts the phone anew with little room beyond what it uses, or with none; the browser knows it before the notebook
 * opens, and does not go by the room that it had counted on before. Of what is used, a browser that has just started
 * counts only a part, some 14 MB less: so much more room there is.
 */
async function startWith(phone: Phone, room: 'little' | 'none') {
  await phone.kill()
  await phone.start()
  const devtools = await phone.page.context().newCDPSession(phone.page)
  const { origin } = new URL(phone.signal.url)
  const { usage } = await devtools.send('Storage.getUsageAndQuota', { origin })
  const limit = (quotaSize?: number) =>
    devtools.send('Storage.overrideQuotaForOrigin', { origin, ...(quotaSize && { quotaSize }) })
  await limit(room === 'none' ? 1 : usage + 40_000_000)
  return { regainRoom: () => limit() }
}

/** Other things fill the phone, to the last byte. */
const fill = () =>
  new Promise<void>((resolve) => {
    const opening = indexedDB.open('other-things', 1)
    opening.addEventListener('upgradeneeded', () =>
      opening.result.createObjectStore('things', { autoIncrement: true })
    )
    let bytes = 4_000_000
    const put = () => {
      const writing = opening.result.transaction('things', 'readwrite')
      writing.objectStore('things').put(crypto.getRandomValues(new Uint8Array(Math.min(bytes, 65_536))))
      writing.addEventListener('complete', put)
      writing.addEventListener('abort', () => ((bytes = bytes >> 1) > 0 ? put() : resolve()))
    }
    opening.addEventListener('success', put)
  })

test('a phone that is full in the middle of saving says so and keeps the words; with room again they are saved once', async () => {
  const phone = await newPhoneOf('ph-cong1b')
  const { regainRoom } = await startWith(phone, 'little')
  await unlock(phone)
  await openGate(phone, gate)
  const { page } = phone
  const what = unique('Máy đầy')
  await page.getByRole('link', { name: vi.log.write }).click()
  await page.getByRole('radio', { name: vi.happenings.closed }).check({ force: true })
  await page.getByLabel(vi.note.reason).fill(what)
  await page.evaluate(fill)
  const save = page.getByRole('button', { name: vi.note.save, exact: true })
  await save.click()
  await expect(page.getByText(vi.unsaved['storage-full'])).toBeVisible()
  await expect(page.getByText(vi.saved.here)).toHaveCount(0)
  await expect(page.getByLabel(vi.note.reason)).toHaveValue(what)
  await regainRoom()
  await page.evaluate(() => void indexedDB.deleteDatabase('other-things'))
  await expect(async () => {
    if (await save.isVisible()) await save.click()
    await expect(page.getByRole('heading', { name: gate, exact: true })).toBeVisible({ timeout: 1000 })
  }).toPass()
  await expect(page.getByText(what)).toHaveCount(1)
})

test('a phone that is full when it hears that a record has arrived says that it is its own trouble; with room again the record is there once', async () => {
  const phone = await newPhoneOf('ph-cong1b')
  const { regainRoom } = await startWith(phone, 'little')
  await unlock(phone)
  await openGate(phone, gate)
  const { page, signal } = phone
  signal.lose()
  const what = unique('Chờ gửi')
  await writeEntry(phone, what)
  await page.evaluate(fill)
  await openMore(phone, vi.syncing.title)
  signal.regain()
  const { states } = own.page
  await page.getByRole('button', { name: vi.syncing.now }).click()
  await expect(page.getByText(states['phone-trouble'])).toBeVisible()
  await expect(page.getByText(vi.syncing.waiting(1)).filter({ visible: true }).first()).toBeVisible()
  await regainRoom()
  await page.evaluate(() => void indexedDB.deleteDatabase('other-things'))
  await expect(async () => {
    await page.getByRole('button', { name: vi.syncing.now }).click()
    await expect(page.getByText(states.idle)).toBeVisible({ timeout: 1000 })
  }).toPass()
  await expect(page.getByText(vi.syncing.nothingWaiting)).toBeVisible()
  await openGate(phone, gate)
  await expect(page.getByText(what)).toHaveCount(1)
})

test('a record damaged on the phone is said to be damaged, is not sent, and may be set aside', async () => {
  const phone = await newPhoneOf('ph-cong1b')
  const { page } = phone
  await openGate(phone, gate)
  await isAllSent(page)
  phone.signal.lose()
  await writeEntry(phone, unique('Đóng cổng'))
  expect(await page.evaluate(spoilRecords, { sync: 'pending' })).toBe(1)
  // The page still holds the entry that it wrote; only a new start reads the spoilt one.
  await unlock(phone)
  phone.signal.regain()
  await openMore(phone, vi.syncing.title)
  await expect(page.getByText(refusals.sentences.damaged)).toBeVisible()
  await expect(page.getByText(own.page.damaged(1))).toBeVisible()
  await expect(page.getByText(own.page.safe)).toHaveCount(0)
  await expect(page.getByRole('button', { name: own.sendAgain, exact: true })).toHaveCount(0)
  expect.soft(await look(page, 'vi', 'sync-damaged')).toEqual([])
  await page.getByRole('link', { name: kinds['phone.damaged'] }).click()
  await expect(page.getByRole('button', { name: own.sendAgain, exact: true })).toHaveCount(0)
  expect.soft(await look(page, 'vi', 'sync-[id]-damaged')).toEqual([])
  await page.getByLabel(own.aside.reason).fill('đã ghi lại')
  await page.getByRole('button', { name: own.aside.hold }).hover()
  await page.mouse.down()
  await expect(page.getByRole('heading', { name: `${own.asideTitle} (1)` })).toBeVisible()
  await page.mouse.up()
  await isAllSent(page)
})

test('what is damaged on the phone and had arrived is said so, and comes again from the server', async () => {
  const phone = await phoneOf('ph-cong1b')
  const { page } = phone
  await openGate(phone, gate)
  const what = unique('Mở cổng')
  await writeEntry(phone, what)
  await expect(page.locator('.chip').getByText(vi.sync.sent, { exact: true })).toBeVisible()
  phone.signal.lose()
  expect(await page.evaluate(spoilRecords, { type: 'gates.note-written' })).toBeGreaterThan(0)
  await unlock(phone)
  await openGate(phone, gate)
  await expect(page.getByText(vi.log.damaged).first()).toBeVisible()
  await expect(page.getByText(what)).toHaveCount(0)
  await openMore(phone, vi.syncing.title)
  const told = page.getByText(own.page.damagedArrived(0).slice(2))
  await expect(told).toBeVisible()
  expect.soft(await look(page, 'vi', 'sync-damaged-arrived')).toEqual([])
  phone.signal.regain()
  await page.getByRole('button', { name: vi.syncing.now }).click()
  await expect(told).toHaveCount(0)
  await expect(page.getByText(own.page.safe)).toBeVisible()
  await openGate(phone, gate)
  await expect(page.getByText(what)).toBeVisible()
})

test('a phone without any room says why its notebook does not open, and opens it when there is some', async () => {
  const phone = await phoneOf('ph-cong1b')
  const { regainRoom } = await startWith(phone, 'none')
  const { page } = phone
  await page.goto(phone.signal.url)
  await enterPin(page, vi.pin.enter)
  await expect(page.getByText(vi.pin.full)).toBeVisible()
  await regainRoom()
  const opened = page.getByRole('navigation', { name: vi.nav.label })
  // The browser takes its time to count the room as free again.
  await expect(async () => {
    await page.reload()
    await enterPin(page, vi.pin.enter)
    await expect(opened.or(page.getByText(vi.pin.full))).toBeVisible()
    expect(await opened.isVisible()).toBe(true)
  }).toPass()
})

for (const told of [true, false])
  test(`a database that the browser shuts under the app is opened again without a reload (${told ? 'told' : 'not told'})`, async () => {
    const phone = await phoneOf('ph-cong1b')
    const { page } = phone
    await page.addInitScript(() => {
      const opened: IDBDatabase[] = []
      Object.assign(globalThis, { opened })
      const open = indexedDB.open.bind(indexedDB)
      indexedDB.open = (...which) => {
        const request = open(...which)
        request.addEventListener('success', () => opened.push(request.result))
        return request
      }
    })
    await unlock(phone)
    await openGate(phone, gate)
    await page.evaluate((told) => {
      const { opened } = globalThis as never as { opened: IDBDatabase[] }
      for (const database of opened.splice(0)) {
        database.close()
        if (told) database.dispatchEvent(new Event('close'))
      }
    }, told)
    const what = unique('Ghi tiếp')
    await writeEntry(phone, what)
    await expect(
      page
        .getByRole('link', { name: vi.syncing.chip(vi.syncing.allSent) })
        .filter({ visible: true })
        .first()
    ).toBeVisible()
    await phone.kill()
    await phone.start()
    await unlock(phone)
    await openGate(phone, gate)
    await expect(phone.page.getByText(what)).toHaveCount(1)
  })
