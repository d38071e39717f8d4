import { randomBytes } from 'node:crypto'
import { isoDay, money } from '#lib/i18n/format.ts'
import { huiVi as hui } from '#lib/i18n/hui/hui-vi.ts'
import { phonesOfFile } from '../phones.ts'
import { startServer, type Server } from '../server.ts'
import { expect, forFile, test } from '../fixtures.ts'
import { openHui, openLine, openRound } from './hui-steps.ts'

let server: Server
forFile(async (keep) => void (server = keep(await startServer())))
const phoneOf = phonesOfFile(() => server)
const { settlement: own } = hui

test('a stopped line keeps what was acknowledged and agreed, and what is still open of it', async () => {
  const phone = await phoneOf('lt-truong')
  const { page } = phone
  await openHui(phone)
  await openLine(page, {
    code: `T-${randomBytes(3).toString('hex')}`,
    host: 'Tăng Mỹ Huệ',
    face: '2000000',
    commission: '1.000.000',
    members: ['Thu Hà', 'Sà Rêl', 'Mỹ Lệ']
  })
  await openRound(page, { '2. Sà Rêl': '350.000' })
  await page.getByRole('button', { name: hui.round.save }).click()
  await page.getByRole('link', { name: hui.members.title }).click()
  await page
    .getByRole('radio', { name: hui.members.kinds['hui.member-left'], exact: true })
    .check({ force: true })
  await page.getByLabel(hui.members.left.part).selectOption({ label: '1. Thu Hà' })
  for (const name of [hui.members.signers.leaver, hui.members.signers.host])
    await page.getByRole('checkbox', { name, exact: true }).check()
  await page.getByRole('button', { name: hui.members.save, exact: true }).click()
  await expect(page.getByText(hui.members.card.left('Thu Hà', 1))).toBeVisible()
  await page.getByRole('link', { name: hui.line.stop }).click()
  await page.getByLabel(hui.stop.reason, { exact: true }).fill('Chủ hụi bệnh')
  await page.getByRole('button', { name: hui.line.stop }).click()

  await page.getByRole('link', { name: own.debt }).click()
  // Whoever left stands among them too.
  const people = ['Tăng Mỹ Huệ', 'Thu Hà', 'Sà Rêl', 'Mỹ Lệ']
  const listed = (label: string) => page.getByLabel(label, { exact: true }).locator('option:not([value=""])')
  await expect(listed(own.form.from)).toHaveText(people)
  await expect(listed(own.form.to)).toHaveText(people)
  await page.getByLabel(own.form.from, { exact: true }).selectOption({ label: 'Sà Rêl' })
  await page.getByLabel(own.form.to, { exact: true }).selectOption({ label: 'Tăng Mỹ Huệ' })
  await page.getByLabel(own.form.amount(1), { exact: true }).fill('500000')
  await page.getByLabel(own.form.on(1), { exact: true }).fill('30/12/2027')
  await page.getByRole('button', { name: own.form.add }).click()
  await page.getByRole('button', { name: own.form.saveDebt }).click()
  await expect(page.getByText(hui.money.missing)).toBeVisible()
  await page.getByLabel(own.form.amount(2), { exact: true }).fill('250000')
  await page.getByLabel(own.form.on(2), { exact: true }).fill('30/11/2027')
  await expect(page.getByText(own.form.total(money(750_000)))).toBeVisible()
  await page.getByRole('button', { name: own.form.saveDebt }).click()

  const rows = page.getByRole('listitem').filter({ hasText: own.pair('Sà Rêl', 'Tăng Mỹ Huệ') })
  await expect(rows).toContainText([own.due('30/11/2027'), own.due('30/12/2027')])
  await rows.nth(0).getByRole('button', { name: own.pay }).click()
  await expect(rows.nth(0)).toContainText(own.payToday(isoDay(Date.now()).split('-').reverse().join('/')))
  await rows.nth(0).getByLabel(hui.source.label).selectOption({ label: hui.source.options.paper })
  await rows.nth(0).getByLabel(own.payAmount).fill('200000')
  await rows.nth(0).getByRole('button', { name: own.pay }).click()
  await expect(rows.nth(0)).toContainText(own.open(money(50_000)))
  await expect(rows.nth(1)).toContainText(own.open(money(500_000)))
  const paid = page.getByRole('listitem').filter({ hasText: hui.entries.agreedPaid })
  await expect(paid).toContainText(hui.source.told.paper)

  await page.getByRole('link', { name: own.settle }).click()
  await expect(listed(own.form.payer)).toHaveText(people)
  await page.getByLabel(own.form.payer, { exact: true }).selectOption({ label: 'Tăng Mỹ Huệ' })
  await page.getByLabel(own.form.to, { exact: true }).selectOption({ label: 'Mỹ Lệ' })
  await page.getByLabel(own.form.amount(1), { exact: true }).fill('1650000')
  await page.getByLabel(own.form.on(1), { exact: true }).fill('30/12/2027')
  await page.getByRole('checkbox', { name: 'Tăng Mỹ Huệ' }).check()
  await page.getByRole('button', { name: own.form.saveSettlement }).click()
  await expect(page.getByText(own.form.nobodySigned)).toBeVisible()
  await page.getByRole('checkbox', { name: 'Mỹ Lệ' }).check()
  await page.getByRole('button', { name: own.form.saveSettlement }).click()
  const agreed = page.getByRole('listitem').filter({ hasText: own.pair('Tăng Mỹ Huệ', 'Mỹ Lệ') })
  await expect(agreed).toContainText(own.open(money(1_650_000)))
  await expect(agreed).not.toContainText(own.unsigned)
})
