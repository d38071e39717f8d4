import type { Page } from '@playwright/test'
import { handover } from '#lib/i18n/handover/handover-vi.ts'
import { incidents as t } from '#lib/i18n/incidents/incidents-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { heldWriting, holdWriting } from '../forms/held-writing.ts'
import { incidentPhones } from './incident-phones.ts'
import { choose, saveReport, textOf } from './incident-steps.ts'
import { enterPin, goInside, type Phone } from '../phone.ts'
import { expect, test } from '../fixtures.ts'
import { unique } from '../mark.ts'

declare global {
  /** Lets the book come that is held back. */
  var letRead: (() => void) | undefined
}
const { phoneOf } = incidentPhones()
const pictures = ['icon-192.png', 'icon-512.png', 'maskable-512.png'].map((name) => `static/icons/${name}`)
const shown = ({ page }: Phone) => page.getByRole('img', { name: t.photo, exact: true })
const lost = ({ page }: Phone, count: number) => page.getByText(t.photos.lost(count))

/** Saves a report with three pictures; its second picture waits to be written. */
async function halfSaved(phone: Phone, text: string): Promise<() => Promise<void>> {
  const { page } = phone
  await choose(phone, t.categories.theft)
  await textOf(phone).fill(text)
  await page.getByLabel(t.photos.choose).setInputFiles(pictures)
  await expect(page.getByRole('group', { name: t.photos.add }).getByRole('img')).toHaveCount(3)
  const letWrite = await holdWriting(page, 2)
  await saveReport(phone).click()
  await heldWriting(page)
  return letWrite
}

/** Holds back what is read of handovers; a page reads its own stream. @returns what lets it come */
async function holdHandovers(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(() => {
    const { getAll } = IDBIndex.prototype
    const held = new Promise<void>((resolve) => (globalThis.letRead = resolve))
    IDBIndex.prototype.getAll = function (query, count) {
      const real = getAll.call(this, query, count)
      const { lower } = query as IDBKeyRange
      if (!Array.isArray(lower) || !lower.includes('handover/')) return real
      const late: Partial<IDBRequest> & { result?: unknown } = {}
      real.onsuccess = async () => {
        await held
        IDBIndex.prototype.getAll = getAll
        late.result = real.result
        late.onsuccess?.call(real, new Event('success'))
      }
      return late as IDBRequest
    }
  })
  return () => page.evaluate(() => globalThis.letRead!())
}

async function openFromList(phone: Phone, text: string): Promise<void> {
  await goInside(phone, '/incidents')
  await expect(phone.page.getByRole('link', { name: text })).toHaveCount(1)
  await phone.page.getByRole('link', { name: text }).click()
}

test('who is in charge has its place on an incident’s page, and pushes nothing down when the book says it', async () => {
  const phone = await phoneOf('ph-truc', '/incident/new')
  const { page } = phone
  const text = unique('Ai phụ trách')
  await choose(phone, t.categories.theft)
  await textOf(phone).fill(text)
  await saveReport(phone).click()
  await expect(page).toHaveURL(/\/incident\/(?!new)/)
  await page.reload()
  const letRead = await holdHandovers(page)
  await enterPin(page, vi.pin.enter)
  const row = page.getByRole('listitem').filter({ hasText: handover.inCharge('') })
  const name = phone.page.getByText(new RegExp(`^${handover.inCharge('')}\\S`))
  await expect(row).toBeVisible()
  await expect(name).toHaveCount(0)
  await expect(page.locator('.seen')).toHaveCount(0)
  const top = async () => (await page.getByText(text).boundingBox())!.y
  // Letters that arrive meanwhile move a text by less than a line.
  const line = 16
  const before = await top()
  await letRead()
  await expect(name).toBeVisible()
  expect(Math.abs((await top()) - before)).toBeLessThan(line)
})

test('a lock in the middle of saving shows at once and loses no photo', async () => {
  const phone = await phoneOf('ph-truc', '/incident/new')
  const { page } = phone
  const thrown: Error[] = []
  page.on('pageerror', (error) => thrown.push(error))
  const text = unique('Khóa lúc đang lưu')
  const letWrite = await halfSaved(phone, text)
  await page.evaluate(() => {
    const channel = new BroadcastChannel('antt-tabs')
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel between tabs has none
    channel.postMessage('lock')
    channel.close()
  })
  await expect(page.getByRole('heading', { name: vi.pin.enter })).toBeVisible()
  await letWrite()
  await enterPin(page, vi.pin.enter)
  await openFromList(phone, text)
  await expect(shown(phone)).toHaveCount(3)
  await expect(lost(phone, 2)).toHaveCount(0)
  expect(thrown).toEqual([])
})

test('a reload in the middle of saving is told on the incident’s page, until somebody has read it or picks again', async () => {
  const phone = await phoneOf('ph-truc', '/incident/new')
  const { page } = phone
  const text = unique('Mở lại lúc đang lưu')
  await halfSaved(phone, text)
  await page.reload()
  await enterPin(page, vi.pin.enter)
  await expect(textOf(phone)).toHaveValue('')
  await openFromList(phone, text)
  await expect(lost(phone, 2)).toBeVisible()
  await expect(shown(phone)).toHaveCount(1)
  await page.reload()
  await enterPin(page, vi.pin.enter)
  await expect(lost(phone, 2)).toBeVisible()
  await page.getByRole('button', { name: t.photos.lostRead, exact: true }).click()
  await expect(lost(phone, 2)).toHaveCount(0)

  // The same for one that is added later.
  await holdWriting(page)
  await page.getByLabel(t.addPhoto).setInputFiles(pictures[1]!)
  await heldWriting(page)
  await page.reload()
  await enterPin(page, vi.pin.enter)
  await expect(lost(phone, 1)).toBeVisible()
  await page.getByLabel(t.addPhoto).setInputFiles(pictures[1]!)
  await expect(lost(phone, 1)).toHaveCount(0)
  await expect(shown(phone)).toHaveCount(2)
})
