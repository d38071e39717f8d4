import { expect, type Page } from '@playwright/test'
import { sealBundle } from '#lib/data/peers/bundle-file.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { peers as t } from '#lib/i18n/peers/peers-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { demoSession } from '../../devices/session.ts'
import type { TestDevice } from '../../facts.ts'
import { keyOf } from '../../peers/peer-stage.ts'
import type { Keep } from '../fixtures.ts'
import {
  approved,
  goInside,
  newPhone,
  openGate,
  readyForOffline,
  signIn,
  writeEntry,
  type Phone
} from '../phone.ts'

/** Opens a phone of an account of the demo that starts without a network too. @param prepare does so before the app starts */
export async function phoneOf(
  keep: Keep,
  url: string,
  account: string,
  prepare: (phone: Phone) => Promise<void> = async () => {}
): Promise<Phone> {
  const phone = keep(await newPhone(url))
  await prepare(phone)
  await signIn(phone, account)
  await approved(phone)
  await readyForOffline(phone)
  return phone
}

/** Brings two phones out of reach, the giver with a record that is not sent. */
export async function setOut(giver: Phone, taker: Phone, note: string): Promise<void> {
  await hearsOfAll(giver)
  giver.signal.lose()
  taker.signal.lose()
  await openGate(giver, 'Cổng 1B')
  await writeEntry(giver, note)
}

/** Has a phone ask the server once more: it has heard then of every phone that was approved before. */
export async function hearsOfAll(phone: Phone): Promise<void> {
  const { page } = phone
  await goInside(phone, '/sync')
  const heard = page.waitForResponse((answer) => answer.url().includes('-directory/_changes') && answer.ok())
  await page.getByRole('button', { name: vi.syncing.now, exact: true }).click()
  await heard
}

/** Returns what the server of the demo has in a book. */
export async function factsAt(url: string, book: string): Promise<Envelope[]> {
  const { db } = await demoSession(url, 'ph-truong')
  const { rows } = (await (await db(`/antt-xa-phong-hiep-${book}/_all_docs?include_docs=true`)).json()) as {
    rows: { doc: Envelope }[]
  }
  return rows.map(({ doc }) => doc)
}
export const gatesNow = () => {
  const now = new Date()
  return `gates-${now.getUTCFullYear()}q${Math.floor(now.getUTCMonth() / 3) + 1}`
}

/** Has a phone carry so many records of somebody else, whose phone it has heard of; it has no signal. */
export async function carrying(
  phone: Phone,
  { unit, to }: { unit: string; to: string },
  author: TestDevice,
  count: number
): Promise<Envelope[]> {
  const facts = Array.from({ length: count }, () => author.note(unit))
  const parcel = { unit, to, account: author.account, at: Date.now(), contents: { facts, boxes: [] } }
  const { file, code } = await sealBundle(parcel, keyOf(author))
  await fillTaking(phone, { name: 'a.sotay', mimeType: 'text/plain', buffer: Buffer.from(file) }, code)
  await expect(phone.page.getByText(t.take.added(count))).toBeVisible()
  return facts
}

type Files = Parameters<ReturnType<Page['locator']>['setInputFiles']>[0]

/** Fills in a file and its code, and takes it in. */
export async function fillTaking(phone: Phone, file: Files, code: string): Promise<void> {
  const { page } = phone
  if (!page.url().endsWith('/peers?do=take&by=file')) await goInside(phone, '/peers?do=take&by=file')
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByLabel(t.take.code, { exact: true }).fill(code)
  await page.getByRole('button', { name: t.take.submit, exact: true }).click()
}

/** Makes a file for somebody, from the first page on. @returns where it lies, and its code */
export async function giveFile({ page }: Phone, name: string) {
  await page
    .getByRole('link', { name: /^Đồng bộ: / })
    .filter({ visible: true })
    .first()
    .click()
  await page.getByRole('link', { name: t.title }).click()
  await page.getByRole('link', { name: t.give.open, exact: true }).click()
  await page.getByRole('link', { name: t.qr.give.file }).click()
  await page.getByRole('button', { name, exact: true }).click()
  await expect(page.getByText(t.give.ready(name))).toBeVisible()
  const code = (await page.locator('.code').textContent())!
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: t.give.save }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toMatch(/^so-tay-.*\.sotay$/)
  return { path: await download.path(), code }
}
