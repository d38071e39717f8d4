import { randomBytes } from 'node:crypto'
import type { Page } from '@playwright/test'
import { money } from '#lib/i18n/format.ts'
import { huiHost as figures } from '#lib/i18n/hui/host/host-vi.ts'
import { huiLaw } from '#lib/i18n/hui/law/law-vi.ts'
import { huiVi as hui } from '#lib/i18n/hui/hui-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import { startTestStack, type TestStack } from '../../stack.ts'
import { asDocument } from '../../facts.ts'
import { TestCollapse } from '../../hui/test-collapse.ts'
import { agreement, TestLine, wholeParts } from '../../hui/test-line.ts'
import { hosts } from './hui-entries.ts'
import { openHui, openLine, openRound, pickHere } from './hui-steps.ts'
import { signInApproved } from '../approval.ts'
import { goInside, newPhone, readyForOffline, type Phone } from '../phone.ts'
import { build } from '../server.ts'
import { expect, forFile, test } from '../fixtures.ts'

let stack: TestStack
let phone: Phone

forFile(async (keep) => {
  stack = keep(await startTestStack({ buildDir: build }))
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
  await row.getByRole('button', { name: hui.pay.cover }).click()
  const sum = row.getByLabel(hui.pay.coverOf(3), { exact: true })
  await expect(sum).toHaveValue('1.650.000')
  await sum.fill('1650001')
  await row.getByRole('button', { name: hui.pay.coverSave }).click()
  await expect(row.getByText(hui.pay.tooMuch(money(1_650_000)))).toBeVisible()
  await sum.fill('1650000')
  await row.getByRole('button', { name: hui.pay.coverSave }).click()
  // The page stays: it says there that the entry is kept.
  await expect(page.getByRole('status').getByText(vi.saved.here)).toBeVisible()
  await expect(row.getByText(hui.line.covered(money(1_650_000)))).toBeVisible()
  await expect(row.getByRole('button', { name: hui.pay.cover })).toHaveCount(0)
  await expect(page.getByText(`${hui.line.paid(0, 2)} · ${hui.line.coveredParts(1)}`)).toBeVisible()

  await page.getByRole('link', { name: vi.back }).click()
  await expect(page.getByText(hui.line.coveredFor('Mỹ Lệ'))).toBeVisible()
  await expect(page.getByText(hui.line.arrears('Thu Hà'))).toBeVisible()
  await expect(page.getByText(hui.line.arrears('Mỹ Lệ'))).toHaveCount(0)
  await expect(page.getByRole('row', { name: /Mỹ Lệ/ }).getByText(hui.matrix.cells.covered)).toHaveCount(1)
  // One part took and owes two more rounds of 2.000.000.
  await expect(page.getByText(money(4_000_000), { exact: true })).toBeVisible()

  // A commission above what comes in: the form says before saving which records would wait.
  await page.getByRole('link', { name: hui.amend.title }).click()
  await page.getByLabel(hui.form.commissionAmount, { exact: true }).fill('20.000.000')
  await expect(page.getByText(hui.doubted.others(2))).toBeVisible()
  await expect(page.getByRole('listitem').getByText(hui.doubts['payout-below-zero'])).toBeVisible()
  await page.getByLabel(hui.form.commissionAmount, { exact: true }).fill('1.000.000')
  await expect(page.getByText(hui.doubted.others(2))).toHaveCount(0)
  await page.getByRole('link', { name: vi.back }).click()

  await page.getByRole('link', { name: hui.line.stop }).click()
  await page.getByRole('button', { name: hui.line.stop }).click()
  await expect(page.getByText(hui.stop.reasonMissing)).toBeVisible()
  await page.getByLabel(hui.stop.on, { exact: true }).fill('2020-01-01')
  // The round, and what was put in for it.
  await expect(page.getByText(hui.doubted.others(2))).toBeVisible()
  await expect(page.getByRole('listitem').getByText(hui.doubts['after-stop'])).toHaveCount(1)
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
  // Nobody sees what a member owes before a file is open.
  const ofHost = new URL(page.url()).pathname
  await expect(page.getByText(huiLaw.fines.title)).toBeVisible()
  await expect(page.getByText(figures.stops.title)).toHaveCount(0)
  await page.getByRole('link', { name: hui.collapse.open }).click()
  await page.getByRole('button', { name: hui.collapse.open }).click()
  await expect(page.getByText(hui.collapse.gistMissing)).toBeVisible()
  await page.getByLabel(hui.collapse.gist, { exact: true }).fill('Bà con đến trụ sở')
  await page.getByRole('button', { name: hui.collapse.open }).click()
  await expect(page.getByText(hui.collapse.noClaims)).toBeVisible()
  await expect(page.getByRole('link', { name: `${code} · Chủ ${code}` })).toBeVisible()
  // No line stops with the file: it leads to the stop of each, and the line's page back to the file.
  const ofFile = new URL(page.url()).pathname
  await page.getByRole('link', { name: `${hui.line.stop}: ${code}` }).click()
  await expect(page.getByLabel(hui.stop.reason, { exact: true })).toBeVisible()
  await page.getByRole('link', { name: vi.back }).click()
  await page.getByRole('link', { name: hui.collapse.of(`Chủ ${code}`) }).click()
  await page.waitForURL(({ pathname }) => pathname === ofFile)
  // By the book nobody has paid the one round, and its pot was not handed over.
  for (const [what, sum] of [
    ['hostOwes', 2_300_000],
    ['hostIsOwed', 3_300_000],
    ['notYetDue', 4_000_000]
  ] as const)
    await expect(
      page.getByRole('listitem').filter({ hasText: hui.collapse[what] }).getByText(money(sum))
    ).toBeVisible()

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

  await page.getByRole('button', { name: hui.entries.reverse.act, exact: true }).click()
  await page.getByRole('button', { name: `${hui.entries.reverse.act}: 1. Một người ở xa` }).click()
  await page.getByLabel(hui.entries.reverse.reason).fill('Ghi nhầm số')
  await page
    .getByRole('listitem')
    .filter({ hasText: 'Một người ở xa' })
    .getByRole('button', { name: hui.entries.reverse.act })
    .click()
  await expect(page.getByText(/đã ghi sửa: Ghi nhầm số/)).toBeVisible()
  await expect(page.getByText(money(30_000_000)).first()).toBeVisible()
  await expect(page.getByText(hui.collapse.unsure)).toHaveCount(0)

  await goInside(phone, ofHost)
  await page.getByLabel(figures.stops.member, { exact: true }).selectOption({ label: 'Sà Rêl' })
  await expect(page.getByText(figures.stops.total('Sà Rêl'))).toContainText(money(4_000_000))
  await expect(page.getByText(figures.stops.logged)).toBeVisible()
  phone.signal.regain()
  await expect.poll(looks).toBe(1)
})

