import { randomBytes } from 'node:crypto'
import type { Page } from '@playwright/test'
import { money } from '#lib/i18n/format.ts'
import { huiVi as hui } from '#lib/i18n/hui/hui-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { startTestStack } from '../../stack.ts'
import { openHui, openLine, openRound } from './hui-steps.ts'
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

test('what hangs on a round is told before it is taken back, and money that is too much is credit of its payer', async () => {
  const { page } = phone
  await openHui(phone)
  await openLine(page, {
    code: `T-${randomBytes(3).toString('hex')}`,
    host: 'Tăng Mỹ Huệ',
    face: '2000000000',
    commission: '1.000.000',
    members: ['Thu Hà', 'Sà Rêl', 'Mỹ Lệ']
  })
  await openRound(page, { '2. Sà Rêl': '350.000' })
  await page.getByRole('button', { name: hui.round.save }).click()
  await expect(page.getByText(hui.line.payout)).toBeVisible()
  await page.getByRole('link', { name: hui.line.pay }).click()
  await expect(page.getByText(/lệch/)).toHaveCount(0)
  await expect(page.getByRole('button', { name: money(3_998_300_000) })).toBeVisible()
  expect(await reachOf(page, { width: 360, height: 740 })).toBeLessThanOrEqual(360)
  const payer = page.getByRole('listitem').filter({ hasText: 'Thu Hà' })
  await payer.getByRole('button', { name: hui.pay.full(money(1_999_650_000)) }).click()
  await expect(page.getByText(hui.line.paid(1, 2))).toBeVisible()
  await page.getByRole('link', { name: vi.back }).click()

  await page
    .getByRole('listitem')
    .filter({ hasText: hui.entries.round(1) })
    .getByRole('button', { name: hui.entries.reverse.act })
    .click()
  await expect(
    page.getByText(hui.entries.waits({ payments: 1, handed: false, later: 0 }), { exact: true })
  ).toBeVisible()
  await page.getByLabel(hui.entries.reverse.reason).fill('Ghi nhầm tiền bỏ')
  await page.getByRole('button', { name: hui.entries.reverse.act }).last().click()
  await expect(page.getByText(hui.line.none)).toBeVisible()
  await expect(page.getByText(hui.doubts['round-withdrawn']).first()).toBeVisible()
  await expect(page.getByText(hui.doubts['unknown-round'])).toHaveCount(0)

  await openRound(page, { '3. Mỹ Lệ': '450.000' })
  await page.getByRole('button', { name: hui.round.save }).click()
  const credit = page.getByRole('listitem').filter({ hasText: hui.line.credit('Thu Hà') })
  await expect(credit).toContainText(money(100_000))
  const row = page.getByRole('row', { name: /Thu Hà/ })
  await expect(row.getByText(hui.matrix.cells.paid)).toHaveCount(1)
  await expect(row.getByText(hui.matrix.cells.open)).toHaveCount(0)
  expect(await beyondItsCard(page, money(3_998_100_000))).toBe(false)
  await page.getByRole('link', { name: hui.line.pay }).click()
  await expect(payer.getByText(hui.pay.credit(money(100_000)))).toBeVisible()
})

test('money of one tap is taken back by another: the book has both, and owes as before', async () => {
  const { page } = phone
  await openHui(phone)
  await openLine(page, {
    code: `T-${randomBytes(3).toString('hex')}`,
    host: 'Võ Thị Kiều',
    face: '2000000',
    commission: '1.000.000',
    members: ['Hên', 'Rêl', 'Đực']
  })
  await openRound(page, { '2. Rêl': '350.000' })
  await page.getByRole('button', { name: hui.round.save }).click()
  await page.getByRole('link', { name: hui.line.pay }).click()
  const due = money(1_650_000)
  const payer = (name: string) => page.getByRole('listitem').filter({ hasText: name })
  const next = payer('Đực').getByRole('button', { name: hui.pay.full(due) })
  const place = await next.boundingBox()
  await payer('Hên')
    .getByRole('button', { name: hui.pay.full(due) })
    .click()
  await expect(page.getByText(hui.line.paid(1, 2))).toBeVisible()
  expect(await next.boundingBox()).toEqual(place)
  await page.getByText(hui.pay.undo.recorded(due, 'Hên')).scrollIntoViewIfNeeded()
  await page.getByRole('button', { name: hui.pay.undo.act }).click()
  await expect(page.getByText(hui.pay.undo.undone(due, 'Hên'))).toBeVisible()
  await expect(page.getByText(hui.line.paid(0, 2))).toBeVisible()
  await page.getByRole('link', { name: vi.back }).click()
  const entry = page.locator('#entries').getByRole('listitem')
  await expect(
    entry.filter({ hasText: hui.entries.money['hui.contribution-received'](1) }).first()
  ).toContainText(hui.pay.undo.reason)
})

/** Does money at letters twice as large reach past its card on a narrow phone? */
async function beyondItsCard(page: Page, sum: string): Promise<boolean> {
  const size = page.viewportSize()!
  await page.setViewportSize({ width: 320, height: 640 })
  await page.evaluate(() => (document.documentElement.style.fontSize = '200%'))
  const beyond = await page
    .getByText(sum, { exact: true })
    .first()
    .evaluate((money) => {
      const card = money.closest('section')!.getBoundingClientRect()
      const { left, right, height } = money.getBoundingClientRect()
      const oneLine = height < 2 * parseFloat(getComputedStyle(money).lineHeight)
      return left < card.left || right > card.right || !oneLine
    })
  await page.evaluate(() => (document.documentElement.style.fontSize = ''))
  await page.setViewportSize(size)
  return beyond
}

/** Returns how wide the page is at letters twice as large, px. */
async function reachOf(page: Page, screen: { width: number; height: number }): Promise<number> {
  const size = page.viewportSize()!
  await page.setViewportSize(screen)
  await page.evaluate(() => (document.documentElement.style.fontSize = '200%'))
  const reach = await page.evaluate(() => document.documentElement.scrollWidth)
  await page.evaluate(() => (document.documentElement.style.fontSize = ''))
  await page.setViewportSize(size)
  return reach
}
