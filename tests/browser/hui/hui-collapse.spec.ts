import { randomBytes } from 'node:crypto'
import type { Page } from '@playwright/test'
import { money } from '#lib/i18n/format.ts'
import { huiVi as hui } from '#lib/i18n/hui/hui-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { startTestStack } from '../../stack.ts'
import { openHui, openLine, openRound, pickHere } from './hui-steps.ts'
import { signInApproved } from '../approval.ts'
import { newPhone, readyForOffline, type Phone } from '../phone.ts'
import { build } from '../server.ts'
import { expect, forFile, test } from '../fixtures.ts'

let phone: Phone

forFile(async (keep) => {
  const stack = keep(await startTestStack({ buildDir: build }))
  const { name, password } = await stack.account('commander')
  phone = keep(await newPhone(stack.url))
  await signInApproved(stack, phone, { name, password })
  await readyForOffline(phone)
})

const newCode = () => `T-${randomBytes(3).toString('hex')}`

/** A line of three parts whose second took the first round; without a signal. */
async function heldLine(page: Page): Promise<string> {
  const code = newCode()
  phone.signal.lose()
  await openHui(phone)
  const members = ['Thu Hà', 'Sà Rêl', 'Mỹ Lệ']
  await openLine(page, { code, host: `Chủ ${code}`, face: '2000000', commission: '1.000.000', members })
  await openRound(page, { '2. Sà Rêl': '350.000' })
  await page.getByRole('button', { name: hui.round.save }).click()
  await expect(page.getByText(hui.line.payout)).toBeVisible()
  // The form goes back in history, which would undo the next step's navigation.
  await page.waitForURL(({ pathname }) => /^\/hui\/[^/]+$/.test(pathname))
  return code
}

test('money that the host puts in is told from money that was paid, and a stopped line stops', async () => {
  const { page } = phone
  const code = await heldLine(page)

  await page.getByRole('link', { name: hui.line.pay }).click()
  const row = page.getByRole('listitem').filter({ hasText: 'Mỹ Lệ' })
  await row.getByRole('button', { name: hui.pay.advance }).click()
  const sum = row.getByLabel(hui.pay.advanceOf(3), { exact: true })
  await expect(sum).toHaveValue('1.650.000')
  await sum.fill('1650001')
  await row.getByRole('button', { name: hui.pay.advanceSave }).click()
  await expect(row.getByText(hui.pay.tooMuch(money(1_650_000)))).toBeVisible()
  await sum.fill('1650000')
  await row.getByRole('button', { name: hui.pay.advanceSave }).click()
  // The page stays: it says there that the entry is kept.
  await expect(page.getByRole('status').getByText(vi.saved.here)).toBeVisible()
  await expect(row.getByText(hui.line.advanced(money(1_650_000)))).toBeVisible()
  await expect(row.getByRole('button', { name: hui.pay.advance })).toHaveCount(0)
  await expect(page.getByText(`${hui.line.paid(0, 2)} · ${hui.line.advancedParts(1)}`)).toBeVisible()

  await page.getByRole('link', { name: vi.back }).click()
  await expect(page.getByText(hui.line.advancedFor('Mỹ Lệ'))).toBeVisible()
  await expect(page.getByText(hui.line.arrears('Thu Hà'))).toBeVisible()
  await expect(page.getByText(hui.line.arrears('Mỹ Lệ'))).toHaveCount(0)
  await expect(page.getByRole('row', { name: /Mỹ Lệ/ }).getByText(hui.matrix.cells.advanced)).toHaveCount(1)
  // One part took and owes two more rounds of 2.000.000.
  await expect(page.getByText(money(4_000_000), { exact: true })).toBeVisible()

  await page.getByRole('link', { name: hui.line.stop }).click()
  await page.getByRole('button', { name: hui.line.stop }).click()
  await expect(page.getByText(hui.stop.reasonMissing)).toBeVisible()
  await page.getByLabel(hui.stop.on, { exact: true }).fill('2020-01-01')
  await expect(page.getByText(hui.stop.later(1))).toBeVisible()
  await page
    .getByLabel(hui.stop.on, { exact: true })
    .fill(new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10))
  await page.getByLabel(hui.stop.reason, { exact: true }).fill('Chủ hụi không giao tiền')
  await page.getByRole('button', { name: hui.line.stop }).click()
  await expect(page.getByText(/Đình hụi ngày .*: Chủ hụi không giao tiền/)).toBeVisible()
  await expect(page.getByRole('link', { name: hui.line.openRound })).toHaveCount(0)
  await page.getByRole('link', { name: vi.back }).click()
  await expect(
    page.getByRole('listitem').filter({ hasText: code }).getByText(hui.line.stopped, { exact: true })
  ).toBeVisible()
})

