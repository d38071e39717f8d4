import { randomBytes } from 'node:crypto'
import type { Locator, Page } from '@playwright/test'
import { money } from '#lib/i18n/format.ts'
import { huiVi as hui } from '#lib/i18n/hui/hui-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { phonesOfFile } from '../phones.ts'
import { startServer, type Server } from '../server.ts'
import { expect, forFile, test } from '../fixtures.ts'
import { addHere, openHui, openLine, openRound, pickHere } from './hui-steps.ts'

let server: Server
forFile(async (keep) => void (server = keep(await startServer())))
const phoneOf = phonesOfFile(() => server)
const { receipt } = hui

test('a receipt is issued after a payment, without a signal; its words stay when its money is taken back', async () => {
  const phone = await phoneOf('lt-truong')
  const { page } = phone
  phone.signal.lose()
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
  await page.getByRole('link', { name: hui.line.pay }).click()
  const payer = page.getByRole('listitem').filter({ hasText: 'Thu Hà' })
  await payer.getByRole('button', { name: hui.pay.full(money(1_650_000)) }).click()
  await payer.getByRole('button', { name: receipt.issueFor(money(1_650_000), receipt.ofPart(1, '')) }).click()

  const paper = page.getByRole('region', { name: receipt.heading })
  const asked = payer.getByRole('group', { name: receipt.check })
  for (const says of [
    `${receipt.payer}: Thu Hà`,
    `${receipt.payee}: Tăng Mỹ Huệ`,
    `${receipt.round}: 1`,
    `${receipt.amount}: ${money(1_650_000)}`
  ])
    await expect(asked.getByText(says, { exact: true })).toBeVisible()
  await asked.getByRole('button', { name: receipt.notYet }).click()
  await expect(paper).toHaveCount(0)
  await issue(payer, receipt.issueFor(money(1_650_000), receipt.ofPart(1, '')))
  await expect(paper.getByText(/^Số: LT-\d{4}[A-Z]{2}-000001$/)).toBeVisible()
  await expect(paper.getByText('Một triệu sáu trăm năm mươi nghìn đồng')).toBeVisible()
  const left = paper.getByRole('listitem').filter({ hasText: receipt.balance.contribution })
  await expect(left).toContainText(money(0))
  const address = new URL(page.url()).pathname
  await page.getByRole('link', { name: vi.back }).click()

  const paid = page
    .locator('#entries')
    .getByRole('listitem')
    .filter({ hasText: hui.entries.money['hui.contribution-received'](1) })
  await expect(paid.getByRole('link', { name: receipt.open })).toHaveAttribute('href', address)
  await reverse(paid, 'Ghi nhầm người')
  await page.locator('#entries').getByRole('link', { name: receipt.open }).click()
  await expect(paper).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: hui.doubts['receipt-unbacked'] })).toBeVisible()
  await expect(left).toContainText(money(0))
  await page.getByRole('link', { name: vi.back }).click()

  const issued = page
    .locator('#entries')
    .getByRole('listitem')
    .filter({ hasText: /Giấy biên nhận LT-/ })
    .filter({ hasText: 'Thu Hà →' })
    .last()
  await reverse(issued, 'Lập nhầm')
  await issued.getByRole('link', { name: receipt.open }).click()
  await expect(paper.getByText(receipt.void('Lập nhầm'))).toBeVisible()
  await expect(left).toContainText(money(0))
})

