import { randomBytes } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { incidents as t } from '#lib/i18n/incidents-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { enterPin, newPhone, readyForOffline, signIn, type Phone } from './phone.ts'
import { startServer, type Server } from './server.ts'

let server: Server
const phones: Phone[] = []

test.beforeAll(async () => {
  test.setTimeout(180_000)
  server = await startServer()
})
test.afterAll(() => server.stop())
test.afterEach(async () => {
  for (const phone of phones.splice(0)) await phone.throwAway()
})

async function phoneOf(account: string, path = '/incidents'): Promise<Phone> {
  const phone = await newPhone(server.url)
  phones.push(phone)
  await signIn(phone, account)
  await readyForOffline(phone)
  await goTo(phone, path)
  return phone
}

/** Starts the app at an address and unlocks it. */
async function goTo({ page, signal }: Phone, path: string): Promise<void> {
  await page.goto(`${signal.url}${path}`)
  await enterPin(page, vi.pin.enter)
}

const unique = (words: string) => `${words} ${randomBytes(4).toString('hex')}`
const save = ({ page }: Phone) => page.getByRole('button', { name: vi.note.save, exact: true })
const choose = ({ page }: Phone, name: string) => page.getByRole('radio', { name, exact: true }).check()
const allSent = ({ page }: Phone) =>
  expect(page.getByRole('link', { name: vi.syncing.chip(vi.syncing.allSent) })).toBeVisible({
    timeout: 60_000
  })

async function report(phone: Phone, text: string): Promise<void> {
  await phone.page.getByRole('link', { name: vi.home.writeIncident, exact: true }).click()
  await choose(phone, t.categories.theft)
  await phone.page.getByLabel(t.form.text, { exact: true }).fill(text)
  await phone.page.getByRole('button', { name: vi.home.writeIncident, exact: true }).click()
  await expect(phone.page.getByText(t.report, { exact: true })).toBeVisible()
}

async function move(phone: Phone, act: string, to: string, reason: string): Promise<void> {
  await phone.page.getByRole('link', { name: act, exact: true }).click()
  await choose(phone, to)
  await phone.page.getByLabel(t.form.reason, { exact: true }).fill(reason)
  await save(phone).click()
  await expect(phone.page.getByText(reason)).toBeVisible()
}

test('a stage chosen while the commander ended it is compared by him alone, and told as one step', async () => {
  const a = await phoneOf('ph-truc')
  const text = unique('Pháo nổ trong đám cưới')
  await report(a, text)
  await allSent(a)
  const b = await phoneOf('ph-truong')
  await b.page.getByRole('link', { name: text }).click({ timeout: 60_000 })
  a.signal.lose()
  b.signal.lose()
  await move(a, t.changeStage, t.stages.handling, unique('Đang lấy lời khai'))
  await move(b, t.end, t.stages.closed, unique('Đã nhắc nhở'))
  a.signal.regain()
  b.signal.regain()
  await expect(b.page.getByText(/Cần đối chiếu/)).toBeVisible({ timeout: 60_000 })
  await expect(a.page.getByText(t.form.endedApart)).toBeVisible({ timeout: 60_000 })
  await expect(a.page.getByRole('link', { name: t.compare, exact: true })).toHaveCount(0)
  const reason = unique('Lấy lời khai xong mới kết thúc')
  await move(b, t.compare, t.stages.handling, reason)
  for (const { page } of [a, b]) {
    await expect(page.getByText(/Cần đối chiếu/)).toHaveCount(0, { timeout: 60_000 })
    await expect(page.getByText(t.stages.handling, { exact: true })).toBeVisible()
    await expect(page.getByText(reason)).toHaveCount(1)
  }
  await move(b, t.end, t.stages.cancelled, unique('Báo nhầm'))
  await move(b, t.reopen, t.stages.handling, unique('Có người báo thêm'))
})
