import { randomBytes } from 'node:crypto'
import type { Locator, Page } from '@playwright/test'
import { money } from '#lib/i18n/format.ts'
import { huiVi as hui } from '#lib/i18n/hui/hui-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { badBids, badLines, badNames, goodNames, type BadInput } from '../inputs/hui.ts'
import { openHui, openLine, openRound } from '../browser/hui/hui-steps.ts'
import { enterPin, goInside, openMore, type Phone } from '../browser/phone.ts'
import { phonesOfFile } from '../browser/phones.ts'
import { startServer, type Server } from '../browser/server.ts'
import { expect, forFile, test } from '../browser/fixtures.ts'

let server: Server
forFile(async (keep) => void (server = keep(await startServer())))
const phoneOf = phonesOfFile(() => server)

const code = () => `T-${randomBytes(3).toString('hex')}`
const newLine = (name: string) => ({
  code: name,
  host: 'Tăng Mỹ Huệ',
  face: '2000000',
  commission: '1.000.000',
  members: ['Thu Hà', 'Sà Rêl', 'Mỹ Lệ']
})

/** Expects the last round on the line's page, sum by sum. */
async function expectRound(page: Page) {
  await expect(page.getByText(hui.line.took('Sà Rêl', money(350_000))).first()).toBeVisible()
  // Three parts: nobody is dead yet, two live ones pay 2.000.000 − 350.000; the pot is that less 1.000.000.
  await expect(page.getByText(money(2_300_000), { exact: true }).first()).toBeVisible()
  await expect(page.getByText(hui.line.each(money(1_650_000)))).toBeVisible()
  await expect(page.getByText(money(3_300_000), { exact: true }).first()).toBeVisible()
}

test('a line opened without a signal reaches another phone, the same to the đồng', async () => {
  const a = await phoneOf('lt-truong')
  const b = await phoneOf('lt-truc')
  const line = newLine(code())
  a.signal.lose()
  await openHui(a)
  await openLine(a.page, line)
  await openRound(a.page, { '1. Thu Hà': '300.000', '2. Sà Rêl': '350000' })
  await expect(a.page.getByLabel(hui.round.bid, { exact: true }).nth(1)).toHaveValue('350.000')
  await expect(a.page.getByText(money(1_650_000), { exact: true })).toBeVisible()
  await expect(a.page.getByText(money(2_300_000), { exact: true })).toBeVisible()
  await a.page.getByRole('button', { name: hui.round.save }).click()
  await expectRound(a.page)

  await a.page.getByRole('link', { name: hui.line.pay }).click()
  await a.page
    .getByRole('listitem')
    .filter({ hasText: 'Thu Hà' })
    .getByRole('button', { name: hui.pay.full(money(1_650_000)) })
    .click()
  await expect(a.page.getByText(hui.line.paid(1, 2))).toBeVisible()
  await expect(a.page.getByText(hui.pay.differ(money(1_650_000)))).toBeVisible()
  await a.page.getByRole('button', { name: hui.pay.handOver }).click()
  await a.page.getByRole('button', { name: hui.pay.handed }).click()
  await expect(a.page.getByText(hui.line.handedPart(money(2_300_000), money(2_300_000)))).toBeVisible()
  a.signal.regain()
  await expect(a.page.getByRole('link', { name: vi.syncing.chip(vi.syncing.allSent) })).toBeVisible()

  await openHui(b)
  await b.page.getByLabel(hui.search).fill('my hue')
  await b.page.getByRole('link', { name: line.code }).click()
  await expectRound(b.page)
  await expect(b.page.getByText(hui.line.paid(1, 2))).toBeVisible()
  await expect(b.page.getByText(hui.line.arrears('Mỹ Lệ'))).toBeVisible()
  await expect(b.page.getByText(hui.line.handed)).toBeVisible()
  const row = b.page.getByRole('row', { name: /Mỹ Lệ/ })
  await expect(row.getByText(hui.matrix.cells.open)).toHaveCount(1)
})

