import { readFile } from 'node:fs/promises'
import { incidents as t } from '#lib/i18n/incidents/incidents-vi.ts'
import { kinds } from '#lib/i18n/fact-types-vi.ts'
import { photos } from '#lib/i18n/photos/photos-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { photoDatabase } from '#lib/domain/database-names.ts'
import { spoilPhotos } from '../../store/spoil.ts'
import { partDocuments } from '../../photo.ts'
import { signedIn } from '../../stack.ts'
import { draftsOf } from '../forms/drafts.ts'
import { incidentPhones } from './incident-phones.ts'
import { allSent, choose, report, saveReport, textOf, unique } from './incident-steps.ts'
import { enterPin, type Phone } from '../phone.ts'
import { expect, test } from '../fixtures.ts'

const { phoneOf, documents, bodiesWith } = incidentPhones('own')

test('a photo taken on one phone is seen on the other', async () => {
  const a = await phoneOf('ph-truc')
  const text = unique('Có ảnh')
  await report(a, text)
  await a.page.getByLabel(t.addPhoto).setInputFiles('static/icons/icon-192.png')
  const shown = (phone: Phone) => phone.page.getByRole('img', { name: t.photo, exact: true })
  await expect(shown(a)).toBeVisible()
  await allSent(a)
  const b = await phoneOf('ph-truong')
  await b.page.getByRole('link', { name: text }).click()
  await expect(shown(b)).toBeVisible()
})

test('photos taken with the report are kept with it; one that is no picture takes nothing with it', async () => {
  const phone = await phoneOf('ph-truc', '/incident/new')
  const { page } = phone
  const text = unique('Có ảnh từ đầu')
  const picked = page.getByRole('group', { name: t.photos.add })
  await choose(phone, t.categories.theft)
  await textOf(phone).fill(text)
  const gallery = page.getByLabel(t.photos.choose)
  await gallery.setInputFiles(['static/icons/icon-192.png', 'static/icons/icon-512.png', 'package.json'])
  await expect(picked.getByRole('img')).toHaveCount(3)
  await expect(picked.getByText(photos.problems['not-a-picture'])).toHaveCount(1)
  await page.getByRole('button', { name: t.photos.remove(2) }).click()
  await page.getByLabel(t.photos.caption(1)).fill('Chỗ mất xe')
  // Away and back: what was picked is still there.
  await page.getByRole('link', { name: vi.back }).click()
  await page.getByRole('link', { name: vi.home.writeIncident, exact: true }).click()
  await expect(picked.getByRole('img')).toHaveCount(2)
  await saveReport(phone).click()

  await expect(page.getByText(text)).toBeVisible()
  await expect(page.getByRole('img', { name: t.photo, exact: true })).toHaveCount(1)
  await expect(page.getByText('Chỗ mất xe')).toBeVisible()
  await expect(picked.getByText(photos.problems['not-a-picture'])).toBeVisible()
  await expect.poll(() => bodiesWith(text)).toHaveLength(1)
  const docs = await documents()
  const captions = docs
    .filter(({ type }) => type === 'incidents.photo-added')
    .map(({ body }) => body['caption'])
  expect(captions).toContain('Chỗ mất xe')
  await page.getByRole('button', { name: t.photos.remove(1) }).click()
  await expect(picked.getByRole('img')).toHaveCount(0)
})

