import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { money } from '#lib/i18n/format.ts'
import { huiVi as hui } from '#lib/i18n/hui/hui-vi.ts'
import { incidents } from '#lib/i18n/incidents/incidents-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { databaseName, photoDatabaseName } from '#lib/domain/database-names.ts'
import { documentsIn, verifies } from '../browser/sync/couch.ts'
import { openHui, openLine, openRound } from '../browser/hui/hui-steps.ts'
import { openGate, openMore, unlock, writeEntry, type Phone } from '../browser/phone.ts'
import { phonesOf, phonesOfFile } from '../browser/phones.ts'
import { noise, photoFile, pictureOn, watchPictures } from '../browser/pictures.ts'
import type { Server } from '../browser/server.ts'
import { expect, forTest, test } from '../browser/fixtures.ts'
import { mark } from '../browser/mark.ts'

let server: Server
const phoneOf = phonesOfFile(() => server)
const newPhoneOf = phonesOf(() => server, forTest())

test.beforeAll(({ demo }) => void (server = demo))

test('a gate entry, an incident with its photo and a contribution, written without a signal, survive two kills', async () => {
  const [a, b] = [await phoneOf('ph-truc'), await phoneOf('ph-truong')]
  for (const phone of [a, b]) await watchPictures(phone)
  await unlock(b)
  const word = mark()
  const said = { entry: `Đóng vì mưa ${word}`, incident: `Mất máy bơm ${word}` }
  a.signal.lose()
  await openHui(a)
  const line = { code: `P-${word}`, host: 'Út Kiều', face: '2000000', commission: '1000000' }
  await openLine(a.page, { ...line, members: ['Thu Hà', 'Sà Rêl', 'Mỹ Lệ'] })
  await openRound(a.page, { '2. Sà Rêl': '350000' })
  await a.page.getByRole('button', { name: hui.round.save }).click()
  await expect(a.page.getByText(hui.line.paid(0, 2))).toBeVisible()
  await openGate(a, 'Cổng Kinh 3')
  await writeEntry(a, said.entry)
  await report(a, said.incident)
  await a.page.getByLabel(incidents.addPhoto).setInputFiles({ ...photoFile, buffer: await noise(a) })
  const kept = await pictureOn(a)
  await a.page.getByRole('link', { name: vi.nav.hui, exact: true }).click()
  await a.page.getByRole('link', { name: line.code }).click()
  await payFirst(a.page)
  await a.kill()
  await a.start()

  a.signal.regain()
  await unlock(a)
  // In the middle of its journey, with part of the photo at the server, the battery is empty.
  const parts = () => documentsIn(server, 'ph-truong', photoDatabaseName('xa-phong-hiep', 'evidence', ''))
  await expect.poll(async () => (await parts()).length, { intervals: [20] }).toBeGreaterThan(0)
  await a.kill()
  await a.start()
  await unlock(a)
  await openMore(a, vi.nav.sync)
  await expect(a.page.getByText(vi.syncing.nothingWaiting)).toBeVisible()

  await openGate(b, 'Cổng Kinh 3')
  await expect(b.page.getByText(said.entry)).toBeVisible()
  await b.page.getByRole('link', { name: vi.nav.incidents, exact: true }).click()
  await b.page.getByRole('link', { name: said.incident }).click()
  const seen = await pictureOn(b)
  expect(seen).toEqual(kept)
  await b.page.getByRole('link', { name: vi.nav.hui, exact: true }).click()
  await b.page.getByRole('link', { name: line.code }).click()
  await expect(b.page.getByText(hui.line.paid(1, 2))).toBeVisible()

  const stored = await documentsIn(server, 'ph-truong', databaseName('xa-phong-hiep', 'incidents', ''))
  const photos = stored.filter(({ body }) => body?.['sha256'] === seen.sha256)
  expect(photos.map(({ body }) => body)).toEqual([{ ...seen, type: 'image/jpeg' }])
  const directory = await documentsIn(server, 'ph-truong', databaseName('xa-phong-hiep', 'directory', ''))
  expect(await verifies(photos[0]!, directory)).toBe(true)
})

async function report({ page }: Phone, text: string): Promise<void> {
  await page.getByRole('link', { name: vi.nav.incidents, exact: true }).click()
  await page.getByRole('link', { name: vi.home.writeIncident, exact: true }).click()
  await page.getByRole('radio', { name: incidents.categories.theft, exact: true }).check()
  await page.getByLabel(incidents.form.text, { exact: true }).fill(text)
  await page.getByRole('button', { name: vi.home.writeIncident, exact: true }).click()
  await expect(page.getByText(incidents.report, { exact: true })).toBeVisible()
}

/** The first who owes has brought all of it. */
async function payFirst(page: Page): Promise<void> {
  await page.getByRole('link', { name: hui.line.pay }).click()
  const full = page.getByRole('button', { name: hui.pay.full(money(1_650_000)) })
  await full.first().click()
  await expect(page.getByText(hui.line.paid(1, 2))).toBeVisible()
}

test('what was typed is nowhere on the phone in clear', async () => {
  const phone = await newPhoneOf('ph-cong1b')
  await openGate(phone, 'Cổng 1B')
  const marker = randomBytes(32).toString('hex')
  phone.signal.lose()
  await writeEntry(phone, marker)
  phone.signal.regain()
  await openMore(phone, vi.nav.sync)
  await expect(phone.page.getByText(vi.syncing.nothingWaiting)).toBeVisible()
  await openGate(phone, 'Cổng 1B')
  await expect(phone.page.getByText(marker)).toBeVisible()
  await phone.page.reload()
  await phone.kill()

  const files = readdirSync(phone.profile, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile()
  )
  const contents = files.map(({ parentPath, name }) => readFileSync(join(parentPath, name)))
  const found = (text: string) =>
    (['utf8', 'utf16le'] as const).some((encoding) =>
      contents.some((bytes) => bytes.includes(Buffer.from(text, encoding)))
    )
  expect(contents.length).toBeGreaterThan(20)
  // The search itself works: what may stand in clear is found.
  expect(found('gates.note-written')).toBe(true)
  expect(found(marker)).toBe(false)
})