test('a button tapped in a hurry adds one person, records one payment, and hands the pot over once', async () => {
  const phone = await phoneOf('lt-truong', '/hui')
  const { page } = phone
  await goInside(phone, '/hui/new')
  const name = `Chị Tư ${code()}`
  await page.getByLabel(hui.person.find(hui.part(1)), { exact: true }).fill(name)
  await hurry(page.getByRole('button', { name: hui.person.add(name) }))
  await expect(page.getByText(hui.form.count(1))).toBeVisible()
  await goInside(phone, '/hui')
  await page.getByLabel(hui.search).fill(name)
  await expect(page.getByText(name, { exact: true })).toHaveCount(1)
  await page.getByLabel(hui.search).fill('')

  await goInside(phone, '/hui/new')
  await page.getByRole('button', { name: hui.form.remove(1, name) }).click()
  await goInside(phone, '/hui')
  await openLine(page, newLine(code()))
  await openRound(page, { '2. Sà Rêl': '350.000' })
  await hurry(page.getByRole('button', { name: hui.round.save }))
  await expectRound(page)
  await page.getByRole('link', { name: hui.line.pay }).click()
  const thuHa = page.getByRole('listitem').filter({ hasText: 'Thu Hà' })
  await hurry(thuHa.getByRole('button', { name: hui.pay.full(money(1_650_000)) }))
  await expect(page.getByText(hui.line.paid(1, 2))).toBeVisible()
  await page.getByRole('button', { name: hui.pay.handOver }).click()
  await hurry(page.getByRole('button', { name: hui.pay.handed }))
  await expect(page.getByText(hui.line.handedPart(money(2_300_000), money(2_300_000)))).toBeVisible()
  await page.getByRole('link', { name: vi.back }).click()
  for (const entry of [
    hui.entries.round(1),
    hui.entries.money['hui.contribution-received'](1),
    hui.entries.payout(1)
  ])
    await expect(page.locator('#entries').getByText(entry, { exact: true })).toHaveCount(1)
  await expect(page.getByText(hui.line.doubtsTitle)).toHaveCount(0)
})

test('a record taken back no longer counts, and both stay in the book', async () => {
  const { page } = await openedLine()
  await openRound(page, { '2. Sà Rêl': '350.000' })
  await page.getByRole('button', { name: hui.round.save }).click()
  await expectRound(page)
  await page.getByRole('button', { name: hui.entries.reverse.act }).click()
  await page.getByRole('button', { name: hui.entries.reverse.act }).click()
  await expect(page.getByText(hui.entries.reasonMissing)).toBeVisible()
  await page.getByLabel(hui.entries.reverse.reason).fill('Ghi nhầm người hốt')
  await page.getByRole('button', { name: hui.entries.reverse.act }).click()
  await expect(page.getByText(hui.line.none)).toBeVisible()
  await expect(page.getByText(hui.entries.round(1), { exact: true })).toBeVisible()
  await expect(page.getByText('Ghi nhầm người hốt').first()).toBeVisible()
})

test('a lot is written down with its witnesses, and stands beside the round that it decided', async () => {
  const phone = await phoneOf('lt-truong', '/hui')
  const { page } = phone
  await goInside(phone, '/hui')
  await openLine(page, newLine(code()))
  await page.getByRole('link', { name: hui.line.openRound }).click()
  const { lots, lotNone, lot } = hui.round
  await page.getByLabel(`${lotNone} ${lot}`, { exact: true }).selectOption({ label: '2. Sà Rêl' })
  await page.getByRole('radio', { name: hui.round.collectedOptions.no }).check()
  await page.locator('summary').filter({ hasText: lots.title }).click()
  await page.getByLabel(lots.slips, { exact: true }).fill('3 phiếu')
  await page.getByRole('button', { name: hui.round.save }).click()
  await expect(page.getByText(lots.witnessMissing)).toBeVisible()
  await page.getByRole('checkbox', { name: 'Mỹ Lệ' }).check()
  await page.getByRole('button', { name: hui.round.save }).click()
  const entry = page.getByRole('listitem').filter({ hasText: hui.entries.lot(1) })
  for (const says of ['2. Sà Rêl', hui.entries.witnesses('Mỹ Lệ'), '3 phiếu'])
    await expect(entry).toContainText(says)
  await expect(page.getByText(hui.entries.round(1), { exact: true })).toBeVisible()
})

test('two takers of one round are a dispute that names both', async () => {
  const a = await openedLine()
  const path = new URL(a.page.url()).pathname
  await expect(a.page.getByRole('link', { name: vi.syncing.chip(vi.syncing.allSent) })).toBeVisible()
  const b = await phoneOf('lt-truc', '/hui')
  await b.page.locator(`a[href="${path}"]`).click()
  for (const [phone, part] of [
    [a, '1. Thu Hà'],
    [b, '2. Sà Rêl']
  ] as const) {
    phone.signal.lose()
    await openRound(phone.page, { [part]: '350.000' })
    await phone.page.getByRole('button', { name: hui.round.save }).click()
    await expect(phone.page.getByText(hui.line.payout)).toBeVisible()
  }
  a.signal.regain()
  b.signal.regain()
  await expect(a.page.getByText(hui.line.dispute)).toBeVisible()
  for (const claim of [
    hui.line.claim('Thu Hà', 1, money(350_000)),
    hui.line.claim('Sà Rêl', 2, money(350_000))
  ])
    await expect(a.page.getByText(claim)).toBeVisible()
  await expect(a.page.getByRole('link', { name: hui.line.openRound })).toHaveCount(0)
})

