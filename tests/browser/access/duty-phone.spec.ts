import type { Envelope } from '#lib/domain/fact.ts'
import { incidents as t } from '#lib/i18n/incidents/incidents-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { photosIn } from '#lib/domain/photos/named.ts'
import { partId } from '#lib/domain/photos/parts.ts'
import { asDocument } from '../../facts.ts'
import { demoSession } from '../../devices/session.ts'
import { draftsOf } from '../forms/drafts.ts'
import { report, textOf } from '../incidents/incident-steps.ts'
import { approved, enterPin, newPhone, openGate, signIn, writeEntry, type Phone } from '../phone.ts'
import { expect, forTest, test } from '../fixtures.ts'
import { unique } from '../mark.ts'

/** One phone of the station that officers hand on: each writes under their own name, and nobody's records wait for them. */
const keep = forTest()
const names = { officer: 'Danh Hoàng Phúc', keeper: 'Tư Khởi' }

/** Hands the phone on: two taps and a PIN. */
async function handTo({ page }: Phone, name: string): Promise<void> {
  await page.getByRole('button', { name: vi.settings.lock, exact: true }).click()
  await page.getByRole('button', { name, exact: true }).click()
  await expect(page.getByText(vi.pin.hello(name), { exact: true })).toBeVisible()
  await enterPin(page, vi.pin.enter)
  await expect(page.getByRole('navigation', { name: vi.nav.label })).toBeVisible()
}

/** Signs a second account in on a phone. */
async function addAccount(phone: Phone, account: string): Promise<void> {
  const { page } = phone
  await page.getByRole('link', { name: vi.nav.today, exact: true }).click()
  await page.getByRole('button', { name: vi.settings.lock, exact: true }).click()
  await page.getByRole('button', { name: vi.pin.newAccount }).click()
  await signIn(phone, account)
  await approved(phone)
}

async function factsAt(url: string, book: string): Promise<Envelope[]> {
  const { db } = await demoSession(url, 'ph-truong')
  const response = await db(`/antt-xa-phong-hiep-${book}/_all_docs?include_docs=true`)
  const { rows } = (await response.json()) as { rows: { doc: Envelope & { _id: string } }[] }
  return rows
    .map(({ doc }) => ({ ...doc, id: doc._id }))
    .filter(({ id }) => !id.startsWith('_design') && id !== 'epoch')
}
const quarter = () => {
  const now = new Date()
  return `${now.getUTCFullYear()}q${Math.floor(now.getUTCMonth() / 3) + 1}`
}

test('a phone is handed on in two taps and a PIN; what the former recorded with no signal arrives under their name, once, with its photo', async ({
  demo
}) => {
  const phone = keep(await newPhone(demo.url))
  const { page } = phone
  await signIn(phone, 'ph-truc')
  await approved(phone)
  await addAccount(phone, 'ph-cong1b')
  await handTo(phone, names.officer)
  await approved(phone)

  phone.signal.lose()
  const text = unique('Ghi lúc mất sóng')
  await report(phone, text)
  await page.getByLabel(t.addPhoto).setInputFiles('static/icons/icon-192.png')
  await expect(page.getByRole('img', { name: t.photo, exact: true })).toBeVisible()
  await page.getByRole('link', { name: vi.nav.today, exact: true }).click()
  await page.getByRole('link', { name: vi.home.writeIncident, exact: true }).click()
  const draft = unique('Viết dở')
  await textOf(phone).fill(draft)
  await expect.poll(() => draftsOf(phone.page)).not.toHaveLength(0)
  await page.getByRole('link', { name: vi.back }).click()

  await page.getByRole('link', { name: vi.nav.today, exact: true }).click()
  await handTo(phone, names.keeper)
  await expect(page.getByText(text)).toHaveCount(0)
  phone.signal.regain()
  const arrived = async () =>
    (await factsAt(demo.url, 'incidents')).filter(({ body }) => body['text'] === text)
  await expect.poll(arrived).toMatchObject([{ by: 'ph-truc', via: 'ph-cong1b' }])
  const [{ stream } = { stream: '' }] = await arrived()
  const own = (await factsAt(demo.url, 'incidents')).filter((fact) => fact.stream === stream)
  const [photo] = photosIn(own)
  const { db } = await demoSession(demo.url, 'ph-truong')
  const part = `/antt-xa-phong-hiep-evidence/${partId(photo!.parts[0]!)}/bytes`
  await expect.poll(async () => (await db(part)).status).toBe(200)

  await page.getByRole('button', { name: vi.settings.lock, exact: true }).click()
  await expect(page.getByText(vi.syncing.othersUnsent(2))).toHaveCount(0)
  await page.getByRole('button', { name: names.officer, exact: true }).click()
  await enterPin(page, vi.pin.enter)
  await approved(phone)
  expect(await arrived()).toHaveLength(1)
  await page.getByRole('link', { name: vi.home.writeIncident, exact: true }).click()
  await expect(textOf(phone)).toHaveValue(draft)
})

