import { databaseName } from '#lib/domain/database-names.ts'
import { movementVi as t } from '#lib/i18n/movement/movement-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { documentsIn } from '../sync/couch.ts'
import { enterPin, openMore, type Phone } from '../phone.ts'
import { phonesOfFile } from '../phones.ts'
import type { Server } from '../server.ts'
import { expect, test } from '../fixtures.ts'
import { unique } from '../mark.ts'

const database = databaseName('xa-phong-hiep', 'movement', '')
let server: Server
const opened = phonesOfFile(() => server)

test.beforeAll(({ demo }) => void (server = demo))

/** A phone whose movement book has come, with the shell it needs to start without a signal. */
async function phoneOf(account: string): Promise<Phone> {
  const phone = await opened(account)
  await openMovement(phone)
  await expect(phone.page.getByRole('heading', { name: 'Tỉnh Bạc Liêu', exact: true })).toBeVisible()
  return phone
}

const openMovement = (phone: Phone) => openMore(phone, vi.nav.movement)
const field = ({ page }: Phone, label: string) => page.getByLabel(label, { exact: true })
const save = ({ page }: Phone) => page.getByRole('button', { name: vi.note.save, exact: true }).click()
const figure = ({ page }: Phone, area: string, label: string) =>
  page
    .locator('section', { has: page.getByRole('heading', { name: area, exact: true, level: 3 }) })
    .locator('dl div', { has: page.getByText(label, { exact: true }) })

async function addModel(phone: Phone, name: string, since: string): Promise<void> {
  await phone.page.getByRole('link', { name: t.add, exact: true }).click()
  await field(phone, t.form.name).fill(name)
  await field(phone, t.form.since).fill(since)
  await save(phone)
  await expect(phone.page.getByRole('heading', { name, exact: true })).toBeVisible()
}

async function count(phone: Phone, name: string, groups: string, members: string): Promise<void> {
  await phone.page.getByRole('link', { name: t.countGroup, exact: true }).click()
  await field(phone, t.form.groupName).fill(name)
  await field(phone, t.form.groups).fill(groups)
  await field(phone, t.form.members).fill(members)
  await save(phone)
  await expect(phone.page.getByText(name, { exact: true })).toBeVisible()
}

test('a model and its groups, added without a signal, stand on another phone after sync', async () => {
  const a = await phoneOf('ph-tonghop')
  const b = await phoneOf('ph-ubnd')
  a.signal.lose()
  // Also a start without a signal finds the book.
  await a.page.goto(`${a.signal.url}/movement`)
  await enterPin(a.page, vi.pin.enter)
  const name = unique('Tổ tự quản đường dây')
  await addModel(a, name, '2026-01-05')
  await count(a, 'Tổ ấp 1B', '3', '1.234')
  await expect(a.page.getByText('3 tổ · 1.234 thành viên').first()).toBeVisible()
  await expect(a.page.getByText(vi.sync.pending).first()).toBeVisible()
  a.signal.regain()

  await b.page.getByRole('link', { name }).click()
  await expect(b.page.getByText('3 tổ · 1.234 thành viên').first()).toBeVisible()
  await b.page.getByRole('link', { name: 'Tổ ấp 1B' }).click()
  await expect(field(b, t.form.members)).toHaveValue('1.234')
  await field(b, t.form.members).fill('1240')
  await save(b)
  await expect(a.page.getByText('3 tổ · 1.240 thành viên').first()).toBeVisible()
  await expect(a.page.getByText(vi.sync.pending)).toHaveCount(0)
})

test('a past day answers as then, under the names of then', async () => {
  const phone = await phoneOf('ph-tonghop')
  const { page } = phone
  await expect(figure(phone, 'Tỉnh Bạc Liêu', t.figures.members)).toContainText('hơn 6.000')
  await expect(figure(phone, 'Huyện Phước Long', t.figures['smart-gates'])).toContainText('8')
  await expect(page.getByText('Nay thuộc tỉnh Cà Mau')).toBeVisible()
  await expect(page.getByText('Nay một phần thuộc xã Phong Hiệp, tỉnh Cà Mau')).toBeVisible()
  await expect(page.getByText(t.before('01/07/2025'))).toBeVisible()
  await expect(page.getByText('huyện Phước Long, tỉnh Bạc Liêu · đến 30/06/2025')).toHaveCount(2)
  const gates = page.getByRole('link', { name: 'Cổng ANTT thông minh' })
  await expect(gates).toContainText('2 tổ · 1 ban chỉ đạo · 20 thành viên')

  await field(phone, t.asOf).fill('2025-03-29')
  await expect(gates).toContainText('1 tổ · 1 ban chỉ đạo · 14 thành viên')
  await expect(page.getByRole('link', { name: 'Camera an ninh' })).toHaveCount(0)
  await expect(page.getByText(t.on('29/03/2025'))).toBeVisible()
  await gates.click()
  await expect(page.getByRole('heading', { name: 'Cổng ANTT thông minh', exact: true })).toBeVisible()
  await expect(page.getByText(`${t.asOf} 29/03/2025`)).toBeVisible()
  await expect(page.getByText('5 thành viên')).toBeVisible()
  await page.getByRole('link', { name: vi.back }).click()

  await field(phone, t.asOf).fill('2025-03-28')
  await expect(page.getByText(t.nonePublished)).toBeVisible()
  // The oldest figures carry the oldest names on record: of a day before them nothing is claimed.
  await expect(page.getByText(t.unnamed('29/03/2025'))).toBeVisible()
  await expect(page.getByText(t.on('28/03/2025'))).toHaveCount(0)
})