test('a file that a colleague opened is one task until it was looked at; each claim stands beside the book', async () => {
  phone.signal.regain()
  const [host, mol] = (await hosts(stack, 'Năm Bé', 'Lý Thị Sà Mol')) as [string, string]
  const desk = new TestCollapse()
  desk.claim(1, { person: mol }, 1_000_000)
  desk.claim(2, { name: 'Một người ở xa' }, 5_000_001)
  const book = new TestLine(
    agreement(3, 1_000_000, { code: 'T-sổ', host, parts: wholeParts(mol, host, host) })
  )
  book.round(1, 2, 100_000)
  book.pay(1, 1, 900_000)
  const [opening, ...claims] = desk.facts
  const opened = { ...opening!, body: { ...opening!.body, host } }
  const { device, post } = await stack.account('officer')
  const [line, file] = [0, 0].map(() => uuidv7(Date.now(), randomBytes(10)))
  const docs = [
    ...book.facts.map((fact) => ({ ...fact, stream: `line/${line}` })),
    ...[opened, ...claims].map((fact) => ({ ...fact, stream: `collapse/${file}` }))
  ].map(({ type, stream, body }) =>
    asDocument(device.fact(stack.unit, 'hui', type as 'hui.line-agreed', stream, body))
  )
  const answer = (await (await post(`/${stack.database('hui')}/_bulk_docs`, { docs })).json()) as object[]
  expect(answer.filter((one) => !('ok' in one))).toEqual([])

  const { page } = phone
  await goInside(phone, '/')
  const task = page.getByRole('main').getByRole('link', { name: hui.collapse.of('Năm Bé') })
  await expect(task).toBeVisible()
  await task.click()
  const { comparison: own } = hui
  const row = page.getByRole('listitem').filter({ hasText: '1. Lý Thị Sà Mol' })
  await expect(row).toContainText(`${own.says(money(900_000))} · ${own.more(money(100_000))}`)
  await expect(page.getByRole('listitem').filter({ hasText: '2. Một người ở xa' })).toContainText(own.byName)
  await page.getByRole('link', { name: own.open }).click()
  const paper = page.getByRole('region', { name: own.heading })
  const cells = ['1. Lý Thị Sà Mol', ...[1_000_000, 900_000].map(money), `+${money(100_000)}`]
  await expect(paper.getByRole('row', { name: cells.join(' '), exact: true })).toBeVisible()
  await expect(paper.getByRole('row', { name: `${own.apart} ${money(5_000_001)}` })).toBeVisible()
  await expect(paper.getByRole('row', { name: `${own.all} ${money(6_000_001)}` })).toBeVisible()
  await goInside(phone, '/')
  await expect(page.getByRole('heading', { name: vi.home.tasks })).toBeVisible()
  await expect(task).toHaveCount(0)
})

/** Counts the looks at the figures of hosts that the server has. */
async function looks(): Promise<number> {
  const reader = await stack.account('commander')
  const answer = await reader.db(`/${stack.database('hui')}/_all_docs?include_docs=true`)
  const { rows } = (await answer.json()) as { rows: { doc: { type?: string } }[] }
  return rows.filter(({ doc }) => doc.type === 'hui.score-viewed').length
}

/** Fills in the rest of a claim and saves it. */
async function claim(page: Page, amount: string, paper: string) {
  await page.getByLabel(hui.collapse.amount, { exact: true }).fill(amount)
  await page.getByRole('radio', { name: paper }).check()
  await page.getByRole('button', { name: hui.collapse.save }).click()
  await expect(page.getByText(hui.collapse.total, { exact: true })).toBeVisible()
}
