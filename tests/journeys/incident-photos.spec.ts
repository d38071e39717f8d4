import { incidents as t } from '#lib/i18n/incidents/incidents-vi.ts'
import { kinds } from '#lib/i18n/fact-types-vi.ts'
import { photos } from '#lib/i18n/photos/photos-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { photoDatabase } from '#lib/domain/database-names.ts'
import { spoilPhotos } from '../store/spoil.ts'
import { draftsOf } from '../browser/forms/drafts.ts'
import { incidentPhones } from '../browser/incidents/incident-phones.ts'
import {
  allSent,
  choose,
  report,
  reportSent,
  saveReport,
  textOf
} from '../browser/incidents/incident-steps.ts'
import { enterPin, type Phone } from '../browser/phone.ts'
import { expect, test } from '../browser/fixtures.ts'
import { unique } from '../browser/mark.ts'

const { phoneOf, newPhoneOf, documents, bodiesWith } = incidentPhones('own')

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
  await reportSent(phone, unique('Mất mạng có ảnh'))
  signal.lose()
  // The server has none of it from another test.
  await page.getByLabel(t.addPhoto).setInputFiles('static/screenshots/gates.png')
  await page.getByRole('link', { name: vi.syncing.chip(vi.syncing.waiting(2)) }).click()
  await expect(page.getByText(photos.waiting(1))).toBeVisible()
  await expect(page.getByRole('heading', { name: `${vi.syncing.waitingTitle} (1)` })).toBeVisible()
  await expect(page.getByText(kinds['incidents.photo-added']!)).toBeVisible()
  await page.getByRole('link', { name: vi.back }).click()
  await expect(page.getByRole('heading', { name: vi.nav.more, level: 1 })).toBeVisible()
})

/** Answers each part of a photo as a server does that takes no more of this size. */
function takeNoPhotos({ page }: Phone) {
  const place = photoDatabase({ unit: 'xa-phong-hiep', place: 'evidence', at: Date.now() })
  const answer = { status: 413, json: { error: 'too_large', reason: 'too large' } }
  return page.route(`**/db/${place}/_bulk_docs`, (route) => route.fulfill(answer))
}

test('a photo that was lost before it was sent, and one that the server refused, are told at their entries and in Đồng bộ', async () => {
  const phone = await newPhoneOf('ph-truc')
  const { page, signal } = phone
  // The server has neither from another test: it would give back what is lost.
  const [spoilt, file] = ['static/screenshots/desk.png', 'static/icons/maskable-512.png'] as const
  await reportSent(phone, unique('Ảnh hỏng và ảnh bị từ chối'))
  await takeNoPhotos(phone)
  signal.lose()
  const waits = page.getByText(photos.waits, { exact: true })
  await page.getByLabel(t.addPhoto).setInputFiles(spoilt)
  await expect(waits).toHaveCount(1)
  expect(await page.evaluate(spoilPhotos)).toBe(1)
  await page.getByLabel(t.addPhoto).setInputFiles(file)
  await expect(waits).toHaveCount(2)
  signal.regain()
  const { lost, 'too-large': large } = photos.reasons
  for (const reason of [lost, large]) await expect(page.getByText(reason)).toBeVisible()
  await expect(waits).toHaveCount(0)
  await page.getByRole('link', { name: vi.syncing.chip(vi.syncing.refused(2)) }).click()
  for (const words of [photos.refused(2), photos.daily, lost, large])
    await expect(page.getByText(words)).toBeVisible()
  await expect(page.getByRole('button', { name: photos.sendAgain })).toBeVisible()
})
