import { desk } from '#lib/i18n/hui/desk-vi.ts'
import { huiGroups as t } from '#lib/i18n/hui/groups-vi.ts'
import { huiVi as hui } from '#lib/i18n/hui/hui-vi.ts'
import { sharing } from '#lib/i18n/sharing/sharing-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import { startTestStack, type TestStack } from '../../stack.ts'
import { signInApproved } from '../approval.ts'
import { goInside, newPhone, readyForOffline, type Phone } from '../phone.ts'
import { build } from '../server.ts'
import { expect, forFile, test } from '../fixtures.ts'
import { asDocument } from '../../facts.ts'
import { dayFromNow, hosts } from './hui-entries.ts'
import { addHere } from './hui-steps.ts'

let writer: Phone
let reader: Phone

forFile(async (keep) => {
  const stack = keep(await startTestStack({ buildDir: build }))
  await stack.provision({
    units: [{ id: stack.unit, name: 'Láng Tròn', kind: 'phường' }],
    accounts: [],
    gates: []
  })
  await silentHost(stack)
  const phoneOf = async (role: 'commander' | 'auditor') => {
    const { name, password } = await stack.account(role)
    const phone = keep(await newPhone(stack.url))
    await signInApproved(stack, phone, { name, password })
    await readyForOffline(phone)
    return phone
  }
  writer = await phoneOf('commander')
  reader = await phoneOf('auditor')
})

const field = ({ page }: Phone, label: string) => page.getByLabel(label, { exact: true })
const save = ({ page }: Phone) => page.getByRole('button', { name: vi.note.save, exact: true }).click()
const link = ({ page }: Phone, name: string) =>
  page.getByRole('main').getByRole('link', { name, exact: true })
const choose = ({ page }: Phone, name: string) =>
  page
    .locator('label.option')
    .filter({ has: page.getByText(name, { exact: true }) })
    .click()
const count = ({ page }: Phone, label: string) =>
  page.locator('dl div', { has: page.getByText(label, { exact: true }) }).locator('dd')

/** A host who has been in the register for ten days, and whose round was five days ago. */
async function silentHost(stack: TestStack): Promise<void> {
  const [host] = await hosts(stack, 'Sơn Thị Sa Rinh')
  const commander = await stack.account('commander')
  const listed = dayFromNow(-10)
  const row = {
    on: listed,
    said: { by: 'host', how: 'talk' },
    host,
    zalo: 'Hụi chị Rinh',
    since: listed,
    members: 18
  }
  const body = { ...row, period: 'month', startsOn: dayFromNow(-5) }
  const stream = `group/${uuidv7(Date.now(), new Uint8Array(10))}`
  const fact = commander.device.fact(stack.unit, 'hui', 'hui.group-registered', stream, body)
  const answer = await commander.post(`/${stack.database('hui')}/_bulk_docs`, { docs: [asDocument(fact)] })
  expect(await answer.json()).toEqual([expect.objectContaining({ ok: true })])
}

/** Registers a host with a group, and ends on its page. */
async function register(phone: Phone, host: string, zalo: string) {
  await goInside(phone, '/hui/groups')
  await link(phone, t.add).click()
  await addHere(phone.page, t.host, host)
  await field(phone, t.form.zalo).fill(zalo)
  await field(phone, t.form.members).fill('20')
  await save(phone)
  await expect(phone.page.getByRole('heading', { name: host, exact: true })).toBeVisible()
}

