import { desk } from '#lib/i18n/hui/desk-vi.ts'
import { huiVi as hui } from '#lib/i18n/hui/hui-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import { asDocument } from '../../facts.ts'
import { agreement, TestLine, wholeParts } from '../../hui/test-line.ts'
import { startTestStack, type TestStack } from '../../stack.ts'
import { signInApproved } from '../approval.ts'
import { expect, forFile, test } from '../fixtures.ts'
import { goInside, newPhone, type Phone } from '../phone.ts'
import { build } from '../server.ts'
import { dayFromNow, hosts, openLines } from './hui-entries.ts'

const million = 1_000_000
let stack: TestStack
let phone: Phone
let host: string
/** A line with a log of several screens. */
let long: string

forFile(async (keep) => {
  stack = keep(await startTestStack({ buildDir: build }))
  ;[host] = (await hosts(stack, 'Tăng Mỹ Huệ')) as [string]
  const line = (code: string, days: number) => ({
    code,
    host,
    face: million,
    n: 3,
    startsOn: dayFromNow(days)
  })
  await openLines(stack, line('W-01', 0), line('W-02', -3), line('W-03', 5))
  long = await longLine()
  await write('hui.group-registered', `group/${newId()}`, {
    on: dayFromNow(-1),
    said: { by: 'host', how: 'talk' },
    host,
    zalo: 'Hụi cô Huệ',
    since: dayFromNow(-1),
    members: 20
  })
  const { name, password } = await stack.account('commander')
  phone = keep(await newPhone(stack.url))
  await signInApproved(stack, phone, { name, password })
})

const newId = () => uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10)))

async function write(type: `hui.${string}`, stream: string, ...bodies: object[]) {
  const { device, post } = await stack.account('officer')
  const docs = bodies.map((body) => asDocument(device.fact(stack.unit, 'hui', type, stream, body)))
  const answer = await post(`/${stack.database('hui')}/_bulk_docs`, { docs })
  expect(await answer.json()).toEqual(bodies.map(() => expect.objectContaining({ ok: true })))
}

async function longLine(): Promise<string> {
  const id = newId()
  const parts = wholeParts(...Array.from({ length: 30 }, newId))
  const book = new TestLine(agreement(30, million, { code: 'W-09', host, parts }))
  book.round(1, 1, 100_000)
  for (let part = 2; part <= 29; part++) book.pay(1, part, 900_000)
  for (const { type, body } of book.facts) await write(type as `hui.${string}`, `line/${id}`, body)
  return id
}

const link = (name: string | RegExp) => phone.page.getByRole('main').getByRole('link', { name })

test('a row of the first page leads to the lines that it counts, which stay so after a look at one of them', async () => {
  const { page } = phone
  const lines = page.getByRole('region', { name: hui.lines }).getByRole('listitem')
  // W-09 has its next round behind it too.
  await expect(link(desk.tasks.due(3))).toContainText(desk.dueLate(2))
  await link(desk.tasks.due(3)).click()
  await expect(lines).toHaveCount(3)
  await expect(lines.last()).toContainText('W-01')
  await link(/W-02/).click()
  await page.getByRole('link', { name: vi.back }).click()
  await expect(page.getByRole('heading', { name: desk.tasks.due(3) })).toBeVisible()
  await expect(lines).toHaveCount(3)
  await page.getByRole('button', { name: desk.all }).click()
  await expect(lines).toHaveCount(4)

  await goInside(phone, '/')
  await link(desk.tasks.arrears(1)).click()
  await expect(lines).toHaveCount(1)
  await page.getByRole('navigation').getByRole('link', { name: vi.nav.hui, exact: true }).click()
  await expect(lines).toHaveCount(4)
})

test('from a line to its host’s group and to her page, which is read first; to put her name right is an act', async () => {
  const { page } = phone
  await goInside(phone, `/hui/${long}`)
  await link(/Hụi cô Huệ/).click()
  await expect(page).toHaveURL(/\/hui\/groups\/[^/]+$/)
  await link(`Tăng Mỹ Huệ ${hui.host}`).click()
  await expect(page.getByRole('heading', { name: 'Tăng Mỹ Huệ', level: 1 })).toBeVisible()
  for (const code of ['W-01', 'W-02', 'W-03', 'W-09']) await expect(link(code)).toBeVisible()
  await expect(link(/Hụi cô Huệ/)).toBeVisible()
  await expect(page.getByRole('main').getByRole('textbox')).toHaveCount(0)

  await link(hui.person.edit).click()
  await page.getByLabel(hui.person.knownAs, { exact: true }).fill('Ba Huệ')
  await page.getByRole('button', { name: vi.note.save, exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Ba Huệ', level: 1 })).toBeVisible()
  await expect(page).toHaveURL(new RegExp(`/hui/person/${host}$`))
})

test('the acts of a line stand above its log, of which the last few rows are drawn', async () => {
  const { page } = phone
  await goInside(phone, `/hui/${long}`)
  const rows = page.locator('#entries').getByRole('listitem')
  await expect(rows).toHaveCount(5)
  const topOf = (name: string) => link(name).evaluate((act) => act.getBoundingClientRect().top)
  const log = await page.locator('#entries').evaluate((entries) => entries.getBoundingClientRect().top)
  for (const act of [hui.transfer.title, hui.ledger.title, hui.line.stop])
    expect(await topOf(act)).toBeLessThan(log)
  await page.getByRole('button', { name: hui.entries.older }).click()
  await expect(rows).toHaveCount(25)
})

test('back from a receipt the log is as it was left, also by the arrow of the page', async () => {
  const { page } = phone
  await goInside(phone, '/')
  await goInside(phone, `/hui/${long}`)
  const rows = page.locator('#entries').getByRole('listitem')
  await page.getByRole('button', { name: hui.entries.older }).click()
  const issue = rows.nth(20).getByRole('button', { name: hui.receipt.issue })
  await issue.click()
  await page.getByRole('button', { name: hui.receipt.sure, exact: true }).click()
  const paper = page.getByRole('region', { name: hui.receipt.heading })
  await expect(paper).toBeVisible()
  await page.getByRole('link', { name: vi.back }).click()

  // The receipt stands above it now.
  await expect(rows).toHaveCount(25)
  const open = rows.nth(21).getByRole('link', { name: hui.receipt.open })
  const scrolled = await open.evaluate((link: HTMLElement) => {
    link.scrollIntoView()
    link.click()
    return scrollY
  })
  expect(scrolled).toBeGreaterThan(1_000)
  await expect(paper).toBeVisible()
  await page.getByRole('link', { name: vi.back }).click()
  await expect(rows).toHaveCount(25)
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(scrolled)
})