test('a collapse: claims one by one, to compare where two meet, to the đồng', async () => {
  const { page } = phone
  const code = await heldLine(page)
  await page.getByRole('link', { name: vi.back }).click()
  await page.getByLabel(hui.search).fill(`Chủ ${code}`)
  await page
    .locator('a[href^="/hui/person/"]')
    .filter({ hasText: `Chủ ${code}` })
    .click()
  await expect(page.getByText(hui.collapse.hosted)).toBeVisible()
  await page.getByRole('link', { name: hui.collapse.open }).click()
  await page.getByRole('button', { name: hui.collapse.open }).click()
  await expect(page.getByText(hui.collapse.gistMissing)).toBeVisible()
  await page.getByLabel(hui.collapse.gist, { exact: true }).fill('Bà con đến trụ sở')
  await page.getByRole('button', { name: hui.collapse.open }).click()
  await expect(page.getByText(hui.collapse.noClaims)).toBeVisible()
  await expect(page.getByRole('link', { name: code })).toBeVisible()

  await page.getByRole('link', { name: hui.collapse.add }).click()
  await page.getByRole('button', { name: hui.collapse.save }).click()
  await expect(page.getByText(hui.collapse.claimantMissing)).toBeVisible()
  await expect(page.getByText(hui.collapse.paperMissing)).toBeVisible()
  await pickHere(page, hui.collapse.claimant, `chu ${code}`, `Chủ ${code}`)
  await claim(page, '30000000', hui.collapse.papers.yes)
  await expect(page.getByText(money(30_000_000)).first()).toBeVisible()

  // Whoever is in no book needs only be typed.
  await page.getByRole('link', { name: hui.collapse.add }).click()
  await expect(page.getByLabel(hui.collapse.numberField, { exact: true })).toHaveValue('2')
  await page.getByLabel(hui.collapse.numberField, { exact: true }).fill('1')
  await expect(page.getByText(hui.collapse.numberTaken)).toBeVisible()
  await page.getByLabel(hui.person.find(hui.collapse.claimant), { exact: true }).fill('Một người ở xa')
  await claim(page, '5000001', hui.collapse.papers.no)
  await expect(page.getByText(money(35_000_001)).first()).toBeVisible()
  await expect(page.getByText(hui.collapse.unsure)).toBeVisible()
  await expect(page.getByText(`${hui.collapse.compare}: ${hui.collapse.sameNumber}`)).toHaveCount(2)

  await page.getByRole('button', { name: hui.entries.reverse, exact: true }).click()
  await page.getByRole('button', { name: `${hui.entries.reverse}: 1. Một người ở xa` }).click()
  await page.getByLabel(hui.entries.reason).fill('Ghi nhầm số')
  await page
    .getByRole('listitem')
    .filter({ hasText: 'Một người ở xa' })
    .getByRole('button', { name: hui.entries.reverse })
    .click()
  await expect(page.getByText(/đã ghi sửa: Ghi nhầm số/)).toBeVisible()
  await expect(page.getByText(money(30_000_000)).first()).toBeVisible()
  await expect(page.getByText(hui.collapse.unsure)).toHaveCount(0)
})

/** Fills in the rest of a claim and saves it. */
async function claim(page: Page, amount: string, paper: string) {
  await page.getByLabel(hui.collapse.amount, { exact: true }).fill(amount)
  await page.getByRole('radio', { name: paper }).check()
  await page.getByRole('button', { name: hui.collapse.save }).click()
  await expect(page.getByText(hui.collapse.total, { exact: true })).toBeVisible()
}
