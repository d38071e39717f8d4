import { randomBytes } from 'node:crypto'
import { isoDay } from '#lib/i18n/format.ts'
import { huiVi as hui } from '#lib/i18n/hui/hui-vi.ts'
import { startTestStack } from '../../stack.ts'
import { addHere, openHui, openLine } from './hui-steps.ts'
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

test('a line by the lunar calendar records both days of each round, by lot until nobody is left to draw', async () => {
  const { page } = phone
  const save = page.getByRole('button', { name: hui.round.save })
  const lunar = /\d+ tháng \S+.* \(\d\d\/\d\d\/\d{4}\)/
  await openHui(phone)
  await page.getByRole('link', { name: hui.open }).click()
  await page.getByLabel(hui.form.code, { exact: true }).fill(`T-${randomBytes(3).toString('hex')}`)
  await addHere(page, hui.host, 'Tăng Mỹ Huệ')
  await page.getByLabel(hui.form.face, { exact: true }).fill('2000000')
  await page.getByRole('radio', { name: hui.form.calendars.lunar }).check()
  await page.getByLabel(hui.form.startsOn, { exact: true }).fill(isoDay(Date.now() - 40 * 24 * 3_600_000))
  await expect(page.getByText(lunar)).toBeVisible()
  await addHere(page, hui.part(1), 'Thu Hà')
  await expect(page.getByText(hui.form.count(1))).toBeVisible()
  await addHere(page, hui.part(2), 'Sà Rêl')
  await expect(page.getByText(hui.form.count(2))).toBeVisible()
  await page.getByRole('button', { name: hui.open, exact: true }).click()

  await page.getByRole('link', { name: hui.line.openRound }).click()
  await expect(page.getByText(lunar)).toBeVisible()
  const answer = page.getByRole('radio', { name: hui.round.collectedOptions.no })
  await save.click()
  await expect(page.getByText(hui.round.lotMissing)).toBeVisible()
  await expect(page.getByText(hui.round.collectedMissing)).toBeVisible()
  await answer.check()
  await page.getByLabel(new RegExp(hui.round.lotNone)).selectOption({ label: '2. Sà Rêl' })
  await expect(page.getByText(hui.round.lotMissing)).toHaveCount(0)
  await save.click()
  await expect(page.getByText(new RegExp(`${hui.line.round(1)}.*${lunar.source}`))).toBeVisible()

  await page.getByRole('link', { name: hui.line.openRound }).click()
  await expect(page.getByText(hui.round.lastRound)).toBeVisible()
  // The day of the first round is asked about, and may be meant.
  const on = page.getByLabel(hui.round.on, { exact: true })
  const sameDay = page.getByText(hui.round.sameDay(1, '…').split('…')[0]!)
  const planned = await on.inputValue()
  await expect(sameDay).toHaveCount(0)
  await on.fill(isoDay(Date.now() - 40 * 24 * 3_600_000))
  await expect(sameDay).toBeVisible()
  await on.fill(planned)
  await expect(sameDay).toHaveCount(0)
  await answer.check()
  await expect(page.getByText(lunar)).toBeVisible()
  await save.click()
  await expect(page.getByText(new RegExp(`${hui.line.round(2)}.*${lunar.source}`))).toBeVisible()
})

test('a line written by the wrong calendar is put right, and its coming rounds are by the moon then', async () => {
  const { page } = phone
  const start = isoDay(Date.now() - 40 * 24 * 3_600_000)
  await openHui(phone)
  await openLine(page, {
    code: `T-${randomBytes(3).toString('hex')}`,
    host: 'Chín Bông',
    face: '2000000',
    commission: '500.000',
    members: ['Tư Lựu', 'Mỹ Lệ']
  })
  await page.getByRole('link', { name: hui.amend.title }).click()
  await page.getByLabel(hui.form.startsOn, { exact: true }).fill(start)
  await page.getByRole('radio', { name: hui.form.calendars.lunar }).check()
  const lunar = /\d+ tháng \S+.* \(\d\d\/\d\d\/\d{4}\)/
  await expect(page.getByText(lunar)).toBeVisible()
  await page.getByLabel(hui.amend.reason).fill('Ghi nhầm lịch')
  await page.getByRole('button', { name: hui.amend.save }).click()
  await expect(page.getByText('Ghi nhầm lịch')).toBeVisible()
  await page.getByRole('link', { name: hui.line.openRound }).click()
  await expect(page.getByText(lunar)).toBeVisible()
})
