import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { incidentReport } from '#lib/i18n/incidents/report-vi.ts'
import { incidents as t } from '#lib/i18n/incidents/incidents-vi.ts'
import { paper } from '#lib/i18n/paper-vi.ts'
import { photos } from '#lib/i18n/photos/photos-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { textOfPages } from '../../pdf.ts'
import { incidentPhones } from './incident-phones.ts'
import { allSent, report } from './incident-steps.ts'
import { expect, test } from '../fixtures.ts'
import { unique } from '../mark.ts'

const { phoneOf } = incidentPhones()

const bare = (text: string) => text.replace(/\s/g, '')
const hashOf = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex')
const icons = ['static/icons/icon-192.png', 'static/icons/icon-512.png']

/** From the incident on screen to its paper, and what a printer would get of it. */
async function printed(page: Page) {
  await page.getByRole('link', { name: t.paper, exact: true }).click()
  await expect(page.getByRole('heading', { name: incidentReport.heading })).toBeVisible()
  await expect
    .poll(() =>
      page.evaluate(() => [...document.images].every(({ complete, width }) => complete && width > 0))
    )
    .toBe(true)
  const pdf = await page.pdf({ preferCSSPageSize: true })
  const pages = textOfPages(pdf)
  const pictures = pdf.toString('latin1').match(/\/Subtype\s*\/Image/g)?.length ?? 0
  return { pages, whole: pages.join(''), pictures }
}

test('36: an incident is printed without a network: each diacritic, the photos and their hashes, and what is not on this phone', async () => {
  const text = unique('Kẻ gian bẻ khóa, dắt xe Wave đỏ; người đội nón lá đứng ở mé lộ')
  const a = await phoneOf('ph-truc')
  await report(a, text)
  for (const [i, icon] of icons.entries()) {
    await a.page.getByLabel(t.addPhoto).setInputFiles(icon)
    await expect(a.page.getByRole('img', { name: t.photo, exact: true })).toHaveCount(i + 1)
  }
  await allSent(a)
  a.signal.lose()
  const { pages, whole, pictures } = await printed(a.page)
  for (const said of [
    ...paper.motto,
    'CÔNG AN XÃ PHONG HIỆP',
    incidentReport.heading,
    incidentReport.about(t.categories.theft),
    'Hôm nay, hồi',
    'Đại úy Danh Hoàng Phúc',
    incidentReport.witness,
    text,
    incidentReport.checked(3, 0, 0),
    incidentReport.limits,
    paper.signs,
    ...icons.map(hashOf)
  ])
    expect(whole).toContain(bare(said))
  expect(whole).toMatch(/hồi\d{1,2}giờ\d\d,ngày\d{1,2}tháng\d{1,2}năm\d{4},tại/)
  expect(whole.split(bare(incidentReport.matches))).toHaveLength(icons.length + 1)
  expect(whole).not.toContain(bare(incidentReport.asRecorded))
  expect(pictures).toBeGreaterThanOrEqual(icons.length)
  pages.forEach((page, i) => expect(page).toContain(`${i + 1}/${pages.length}`))
  for (const word of [vi.nav.incidents, paper.print, vi.syncing.offline])
    expect(whole).not.toContain(bare(word))

  // Another phone has the records, and has never opened the photos.
  const b = await phoneOf('ph-truong')
  await expect(b.page.getByRole('link', { name: text })).toBeVisible()
  // The directory, by which signatures are checked, may come later than the incident.
  await allSent(b)
  b.signal.lose()
  await b.page.getByRole('link', { name: text }).click()
  await expect(b.page.getByText(photos.problems.unreachable)).toHaveCount(icons.length)
  const other = await printed(b.page)
  for (const said of [
    text,
    incidentReport.notCompared,
    photos.problems.unreachable,
    incidentReport.asRecorded,
    ...icons.map(hashOf)
  ])
    expect(other.whole).toContain(bare(said))
  expect(other.whole).toContain(bare(incidentReport.checked(3, 0, 0)))
  expect(other.pictures).toBe(0)
})
