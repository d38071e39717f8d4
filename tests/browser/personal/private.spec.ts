import { personalLimits } from '#lib/domain/personal/facts.ts'
import { privateBook as t } from '#lib/i18n/personal/private-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { startTestStack, type TestAccount, type TestStack } from '../../stack.ts'
import { factsIn } from '../../../sync-server/fact-writer.ts'
import { signInApproved } from '../approval.ts'
import { expect, forFile, test } from '../fixtures.ts'
import { hosts } from '../hui/hui-entries.ts'
import { enterPin, goInside, newPhone, type Phone } from '../phone.ts'
import { build } from '../server.ts'

/** An invented number, and how it is shown to whoever has not asked for it. */
const [number, covered] = ['000196000385', '0001••••0385']
let stack: TestStack
let host: string
let reader: Phone
const keep = forFile(async (keep) => {
  stack = keep(await startTestStack({ buildDir: build }))
  ;[host] = (await hosts(stack, 'Tăng Mỹ Huệ')) as [string]
  reader = await phoneOf(await stack.account('officer', 'private-reader'))
})

async function phoneOf({ name, password }: TestAccount): Promise<Phone> {
  const phone = keep(await newPhone(stack.url))
  await signInApproved(stack, phone, { name, password })
  return phone
}

const choose = ({ page }: Phone, name: string) =>
  page
    .locator('label.option')
    .filter({ has: page.getByText(name, { exact: true }) })
    .click()
const show = ({ page }: Phone) => page.getByRole('button', { name: t.show, exact: true })
const readings = async () =>
  (await factsIn(stack.couch.nano, stack.database('private'))).filter(
    ({ type }) => type === 'private.detail-read'
  )

test('a number is written down on its person’s page, with its purpose and the consent, and stands there covered', async () => {
  const { page } = reader
  await goInside(reader, `/hui/person/${host}`)
  await page.getByRole('link', { name: t.title, exact: true }).click()
  await page.getByRole('link', { name: t.add, exact: true }).click()
  await page.getByLabel(t.value, { exact: true }).fill('000 196 000 385')
  await page.getByRole('button', { name: t.add, exact: true }).click()
  await expect(page.getByText(t.consentMissing)).toBeVisible()
  await choose(reader, t.consents.asked)
  await expect(page.getByText(t.consentText.text)).toBeVisible()
  await page.getByRole('button', { name: t.add, exact: true }).click()
  await expect(page.getByText(covered)).toBeVisible()
  await expect(page.getByText(number)).toHaveCount(0)
  await expect(page.getByText(t.agreed(t.consentText.version))).toBeVisible()
  // Ids may have as many digits in a row.
  expect(page.url().replaceAll(/[\da-f]{8}-[\da-f-]{27}/g, '')).not.toMatch(/\d{9}/)
})

test('it is shown for a reason alone, which is recorded first, without a signal too', async () => {
  const { page } = reader
  reader.signal.lose()
  await show(reader).click()
  await show(reader).click()
  await expect(page.getByText(t.whyMissing)).toBeVisible()
  await choose(reader, t.readingReasons.other)
  await show(reader).click()
  await expect(page.getByText(t.moreMissing)).toBeVisible()
  await expect(page.getByText(number)).toHaveCount(0)
  await page.getByLabel(t.more).fill('x'.repeat(personalLimits.text + 1))
  await expect(page.getByText(vi.note.over(1, personalLimits.text))).toBeVisible()
  await page.getByLabel(t.more).fill('Đối chiếu với sổ họ')
  await show(reader).click()
  await expect(page.getByText(number)).toBeVisible()
  await page.getByText(t.readers, { exact: true }).click()
  await expect(page.getByText(`${t.readingReasons.other}: Đối chiếu với sổ họ`)).toBeVisible()
  reader.signal.regain()
  await expect.poll(async () => (await readings()).length).toBe(1)
})

test('it is covered when the app goes out of sight, and by a lock', async () => {
  const { page } = reader
  await expect(page.getByText(number)).toBeVisible()
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  })
  await expect(page.getByText(number)).toHaveCount(0)
  await page.evaluate(() => Reflect.deleteProperty(document, 'visibilityState'))
  await show(reader).click()
  await choose(reader, t.readingReasons.identity)
  await show(reader).click()
  await expect(page.getByText(number)).toBeVisible()
  const at = new URL(page.url()).pathname
  await goInside(reader, '/settings')
  await page.getByRole('button', { name: vi.settings.lock }).click()
  await enterPin(page, vi.pin.enter)
  await goInside(reader, at)
  await expect(page.getByText(covered)).toBeVisible()
  await expect(page.getByText(number)).toHaveCount(0)
  await expect.poll(async () => (await readings()).length).toBe(2)
})

test('an officer who is not named for it is led to no private book, and is told so where an address leads there', async () => {
  const officer = await phoneOf(await stack.account('officer'))
  const { page } = officer
  await goInside(officer, `/hui/person/${host}`)
  await expect(page.getByRole('link', { name: t.title })).toHaveCount(0)
  for (const path of ['/private', `/private/person/${host}`, `/private/person/${host}/add`]) {
    await goInside(officer, path)
    await expect(page.getByText(t.closed)).toBeVisible()
  }
})
