import type { Page } from '@playwright/test'
import { hand } from '#lib/i18n/gates/manual-vi.ts'
import { incidents } from '#lib/i18n/incidents/incidents-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import type { Role } from '#lib/domain/roles.ts'
import { startTestStack, type TestAccount, type TestStack } from '../stack.ts'
import { signInApproved } from '../browser/approval.ts'
import { newPhone, pin, type Phone } from '../browser/phone.ts'
import { countFingers, fingersOf } from '../browser/access/taps.ts'
import { expect, forFile, forTest, test } from '../browser/fixtures.ts'
import { build } from '../browser/server.ts'

let stack: TestStack
let phone: Phone
forFile(async (keep) => void (stack = keep(await startTestStack({ buildDir: build }))))
const keep = forTest()

/** A phone that has the link and nothing else, in the hand of somebody whose account has twelve letters. */
async function handed(role: Role): Promise<TestAccount> {
  const account = await stack.account(role)
  await stack.provision({
    units: [{ id: stack.unit, name: 'Thử', kind: 'xã' }],
    accounts: [],
    gates: [{ unit: stack.unit, gate: 'cong-1', name: 'Cổng Một', kind: 'hand', keepers: [account.name] }]
  })
  phone = keep(await newPhone(stack.url))
  await countFingers(phone.page)
  return account
}

async function typePin(page: Page, title: string) {
  await expect(page.getByRole('heading', { name: title })).toBeVisible()
  for (const digit of pin) await page.getByRole('button', { name: digit, exact: true }).click()
}

test('from the link to the first saved record: at most 12 taps and 60 letters', async () => {
  const account = await handed('keeper')
  const { page } = phone
  await page.goto(phone.signal.url)
  await page.getByLabel(vi.signIn.account, { exact: true }).click()
  await page.keyboard.type(account.name)
  await page.getByLabel(vi.signIn.password, { exact: true }).click()
  await page.keyboard.type(account.password)
  await page.getByRole('button', { name: vi.signIn.submit, exact: true }).click()
  await typePin(page, vi.pin.choose)
  await typePin(page, vi.pin.again)
  // Its commander's taps are another phone's.
  await stack.letInPhoneOf(account.name)
  await page.getByRole('link', { name: vi.home.writeClosed }).click()
  await page.getByRole('button', { name: hand.without }).click()
  await expect(page.getByText(vi.saved.here)).toBeVisible()
  const { taps, typed } = await fingersOf(page)
  // Somebody counted: a count of nothing would prove nothing.
  expect(typed).toBe(account.name.length + account.password.length + 2 * pin.length)
  expect(taps).toBeGreaterThanOrEqual(5)
  expect(taps).toBeLessThanOrEqual(12)
  expect(typed).toBeLessThanOrEqual(60)
})

test('from the first page to a saved incident: at most 3 taps, and the words', async () => {
  const { name, password } = await handed('officer')
  const { page } = phone
  await page.goto(phone.signal.url)
  await signInApproved(stack, phone, { name, password })
  await expect(page.getByRole('link', { name: vi.home.writeIncident, exact: true })).toBeVisible()
  const before = await fingersOf(page)
  const text = 'Cháy đống rơm'
  await page.getByRole('link', { name: vi.home.writeIncident, exact: true }).click()
  await page.getByRole('radio', { name: incidents.categories.fire, exact: true }).click()
  // The words have the focus already: nobody taps on their field.
  await expect(page.getByLabel(incidents.form.text, { exact: true })).toBeFocused()
  await page.keyboard.type(text)
  await page.getByRole('button', { name: vi.home.writeIncident, exact: true }).click()
  await expect(page.getByText(incidents.report, { exact: true })).toBeVisible()
  await expect(page.getByText(text)).toBeVisible()
  const { taps, typed } = await fingersOf(page)
  expect([taps - before.taps, typed - before.typed]).toEqual([3, text.length])
})
