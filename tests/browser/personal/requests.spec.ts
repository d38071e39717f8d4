import { numbers } from '#lib/i18n/personal/numbers-vi.ts'
import { processing as t } from '#lib/i18n/personal/processing-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { startTestStack, type TestAccount, type TestStack } from '../../stack.ts'
import { signInApproved } from '../approval.ts'
import { expect, forFile, test } from '../fixtures.ts'
import { dayFromNow } from '../hui/hui-entries.ts'
import { goInside, newPhone, type Phone } from '../phone.ts'
import { build } from '../server.ts'

let stack: TestStack
let chief: Phone
const keep = forFile(async (keep) => {
  stack = keep(await startTestStack({ buildDir: build }))
  chief = await phoneOf(await stack.account('commander'))
})

async function phoneOf({ name, password }: TestAccount): Promise<Phone> {
  const phone = keep(await newPhone(stack.url))
  await signInApproved(stack, phone, { name, password })
  return phone
}

const button = (name: string) => chief.page.getByRole('button', { name, exact: true })

test('the commander writes down a request, sees that it is overdue, and answers it, without a signal too', async () => {
  const { page } = chief
  await goInside(chief, '/settings/personal')
  await expect(page.getByText(t.noRequests)).toBeVisible()
  chief.signal.lose()
  await page.getByRole('link', { name: t.receive, exact: true }).click()
  await expect(page.getByText(t.term({ days: 3, verified: false }))).toBeVisible()
  await page.getByLabel(t.receivedOn, { exact: true }).fill(dayFromNow(-10))
  await page.getByLabel(t.from, { exact: true }).fill('Quách Mỹ Lệ')
  await button(t.receive).click()
  await expect(page.getByText(t.overdue, { exact: true })).toBeVisible()
  await button(t.answer).click()
  await button(t.answer).click()
  await expect(page.getByText(t.saidMissing)).toBeVisible()
  await page.getByLabel(t.said, { exact: true }).fill('Đã cho xem tại trụ sở, CCCD 000196000385')
  await button(t.answer).click()
  await button(numbers.mask).click()
  await expect(page.getByText('CCCD 0001••••0385')).toBeVisible()
  await expect(page.getByText(t.answered, { exact: true })).toBeVisible()
  await expect(page.getByText(t.overdue, { exact: true })).toHaveCount(0)
  chief.signal.regain()
})

test('the page and its paper say who reads which book, and the paper who printed it', async () => {
  const { page } = chief
  await expect(page.getByText(`${vi.roles.commander}, ${vi.roles['private-reader']}`)).toBeVisible()
  await page.getByRole('link', { name: t.record }).click()
  await expect(page.getByRole('heading', { name: t.paper.heading })).toBeVisible()
  await expect(page.getByText(t.paper.counts(0, 0, 0))).toBeVisible()
  const stamp = t.paper.printedBy('Người', '').slice('Người'.length).split('.')[1]!
  await expect(page.getByText(stamp.trim())).toBeVisible()
})

test('an officer who reads the private book is not led to the requests', async () => {
  const reader = await phoneOf(await stack.account('officer', 'private-reader'))
  await goInside(reader, '/settings')
  await expect(reader.page.getByRole('link', { name: t.title })).toHaveCount(0)
  await goInside(reader, '/settings/personal')
  await expect(reader.page.getByText(vi.notYours)).toBeVisible()
})
