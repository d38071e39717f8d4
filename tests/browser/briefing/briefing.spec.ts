import { randomBytes } from 'node:crypto'
import { uuidv7 } from '#lib/domain/uuid.ts'
import { briefing as t } from '#lib/i18n/briefing/briefing-vi.ts'
import { paper } from '#lib/i18n/paper-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { asDocument } from '../../facts.ts'
import type { TestAccount, TestStack } from '../../stack.ts'
import { expect, forFile, test } from '../fixtures.ts'
import { phoneOf, stackWithGate } from '../gates/gate-stage.ts'
import { goInside, type Phone } from '../phone.ts'

const text = 'Nguyễn Văn Tèo mất xe 69X9-000.15'

let stack: TestStack
let chief: Phone
let officer: Phone
let author: TestAccount
forFile(async (keep) => {
  stack = keep(await stackWithGate())
  const [commander, other] = [await phoneOf(stack, 'commander'), await phoneOf(stack, 'officer')]
  chief = keep(commander.phone)
  officer = keep(other.phone)
  author = other.account
})

async function report() {
  const stream = `incident/${uuidv7(Date.now(), randomBytes(10))}`
  const body = { category: 'theft', text }
  const fact = author.device.fact(stack.unit, 'incidents', 'incidents.incident-reported', stream, body)
  const answer = await author.post(`/${stack.database('incidents')}/_bulk_docs`, { docs: [asDocument(fact)] })
  expect(await answer.json()).toEqual([expect.objectContaining({ ok: true })])
}

test('the commander reads the last 24 hours, marks the book as read, and everybody who reads it sees the mark', async () => {
  await report()
  const { page } = chief
  await page.getByRole('link', { name: vi.home.briefing }).click()
  await expect(page.getByText(text)).toBeVisible()
  await expect(page.getByText(t.notSeen)).toBeVisible()
  const figures = page.getByText(/^GIAO BAN – /)
  await expect(figures).toContainText(t.text.incidents(1, 'Trộm cắp 1', 1))
  await expect(figures).not.toContainText('Tèo')
  await expect(figures).not.toContainText('69X9')
  await page.getByRole('button', { name: t.see, exact: true }).click()
  await expect(page.getByText(/^Chỉ huy .* đã xem sổ/)).toBeVisible()
  await expect(page.getByRole('button', { name: t.see, exact: true })).toBeHidden()
  await goInside(officer, '/briefing')
  await expect(officer.page.getByText(/^Chỉ huy .* đã xem sổ/)).toBeVisible()
  await expect(officer.page.getByRole('button', { name: t.see, exact: true })).toBeHidden()
})

test('what came after the mark asks the commander to read again', async () => {
  await report()
  await expect(chief.page.getByRole('button', { name: t.see, exact: true })).toBeVisible()
})

test('the paper of the meeting holds what happened, without a network', async () => {
  const { page, signal } = officer
  signal.lose()
  await page.getByRole('link', { name: paper.print }).click()
  const sheet = page.getByRole('article')
  await expect(sheet).toContainText(t.paper.heading)
  await expect(sheet).toContainText(text)
  signal.regain()
})