test('what is missing or odd is told at its place, and what was typed stays', async () => {
  const phone = await phoneOf('ph-truong')
  const { page } = phone
  const problemAt = (label: string) => page.locator('.field', { has: field(phone, label) }).getByRole('alert')
  await page.getByRole('link', { name: t.add, exact: true }).click()
  await save(phone)
  await expect(problemAt(t.form.name)).toContainText(t.form.nameMissing)
  await expect(problemAt(t.form.since)).toContainText(t.form.sinceMissing)
  const name = unique('Mô hình thử')
  await field(phone, t.form.name).fill(name)
  await field(phone, t.form.since).fill('2099-01-01')
  await expect(problemAt(t.form.since)).toContainText(t.form.future)
  // A draft outlives leaving the form.
  await page.getByRole('link', { name: vi.back }).click()
  await page.getByRole('link', { name: t.add, exact: true }).click()
  await expect(field(phone, t.form.name)).toHaveValue(name)
  await field(phone, t.form.since).fill('2026-02-01')
  await page.getByRole('button', { name: vi.note.save, exact: true }).dblclick()
  await expect(page.getByRole('heading', { name, exact: true })).toBeVisible()

  await page.getByRole('link', { name: t.countGroup, exact: true }).click()
  for (const [typed, says] of [
    ['mười hai', t.form.number],
    ['-5', t.form.number],
    ['1.000.000.001', t.form.tooMany]
  ] as const) {
    await field(phone, t.form.members).fill(typed)
    await save(phone)
    await expect(problemAt(t.form.members)).toContainText(says)
    await expect(field(phone, t.form.members)).toHaveValue(typed)
  }
  await expect
    .poll(async () => (await documentsIn(server, 'ph-truong', database)).map(({ body }) => body?.['name']))
    .toContain(name)
  const listed = (await documentsIn(server, 'ph-truong', database)).filter(
    ({ body }) => body?.['name'] === name
  )
  expect(listed).toHaveLength(1)
})

test('a month on record stays a month, and an ended model is gone from its next day on', async () => {
  const phone = await phoneOf('ph-ubnd')
  const { page } = phone
  await page.getByRole('link', { name: 'Cổng ANTT thông minh' }).click()
  await page.getByRole('link', { name: t.edit, exact: true }).click()
  await expect(page.getByText(t.form.sinceKept('11/2022'))).toBeVisible()
  await field(phone, t.form.until).fill('2022-10-31')
  await expect(page.getByText(t.form.untilBefore)).toBeVisible()
  await field(phone, t.form.until).fill('2026-01-31')
  await save(phone)
  await expect(page.getByText('từ 11/2022 · đến 31/01/2026')).toBeVisible()
  await page.getByRole('link', { name: vi.back }).click()
  await expect(page.getByRole('heading', { name: t.published })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Cổng ANTT thông minh' })).toHaveCount(0)
  await field(phone, t.asOf).fill('2026-01-31')
  await expect(page.getByRole('link', { name: 'Cổng ANTT thông minh' })).toBeVisible()
})

test('a hamlet team reads the book; a gate keeper is told that it is not his to see', async () => {
  const team = await phoneOf('ph-ap1b')
  await expect(team.page.getByRole('link', { name: t.add })).toHaveCount(0)
  const keeper = await opened('ph-cong1b')
  await keeper.page.getByRole('link', { name: vi.nav.more, exact: true }).click()
  await expect(keeper.page.getByRole('link', { name: vi.nav.settings })).toBeVisible()
  await expect(keeper.page.getByRole('link', { name: vi.nav.movement })).toHaveCount(0)
  await keeper.page.goto(`${keeper.signal.url}/movement`)
  await enterPin(keeper.page, vi.pin.enter)
  await expect(keeper.page.getByText(t.closed)).toBeVisible()
})