test('a forgotten PIN costs nothing that was recorded', async ({ demo }) => {
  const phone = keep(await newPhone(demo.url))
  const { page } = phone
  await signIn(phone, 'ph-cong1b')
  await approved(phone)
  await openGate(phone, 'Cổng 1B')
  phone.signal.lose()
  const reason = unique('Ghi rồi quên mã')
  await writeEntry(phone, reason)
  await page.getByRole('link', { name: vi.nav.today, exact: true }).click()
  await page.getByRole('button', { name: vi.settings.lock, exact: true }).click()
  await page.getByRole('button', { name: vi.pin.forgotten }).click()
  await expect(page.getByText(vi.pin.forgottenText(1))).toBeVisible()
  phone.signal.regain()
  await page.getByRole('button', { name: vi.pin.anew }).click()
  await signIn(phone, 'ph-cong1b')
  const arrived = async () =>
    (await factsAt(demo.url, `gates-${quarter()}`)).filter(({ body }) => body['reason'] === reason)
  await expect.poll(arrived).toMatchObject([{ by: 'ph-cong1b' }])
  await openGate(phone, 'Cổng 1B')
  await expect(page.getByText(reason)).toBeVisible()
})

test('what a stopped phone had recorded arrives with the next officer, and nothing else of it', async ({
  demo
}) => {
  const phone = keep(await newPhone(demo.url))
  const { page } = phone
  await signIn(phone, 'ph-truc')
  await approved(phone)
  await addAccount(phone, 'ph-cong1b')
  await handTo(phone, names.officer)
  await approved(phone)
  phone.signal.lose()
  const text = unique('Ghi trước khi máy bị dừng')
  await report(phone, text)
  await page.getByRole('link', { name: vi.nav.today, exact: true }).click()
  await page.getByRole('button', { name: vi.settings.lock, exact: true }).click()
  await expect(page.getByRole('heading', { name: vi.pin.enter })).toBeVisible()

  const enrolled = (await factsAt(demo.url, 'directory')).filter(
    ({ type, by }) => type === 'directory.device-enrolled' && by === 'ph-truc'
  )
  const { device } = enrolled.sort((a, b) => (a.id < b.id ? 1 : -1))[0]!
  const commander = await demoSession(demo.url, 'ph-truong')
  const body = { device, reason: 'Mất máy', stands: [] }
  const says = commander.device.fact(
    'xa-phong-hiep',
    'directory',
    'directory.device-revoked',
    `device/${device}`,
    body
  )
  await commander.post('/antt-xa-phong-hiep-directory/_bulk_docs', { docs: [asDocument(says)] })

  phone.signal.regain()
  await page.getByRole('button', { name: names.keeper, exact: true }).click()
  await enterPin(page, vi.pin.enter)
  const arrived = async () =>
    (await factsAt(demo.url, 'incidents')).filter(({ body }) => body['text'] === text)
  await expect.poll(arrived).toMatchObject([{ by: 'ph-truc', device, via: 'ph-cong1b' }])
})
