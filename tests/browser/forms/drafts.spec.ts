import { incidents } from '#lib/i18n/incidents/incidents-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { draftsOf } from './drafts.ts'
import { enterPin, newPhone, openGate, signIn, unlock } from '../phone.ts'
import { phonesOfFile } from '../phones.ts'
import type { Server } from '../server.ts'
import { expect, forTest, test } from '../fixtures.ts'
import { unique } from '../mark.ts'

let server: Server
test.beforeAll(({ demo }) => void (server = demo))
const phoneOf = phonesOfFile(() => server)
const keep = forTest()

test('what is typed and not yet saved survives a reload, sealed, and is gone when it is saved', async () => {
  const phone = await phoneOf('ph-truc')
  const { page } = phone
  await openGate(phone, 'Cổng Chùa')
  const reason = unique('Viết dở')
  await page.getByRole('link', { name: vi.log.write }).click()
  await page.getByRole('radio', { name: vi.happenings.fault }).check({ force: true })
  const field = page.getByLabel(vi.note.reason)
  await expect.poll(() => draftsOf(page)).toHaveLength(1)
  const chosen = await draftsOf(page)
  await field.fill(reason)
  await expect.poll(() => draftsOf(page)).not.toEqual(chosen)
  expect(JSON.stringify(await draftsOf(page))).not.toContain('Viết')
  await page.reload()
  await enterPin(page, vi.pin.enter)
  await expect(field).toHaveValue(reason)
  await expect(page.getByRole('radio', { name: vi.happenings.fault })).toBeChecked()
  await page.getByRole('button', { name: vi.note.save, exact: true }).click()
  await expect(page.getByText(reason)).toBeVisible()
  // The log shows the entry a moment before the draft is gone; the word that it is saved comes after that.
  await expect(page.getByText(vi.saved.here)).toBeVisible()
  expect(await draftsOf(page)).toEqual([])
  await page.reload()
  await enterPin(page, vi.pin.enter)
  await page.getByRole('link', { name: vi.log.write }).click()
  await expect(field).toHaveValue('')
})

test('what was begun survives a killed phone; what is saved is not offered again by a phone killed right after', async () => {
  const phone = await phoneOf('ph-truc')
  await openGate(phone, 'Cổng Chùa')
  const reason = unique('Ghi rồi tắt máy')
  const field = () => phone.page.getByLabel(vi.note.reason)
  const startAnew = async () => {
    await phone.kill()
    await phone.start()
    await unlock(phone)
    await openGate(phone, 'Cổng Chùa')
  }
  await phone.page.getByRole('link', { name: vi.log.write }).click()
  await field().fill(reason)
  await expect.poll(() => draftsOf(phone.page)).toHaveLength(1)
  await startAnew()
  await phone.page.getByRole('link', { name: vi.log.write }).click()
  await expect(field()).toHaveValue(reason)
  await phone.page.getByRole('radio', { name: vi.happenings.closed }).check({ force: true })
  await phone.page.getByRole('button', { name: vi.note.save, exact: true }).click()
  // The log shows the entry a moment before the draft is gone; the word that it is saved comes after that.
  await expect(phone.page.getByText(vi.saved.here)).toBeVisible()
  await expect(phone.page.getByText(reason)).toBeVisible()
  await startAnew()
  await expect(phone.page.getByText(reason)).toHaveCount(1)
  await phone.page.getByRole('link', { name: vi.log.write }).click()
  await expect(field()).toHaveValue('')
})

// The last on the file's phone: words that nobody saves stay there.
test('two tabs write at once: what one saves the other still holds after a reload, and a closed one hands its words on', async () => {
  const phone = await phoneOf('ph-truc')
  const { page: first, signal } = phone
  const second = await first.context().newPage()
  const [one, two] = ['Mất máy bơm', 'Mất chiếc xuồng']
  for (const [page, words] of [
    [first, one],
    [second, two]
  ] as const) {
    await page.goto(`${signal.url}/incident/new`)
    await enterPin(page, vi.pin.enter)
    await expect(page.getByLabel(incidents.form.text)).toHaveValue('')
    await page.getByLabel(incidents.form.text).fill(words)
  }
  await second.getByRole('radio', { name: incidents.categories.theft }).check({ force: true })
  await second.getByRole('button', { name: vi.home.writeIncident, exact: true }).click()
  await expect(second.getByText(two)).toBeVisible()
  await first.reload()
  await enterPin(first, vi.pin.enter)
  await expect(first.getByLabel(incidents.form.text)).toHaveValue(one)

  await first.close()
  const third = await second.context().newPage()
  await third.goto(`${signal.url}/incident/new`)
  await enterPin(third, vi.pin.enter)
  await expect(third.getByLabel(incidents.form.text)).toHaveValue(one)
})

test('a form is kept in a database that the browser has shut and emptied, and what an earlier build kept is gone', async () => {
  const phone = keep(await newPhone(server.url))
  const { page, signal } = phone
  await page.goto(signal.url)
  await page.evaluate(() => localStorage.setItem('draft of an earlier build', '-'))
  await signIn(phone, 'ph-truc')
  expect(await page.evaluate(() => Object.keys(localStorage).join())).not.toContain('draft')
  await openGate(phone, 'Cổng Chùa')
  await page.getByRole('link', { name: vi.log.write }).click()
  const field = page.getByLabel(vi.note.reason)
  await field.fill('Viết dở')
  await expect.poll(() => draftsOf(page)).toHaveLength(1)
  const devtools = await page.context().newCDPSession(page)
  const { origin } = new URL(signal.url)
  await devtools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' })
  expect(await draftsOf(page)).toEqual([])
  await field.fill('Viết dở dang')
  await expect.poll(() => draftsOf(page)).toHaveLength(1)
})
