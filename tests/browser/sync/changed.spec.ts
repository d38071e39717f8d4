import { readFileSync } from 'node:fs'
import type { Download, Page } from '@playwright/test'
import { partId } from '#lib/domain/photos/parts.ts'
import type { ProofFile } from '#lib/domain/gates/proof-file.ts'
import { photoDatabase } from '#lib/domain/database-names.ts'
import { sheets } from '#lib/i18n/gates/register-vi.ts'
import { incidentReport } from '#lib/i18n/incidents/report-vi.ts'
import { incidents as t } from '#lib/i18n/incidents/incidents-vi.ts'
import { photos } from '#lib/i18n/photos/photos-vi.ts'
import { signatures } from '#lib/i18n/signatures-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { textOfPages } from '../../pdf.ts'
import type { TestStack } from '../../stack.ts'
import { allSent as isAllSent, phoneOf, stackWithGate } from '../gates/gate-stage.ts'
import { report } from '../incidents/incident-steps.ts'
import { goInside, openGate, writeEntry } from '../phone.ts'
import { expect, forFile, forTest, test } from '../fixtures.ts'

let stack: TestStack
const keep = forTest()
forFile(async (keep) => void (stack = keep(await stackWithGate())))

async function someone(role: 'officer' | 'commander') {
  const { phone } = await phoneOf(stack, role)
  return keep(phone)
}

interface Doc {
  _id: string
  _rev: string
  type?: string
  body: Record<string, unknown>
  _attachments: { bytes: { content_type: string; data: string } }
}

/** Whoever has the server's own password changes one letter of a incidentReport there. */
async function changeLetter(
  book: 'gates' | 'incidents',
  field: string,
  from: string,
  to: string
): Promise<string> {
  const database = stack.couch.nano.use<Doc>(stack.database(book))
  const { rows } = await database.list({ include_docs: true })
  const doc = rows.map(({ doc }) => doc as Doc | undefined).find((doc) => doc?.body?.[field] === from)!
  await database.insert({ ...doc, body: { ...doc.body, [field]: to } })
  return doc._id
}

/** And one bit of a photo. */
async function changeBit(): Promise<void> {
  const { rows } = await stack.couch.nano.use<Doc>(stack.database('incidents')).list({ include_docs: true })
  const named = rows.find(({ doc }) => (doc as Doc | undefined)?.type === 'incidents.photo-added')!.doc as Doc
  const place = { unit: stack.unit, place: 'evidence', at: 0 } as const
  const database = stack.couch.nano.use<Doc>(photoDatabase(place))
  const part = await database.get(partId((named.body['parts'] as string[])[0]!), { attachments: true })
  const bytes = Buffer.from(part._attachments.bytes.data, 'base64')
  bytes[100]! ^= 1
  const { content_type } = part._attachments.bytes
  await database.insert({
    ...part,
    _attachments: { bytes: { content_type, data: bytes.toString('base64') } }
  })
}

async function taken(page: Page, button: string): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download') as Promise<Download>,
    page.getByRole('button', { name: button }).click()
  ])
  return readFileSync(await download.path(), 'utf8')
}

test('35: a letter of the log, of an incident and a bit of its photo that were changed are told where they are seen, taken along and printed', async () => {
  const writer = await someone('officer')
  await openGate(writer, 'Cổng Chùa')
  await writeEntry(writer, 'Đóng lúc mười giờ')
  await writeEntry(writer, 'Khóa lúc mười giờ rưỡi')
  await goInside(writer, '/incidents')
  await report(writer, 'Mất một xe máy đỏ')
  await writer.page.getByLabel(t.addPhoto).setInputFiles('static/icons/icon-192.png')
  await expect(writer.page.getByRole('img', { name: t.photo, exact: true })).toBeVisible()
  await isAllSent(writer.page)
  const note = await changeLetter('gates', 'reason', 'Đóng lúc mười giờ', 'Đóng lúc chín giờ')
  await changeLetter('incidents', 'text', 'Mất một xe máy đỏ', 'Mất một xe máy đen')
  await changeBit()

  const reader = await someone('commander')
  const { page } = reader
  const chip = page.getByText(signatures.marks.changed, { exact: true })
  const changed = page.getByText(signatures.explained.changed, { exact: true })
  await test.step('seen in the gate’s log', async () => {
    await openGate(reader, 'Cổng Chùa')
    await expect(page.getByText('Đóng lúc chín giờ')).toBeVisible()
    await expect(changed).toHaveCount(1)
    await expect(page.locator('li', { hasText: 'Đóng lúc chín giờ' })).toContainText(
      signatures.explained.changed
    )
  })
  await test.step('taken along, and on the month’s sheet', async () => {
    await goInside(reader, '/gates/log')
    await expect(chip).toHaveCount(1)
    const proof = JSON.parse(await taken(page, sheets.search.json)) as ProofFile
    expect(proof.checked).toEqual({ changed: [note], unknown: [] })
    expect(proof.facts.filter(({ book }) => book === 'gates')).toHaveLength(2)
    await expect(page.getByText(signatures.found(1))).toBeVisible()
    const table = await taken(page, sheets.search.csv)
    const lines = table.split('\r\n')
    expect(lines.find((line) => line.includes('Đóng lúc chín giờ'))).toContain(signatures.states.changed)
    expect(lines.find((line) => line.includes('Khóa lúc mười giờ rưỡi'))).toContain(signatures.states.genuine)
    await goInside(reader, '/gates/sheet')
    await expect(chip).toHaveCount(1)
  })
  await test.step('seen in the incident’s story, and on its paper', async () => {
    await page.getByRole('link', { name: vi.nav.incidents, exact: true }).click()
    await page.getByRole('link', { name: 'Mất một xe máy đen' }).click()
    await expect(changed).toHaveCount(1)
    await expect(page.getByText(photos.problems['not-matching'])).toBeVisible()
    await page.getByRole('link', { name: t.paper, exact: true }).click()
    await expect(page.getByRole('heading', { name: incidentReport.heading })).toBeVisible()
    const whole = textOfPages(await page.pdf({ preferCSSPageSize: true })).join('')
    for (const said of [signatures.changed, incidentReport.differs, incidentReport.checked(1, 1, 0)])
      expect(whole).toContain(said.replace(/\s/g, ''))
    expect(whole).not.toContain(incidentReport.matches)
  })
})