test('pictures that a reload took are told by their number until others are picked, and a saved report leaves no draft', async () => {
  const phone = await phoneOf('ph-truc', '/incident/new')
  const { page } = phone
  const text = unique('Máy tự mở lại')
  await choose(phone, t.categories.theft)
  await textOf(phone).fill(text)
  const gallery = page.getByLabel(t.photos.choose)
  await gallery.setInputFiles(['static/icons/icon-192.png', 'static/icons/icon-512.png'])
  await expect(page.getByRole('group', { name: t.photos.add }).getByRole('img')).toHaveCount(2)
  let last = ''
  // A draft is written a moment after the last touch: it is whole once two looks see the same.
  const rests = async () => last === (last = JSON.stringify(await draftsOf(page)))
  await expect.poll(rests, { intervals: [1_000] }).toBe(true)
  for (let times = 0; times < 2; times++) {
    await page.reload()
    await enterPin(page, vi.pin.enter)
    await expect(textOf(phone)).toHaveValue(text)
    await expect(page.getByText(t.photos.lost(2))).toBeVisible()
  }
  await gallery.setInputFiles('static/icons/icon-192.png')
  await expect(page.getByText(t.photos.lost(2))).toHaveCount(0)
  await saveReport(phone).click()
  await expect(page.getByRole('img', { name: t.photo, exact: true })).toHaveCount(1)
  expect(await draftsOf(page)).toEqual([])
})

test('a photo that waits is counted once as a file and once as its line, and the numbers add up', async () => {
  const phone = await phoneOf('ph-truc')
  const { page, signal } = phone
  await report(phone, unique('Mất mạng có ảnh'))
  await allSent(phone)
  signal.lose()
  await page.getByLabel(t.addPhoto).setInputFiles('static/icons/icon-192.png')
  await page.getByRole('link', { name: vi.syncing.chip(vi.syncing.waiting(2)) }).click()
  await expect(page.getByText(photos.waiting(1))).toBeVisible()
  await expect(page.getByRole('heading', { name: `${vi.syncing.waitingTitle} (1)` })).toBeVisible()
  await expect(page.getByText(kinds['incidents.photo-added']!)).toBeVisible()
  await page.getByRole('link', { name: vi.back }).click()
  await expect(page.getByRole('heading', { name: vi.nav.more, level: 1 })).toBeVisible()
})

/** Other bytes where the first part of that picture should be. */
async function forge({ signal }: Phone, file: string) {
  const officer = await signedIn(`http://127.0.0.1:${signal.port}`, 'ph-truong', 'antt-demo')
  const picture = new Uint8Array(await readFile(file))
  const [part] = partDocuments(picture, officer.name)
  const data = Buffer.from(picture.fill(7)).toString('base64')
  const bytes = { content_type: 'application/octet-stream', data }
  const forged = { ...part!, type: 'image/png', _attachments: { bytes } }
  const place = photoDatabase({ unit: 'xa-phong-hiep', place: 'evidence', at: Date.now() })
  expect(await (await officer.post(`/${place}/_bulk_docs`, { docs: [forged] })).json()).toMatchObject([
    { ok: true }
  ])
}

test('a photo that was lost before it was sent, and one that the server refused, are told at their entries and in Đồng bộ', async () => {
  const phone = await phoneOf('ph-truc')
  const { page, signal } = phone
  // The server has neither from another test: it would give back what is lost.
  const [spoilt, file] = ['static/screenshots/desk.png', 'static/icons/maskable-512.png'] as const
  await report(phone, unique('Ảnh hỏng và ảnh bị từ chối'))
  await allSent(phone)
  await forge(phone, file)
  signal.lose()
  const waits = page.getByText(photos.waits, { exact: true })
  await page.getByLabel(t.addPhoto).setInputFiles(spoilt)
  await expect(waits).toHaveCount(1)
  expect(await page.evaluate(spoilPhotos)).toBe(1)
  await page.getByLabel(t.addPhoto).setInputFiles(file)
  await expect(waits).toHaveCount(2)
  signal.regain()
  const { lost, 'id-taken': taken } = photos.reasons
  for (const reason of [lost, taken]) await expect(page.getByText(reason)).toBeVisible()
  await expect(waits).toHaveCount(0)
  await page.getByRole('link', { name: vi.syncing.chip(vi.syncing.refused(2)) }).click()
  for (const words of [photos.refused(2), photos.daily, lost, taken])
    await expect(page.getByText(words)).toBeVisible()
  await expect(page.getByRole('button', { name: photos.sendAgain })).toBeVisible()
})