test('after “thu đủ” each due has its receipt, also once the round is closed; a half says so, and a name is whole', async () => {
  const phone = await phoneOf('lt-truong')
  const { page } = phone
  await openHui(phone)
  const code = await lineInHalves(page)
  await page.getByRole('link', { name: hui.line.openRound }).click()
  await page.getByLabel(hui.round.whoTakes, { exact: true }).selectOption({ label: '3. Sáu Thu' })
  await page.getByRole('radio', { name: hui.round.collectedOptions.yes, exact: true }).check()
  await page.getByRole('button', { name: hui.round.save }).click()
  await page.getByRole('link', { name: hui.line.pay }).click()
  await page.getByRole('button', { name: hui.pay.handOver }).click()
  await page.getByRole('button', { name: hui.pay.handed }).click()
  await expect(page.getByText(hui.pay.settled)).toBeVisible()
  await page.getByRole('link', { name: vi.back }).click()
  await expect(page.getByRole('link', { name: hui.line.pay })).toHaveCount(0)
  await page.getByRole('link', { name: receipt.ofRounds }).click()

  const payer = page.getByRole('listitem').filter({ hasText: 'Tám Thử' }).first()
  await expect(payer.getByText(receipt.issueFor(money(1_000_000), receipt.ofPart(2, '')))).toBeVisible()
  await issue(payer, receipt.issueFor(money(500_000), receipt.ofPart(1, hui.members.share(1, 2))))
  const paper = page.getByRole('region', { name: receipt.heading })
  await expect(paper.getByText(`${receipt.payer}: Kim Rết Thử (Tám Thử)`)).toBeVisible()
  await expect(paper.getByText(receipt.office(code))).toBeVisible()
  const left = paper.getByRole('listitem').filter({ hasText: receipt.balance.contribution })
  await expect(left).toContainText(money(0))
  await page.getByRole('link', { name: vi.back }).click()
  await page.getByRole('link', { name: receipt.ofRounds }).click()
  await expect(
    payer.getByRole('link', {
      name: receipt.openFor(money(500_000), receipt.ofPart(1, hui.members.share(1, 2)))
    })
  ).toBeVisible()
  await expect(page.getByText(hui.pay.settled)).toBeVisible()
})

/** Issues a receipt in two acts. */
async function issue(payer: Locator, label: string) {
  await payer.getByRole('button', { name: label, exact: true }).click()
  await payer.getByRole('button', { name: receipt.sure }).click()
}

/** Opens a line by order in which Tám Thử, whose name is Kim Rết Thử, holds half of part 1 and all of part 2. */
async function lineInHalves(page: Page): Promise<string> {
  const code = `T-${randomBytes(3).toString('hex')}`
  const { form, members, person } = hui
  await page.getByRole('link', { name: hui.addPerson }).click()
  await page.getByLabel(person.name, { exact: true }).fill('Kim Rết Thử')
  await page.getByLabel(person.knownAs, { exact: true }).fill('Tám Thử')
  await page.getByRole('button', { name: vi.note.save, exact: true }).click()
  await page.getByRole('link', { name: hui.open }).click()
  await page.getByLabel(form.code, { exact: true }).fill(code)
  await addHere(page, hui.host, 'Út Kiều')
  await page.getByLabel(form.face, { exact: true }).fill('1000000')
  const choose = (name: string) => page.getByRole('radio', { name, exact: true }).check({ force: true })
  await choose(hui.models['interest-free'])
  await choose(form.cuts(2))
  await choose(form.commissions.none)
  const units = page.getByRole('group', { name: form.units })
  await units.getByRole('radio', { name: members.share(1, 2), exact: true }).check()
  await pickHere(page, hui.part(1), 'tam thu', 'Tám Thử Kim Rết Thử')
  await addHere(page, form.rest(1, members.share(1, 2)), 'Tư Lành')
  await pickHere(page, hui.part(2), 'tam thu', 'Tám Thử Kim Rết Thử')
  await addHere(page, hui.part(3), 'Sáu Thu')
  await page.getByRole('button', { name: hui.open, exact: true }).click()
  await expect(page.getByRole('heading', { name: code, exact: true })).toBeVisible()
  return code
}

async function reverse(row: Locator, reason: string) {
  await row.getByRole('button', { name: hui.entries.reverse.act }).click()
  await row.getByLabel(hui.entries.reverse.reason).fill(reason)
  await row.getByRole('button', { name: hui.entries.reverse.act }).click()
  await expect(row.getByLabel(hui.entries.reverse.reason)).toHaveCount(0)
}