test('bids that cannot be are told at their place, and so is a day to come', async () => {
  const { page } = await openedLine()
  await openRound(page, { '2. Sà Rêl': '1' })
  for (const input of badBids) await refused(page, input, hui.round.save)
  await page.getByLabel(hui.round.bid, { exact: true }).fill('350000')
  await page.getByLabel(hui.round.on, { exact: true }).fill('2099-01-01')
  await expect(page.getByText(hui.round.future)).toBeVisible()
  await page.getByRole('button', { name: hui.round.save }).click()
  await expect(page.getByText(hui.round.future)).toBeVisible()
  await expect(page.getByLabel(hui.round.bid, { exact: true })).toHaveValue('350.000')
})

test('names are kept as they are typed, and found in a hurry', async () => {
  const phone = await phoneOf('lt-truong', '/hui')
  const { page } = phone
  for (const { typed, kept } of goodNames) {
    await page.getByRole('link', { name: hui.addPerson }).click()
    await page.getByLabel(hui.person.name, { exact: true }).fill(typed)
    await page.getByRole('button', { name: vi.note.save, exact: true }).click()
    await page.getByLabel(hui.search).fill(kept)
    await expect(page.getByText(kept, { exact: true })).toBeVisible()
    await page.getByLabel(hui.search).fill('')
  }
})

test('an address of nothing known says so, with a way back', async () => {
  const phone = await phoneOf('lt-truong', '/hui')
  const { page } = phone
  for (const [path, title, unknown] of [
    ['/hui/x/round', hui.line.openRound, hui.line.unknown],
    ['/hui/x/stop', hui.line.stop, hui.line.unknown],
    ['/hui/x/pay', hui.pay.title, hui.line.unknown],
    ['/hui/person/x', hui.people, hui.person.unknown],
    ['/hui/person/x/edit', hui.person.edit, hui.person.unknown],
    ['/hui/person/x/collapse', hui.collapse.open, hui.person.unknown],
    ['/hui/collapse/x/claim', hui.collapse.add, hui.collapse.unknown]
  ] as const) {
    await goInside(phone, path)
    await expect(page.getByRole('heading', { name: title, exact: true })).toBeVisible()
    await expect(page.getByText(unknown)).toBeVisible()
    await expect(page.getByRole('link', { name: vi.back })).toHaveAttribute('href', '/hui')
  }
})

test('what cannot be saved is told at its place, and nothing typed is lost', async () => {
  const phone = await phoneOf('lt-truong')
  const { page } = phone
  // Comes after the tests that fill these forms: what is refused stays in them.
  await openHui(phone)
  await page.getByRole('link', { name: hui.addPerson }).click()
  for (const input of badNames) await refused(page, input, vi.note.save)
  await page.getByRole('link', { name: vi.back }).click()

  await page.getByRole('link', { name: hui.open }).click()
  for (const input of badLines) await refused(page, input, hui.open)
  await openMore(phone, vi.nav.settings)
  await page.getByRole('button', { name: vi.settings.lock }).click()
  await enterPin(page, vi.pin.enter)
  await expect(page.getByRole('navigation', { name: vi.nav.label })).toBeVisible()
  await goInside(phone, '/hui/new')
  await expect(page.getByLabel(hui.form.code, { exact: true })).toHaveValue(badLines.at(-1)!.typed)
})

test('who keeps a gate sees nothing of the hụi book', async () => {
  const phone = await phoneOf('ph-cong1b', '/hui')
  await expect(phone.page.getByText(hui.closed)).toBeVisible()
  await expect(phone.page.getByRole('link', { name: hui.open })).toHaveCount(0)
})

/** Taps as long as the button stands there, faster than any thumb. */
const hurry = (button: Locator) =>
  button.evaluate(
    (element: HTMLElement) =>
      new Promise<void>((done) => {
        let taps = 0
        const tap = () => {
          element.click()
          if (++taps < 300 && element.isConnected) setTimeout(tap)
          else done()
        }
        tap()
      })
  )

async function openedLine(): Promise<Phone> {
  const phone = await phoneOf('lt-truong', '/hui')
  await openLine(phone.page, newLine(code()))
  return phone
}

async function refused(page: Page, { field, typed, says }: BadInput, save: string) {
  const box = page.getByLabel(field, { exact: true })
  await box.evaluate((box: HTMLInputElement, text) => {
    box.value = text
    box.dispatchEvent(new Event('input', { bubbles: true }))
  }, typed)
  await page.getByRole('button', { name: save, exact: true }).click()
  await expect(page.locator('.field').filter({ has: box }).getByRole('alert')).toHaveText(says)
  expect(await box.inputValue()).toBe(await box.evaluate((_, text) => text, typed))
}
