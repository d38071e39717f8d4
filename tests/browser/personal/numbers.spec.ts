import { incidents } from '#lib/i18n/incidents/incidents-vi.ts'
import { numbers as t } from '#lib/i18n/personal/numbers-vi.ts'
import { privateBook } from '#lib/i18n/personal/private-vi.ts'
import { factsIn } from '../../../sync-server/fact-writer.ts'
import { startTestStack, type TestAccount, type TestStack } from '../../stack.ts'
import { signInApproved } from '../approval.ts'
import { expect, forFile, test } from '../fixtures.ts'
import { choose, saveReport, textOf } from '../incidents/incident-steps.ts'
import { goInside, newPhone, type Phone } from '../phone.ts'
import { build } from '../server.ts'

/** An invented number, and how it is shown to whoever has not asked for it. */
const [number, covered] = ['000196000385', '0001••••0385']
let stack: TestStack
const keep = forFile(async (keep) => {
  stack = keep(await startTestStack({ buildDir: build }))
})

async function reporting({ name, password }: TestAccount): Promise<Phone> {
  const phone = keep(await newPhone(stack.url))
  await signInApproved(stack, phone, { name, password })
  await goInside(phone, '/incident/new')
  await choose(phone, incidents.categories.theft)
  await textOf(phone).fill(`Mất xe của người có CCCD ${number}, trị giá 1.650.000.000 đ`)
  await saveReport(phone).click()
  await expect(phone.page.getByText(t.title)).toBeVisible()
  return phone
}

const press = ({ page }: Phone, name: string) => page.getByRole('button', { name, exact: true }).click()
const storedIn = async (book: 'incidents' | 'private') =>
  JSON.stringify(await factsIn(stack.couch.nano, stack.database(book)))

test('an officer named for it moves a number out of a report: there it is covered, and it stands in the private book', async () => {
  const phone = await reporting(await stack.account('officer', 'private-reader'))
  await press(phone, t.move)
  await expect(phone.page.getByText(incidents.report, { exact: true })).toBeVisible()
  await expect(phone.page.getByText(covered)).toBeVisible()
  await phone.page.getByRole('link', { name: privateBook.title }).click()
  await expect(phone.page.getByText(privateBook.kinds['id-number'])).toBeVisible()
  await expect(phone.page.getByText(covered)).toBeVisible()
  await expect.poll(() => storedIn('private')).toContain(number)
  await expect.poll(() => storedIn('incidents')).toContain(covered)
  expect(await storedIn('incidents')).not.toContain(number)
})

test('an officer who is not may cover it, or go on as it is: nothing is refused', async () => {
  const phone = await reporting(await stack.account('officer'))
  await expect(phone.page.getByText(t.title)).toBeInViewport()
  await expect(phone.page.getByRole('button', { name: t.move, exact: true })).toHaveCount(0)
  // It is brought into sight once, and takes no field away from whoever types on.
  const more = ' và 000196000386 nữa'
  await textOf(phone).focus()
  await phone.page.keyboard.press('Control+End')
  await phone.page.keyboard.type(more)
  await expect(textOf(phone)).toBeFocused()
  await expect(textOf(phone)).toHaveValue(new RegExp(`${more}$`))
  await saveReport(phone).click()
  await expect(phone.page.getByText(t.title)).toBeInViewport()
  await press(phone, t.mask)
  await expect(phone.page.getByText(covered)).toBeVisible()
  await expect(phone.page.getByText(number)).toHaveCount(0)

  await goInside(phone, '/incident/new')
  await choose(phone, incidents.categories.theft)
  await textOf(phone).fill(`Gọi lại số ${number}`)
  await saveReport(phone).click()
  await press(phone, t.goOn)
  await expect(phone.page.getByText(`Gọi lại số ${number}`)).toBeVisible()
})