test('a silent host is reminded in one tap without a signal, reports, and is silent no more', async () => {
  const { page } = writer
  await goInside(writer, '/')
  const task = page.getByRole('link', { name: desk.silent.title })
  await expect(task).toContainText(desk.silent.hosts(1, 1))
  await task.click()
  await expect(count(writer, t.counts.hosts)).toHaveText('1')
  await expect(count(writer, t.counts.members)).toHaveText('18')
  await expect(page.getByRole('heading', { name: `${t.silent.title} (1)` })).toBeVisible()
  writer.signal.lose()
  await page.getByRole('button', { name: t.silent.remind }).click()
  await expect(page.getByText(/Kính gửi chủ hụi Sơn Thị Sa Rinh/)).toBeVisible()
  await expect(page.getByText(/Công an phường Láng Tròn/)).toBeVisible()
  await expect(page.getByRole('button', { name: sharing.copy })).toBeVisible()
  // Once a day.
  await expect(page.getByRole('button', { name: t.silent.again })).toHaveCount(0)

  await page.getByRole('link', { name: /Hụi chị Rinh/ }).click()
  await link(writer, t.acts.report).click()
  await save(writer)
  await expect(page.getByText(t.form.gistMissing)).toBeVisible()
  await field(writer, t.form.gist).fill('Kỳ 1 đã khui, thu đủ')
  await save(writer)
  await expect(page.getByText('Kỳ 1 đã khui, thu đủ').first()).toBeVisible()
  await goInside(writer, '/hui/groups')
  await expect(page.getByRole('heading', { name: `${t.silent.title} (0)` })).toBeVisible()
  await goInside(writer, '/')
  await expect(task).toHaveCount(0)
  writer.signal.regain()

  await goInside(reader, '/hui/groups')
  await expect(count(reader, t.counts.hosts)).toHaveText('1')
  await expect(link(reader, t.add)).toHaveCount(0)
  await expect(reader.page.getByText(t.silent.none)).toBeVisible()
})

test('commitment, officials, status and what was wrong stand on the page of the group', async () => {
  const { page } = writer
  await register(writer, 'Võ Thị Kiều', 'Hụi Út Kiều')
  const path = new URL(page.url()).pathname
  await link(writer, t.acts.commitment).click()
  await field(writer, t.form.reference).fill('Hồ sơ 2026, tờ 7')
  await save(writer)
  await expect(page.getByText('Hồ sơ 2026, tờ 7').first()).toBeVisible()

  await link(writer, t.acts.seat).click()
  await choose(writer, t.roles.committee)
  await field(writer, t.form.seatWho).selectOption({ label: t.form.seatOther })
  await field(writer, t.form.seatName).fill('Phan Ngọc Diễm')
  await save(writer)
  const seats = page.locator('section', {
    has: page.getByRole('heading', { name: t.page.seats, exact: true })
  })
  await expect(seats.getByText('Phan Ngọc Diễm')).toBeVisible()
  await link(writer, t.acts.seat).click()
  await choose(writer, t.form.seatWhats.left)
  await field(writer, t.form.seatWho).selectOption({ label: 'Phan Ngọc Diễm' })
  await save(writer)
  await expect(page.getByText(t.page.noSeats)).toBeVisible()

  await link(writer, t.acts.asset).click()
  await choose(writer, t.assets.rice)
  await field(writer, t.form.assetText).fill('10 phần, mỗi phần 20 giạ')
  await save(writer)
  await expect(page.getByText('10 phần, mỗi phần 20 giạ').first()).toBeVisible()

  await link(writer, t.acts.status).click()
  await choose(writer, t.statuses.stopped)
  await save(writer)
  await expect(page.getByText(t.statuses.stopped, { exact: true })).toBeVisible()
  await goInside(writer, '/hui/groups')
  await expect(count(writer, t.counts.active)).toHaveText('1')
  await field(writer, t.status).selectOption({ label: t.statuses.stopped })
  await expect(page.getByRole('link', { name: /Hụi Út Kiều/ })).toBeVisible()
  await expect(page.getByRole('link', { name: /Hụi chị Rinh/ })).toHaveCount(0)
  await field(writer, t.status).selectOption({ label: t.anyStatus })
  await field(writer, t.search).fill('ut kieu')
  await page.getByRole('link', { name: /Hụi Út Kiều/ }).click()
  await expect(page).toHaveURL(new RegExp(`${path}$`))

  const entry = page.locator('.row', { has: page.getByText(t.log.status, { exact: true }) })
  await entry.getByRole('button', { name: hui.entries.reverse.act }).click()
  await entry.getByLabel(hui.entries.reverse.reason).fill('Ghi nhầm nhóm')
  await entry.getByRole('button', { name: hui.entries.reverse.act, exact: true }).click()
  await expect(page.getByText(/Ghi nhầm nhóm/).first()).toBeVisible()
  await expect(page.getByText(t.statuses.active, { exact: true })).toBeVisible()
})

test('a day gone by answers as then', async () => {
  await goInside(writer, '/hui/groups')
  await field(writer, t.asOf).fill('29/03/2025')
  await expect(count(writer, t.counts.hosts)).toHaveText('0')
  await expect(writer.page.getByText(t.empty)).toBeVisible()
  await field(writer, t.asOf).fill('')
})
