import { audit } from '#lib/i18n/sync/audit-vi.ts'
import { offlineWords } from '#lib/i18n/sync/offline.ts'
import { unsent } from '#lib/i18n/sync/unsent-vi.ts'
import { settings } from '#lib/i18n/settings/settings-vi.ts'
import { standing } from '#lib/i18n/devices/admission-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import type { TestAccount, TestStack } from '../stack.ts'
import { allSent, phoneOf, stackWithGate } from '../browser/gates/gate-stage.ts'
import { report } from '../browser/incidents/incident-steps.ts'
import {
  enterPin,
  goInside,
  newPhone,
  openGate,
  openMore,
  readyForOffline,
  signIn,
  writeEntry,
  type Phone
} from '../browser/phone.ts'
import { expect, forFile, forTest, test } from '../browser/fixtures.ts'

let stack: TestStack
forFile(async (keep) => void (stack = keep(await stackWithGate())))
const keep = forTest()

const chip = ({ page }: Phone, says: string) =>
  page
    .getByRole('link', { name: vi.syncing.chip(says) })
    .filter({ visible: true })
    .first()

const served = async ({ db }: TestAccount, book: 'gates' | 'incidents') =>
  (await db(`/${stack.database(book)}/_all_docs?include_docs=true`)).text()

test('a new phone waits for the commander: it says so, keeps what is written, and sends it once approved', async () => {
  const officer = await stack.account('officer')
  const phone = keep(await newPhone(stack.url))
  const { page, signal } = phone
  await signIn(phone, officer.name, officer.password)
  await expect(page.getByText(standing.here.waiting([]))).toBeVisible()
  await expect(chip(phone, vi.syncing.awaiting)).toBeVisible()
  // Its books are not here: nobody knows yet what waits.
  await expect(page.getByText(standing.here.noBooks)).toBeVisible()
  await expect(page.getByText(standing.here.noBooksYet.waiting)).toBeVisible()
  for (const words of [vi.home.noTasks, vi.gates.empty, vi.home.incidentsAll(0)])
    await expect(page.getByText(words)).toHaveCount(0)
  await expect(page.getByRole('heading', { name: vi.nav.today, level: 1 })).toBeVisible()
  await readyForOffline(phone)
  // Nothing more comes by waiting with a network.
  await expect(page.getByText(offlineWords.coming)).toBeHidden()

  await report(phone, 'Ghi lúc chờ duyệt')
  await openMore(phone, vi.nav.sync)
  await expect(page.getByText(unsent.page.states['waiting-for-approval'])).toBeVisible()
  await expect(page.getByText('Ghi lúc chờ duyệt')).toBeVisible()
  await page.getByRole('button', { name: audit.now }).click()
  await expect(page.getByText(audit.awaiting)).toBeVisible()
  await openMore(phone, vi.nav.settings)
  await expect(page.getByText(settings.awaitingText)).toBeVisible()
  expect(await served(officer, 'incidents')).not.toContain('Ghi lúc chờ duyệt')

  // Without a network too, from what the phone itself has written.
  signal.lose()
  await page.goto(signal.url)
  await enterPin(page, vi.pin.enter)
  await expect(page.getByText(standing.here.waiting([]))).toBeVisible()
  signal.regain()

  await stack.letInPhoneOf(officer.name)
  await expect(chip(phone, vi.syncing.allSent)).toBeVisible()
  await expect(page.getByRole('heading', { name: vi.unit('xã', 'Thử'), level: 1 })).toBeVisible()
  await expect(page.getByText(standing.here.waiting([]))).toHaveCount(0)
  await expect(page.getByText(standing.here.noBooks)).toHaveCount(0)
  expect(await served(officer, 'incidents')).toContain('Ghi lúc chờ duyệt')
})

test('the first page of a keeper who waits says too that the books have not come', async () => {
  const keeper = await stack.account('keeper')
  const phone = keep(await newPhone(stack.url))
  await signIn(phone, keeper.name, keeper.password)
  await expect(phone.page.getByText(standing.here.noBooks)).toBeVisible()
  await expect(phone.page.getByText(vi.home.noGate)).toHaveCount(0)
})

test('a phone that is taken out of use says so, keeps its records, and sends them once it is let in again', async () => {
  const { phone, account } = await phoneOf(stack, 'keeper')
  keep(phone)
  const { page, signal } = phone
  const { device } = account
  const commander = await stack.account('commander')
  await openGate(phone, 'Cổng Chùa')
  await readyForOffline(phone)
  signal.lose()
  await writeEntry(phone, 'Ghi trước khi bị thu hồi')
  const order = async (type: string, id: string, body: object) => {
    const fact = commander.device.fact(stack.unit, 'directory', type, `device/${id}`, body)
    const { id: _id, ...rest } = fact
    const path = `/${stack.database('directory')}/_bulk_docs`
    const [row] = (await (await commander.post(path, { docs: [{ _id, ...rest }] })).json()) as { ok?: true }[]
    expect(row?.ok).toBe(true)
    return fact.id
  }
  const own = await ownDevice(account)
  const revoke = (id: string) =>
    order('directory.device-revoked', id, { device: id, reason: 'Mất máy ở chợ', stands: [] })
  const revocation = await revoke(own)
  // The server hears a moment later what its directory says: of the account's other device it tells when it has.
  await revoke(device.id)
  await expect
    .poll(async () => (await fetch(`${stack.url}/session`, { headers: account.headers })).status)
    .toBe(401)
  signal.regain()

  await expect(chip(phone, vi.syncing.barred)).toBeVisible()
  await goInside(phone, '/')
  await expect(page.getByText(standing.here.barred)).toBeVisible()
  await openMore(phone, vi.nav.sync)
  await expect(page.getByText(unsent.page.states.barred)).toBeVisible()
  await expect(page.getByText('Ghi trước khi bị thu hồi')).toBeVisible()
  await page.getByRole('button', { name: audit.now }).click()
  await expect(page.getByText(audit.barred)).toBeVisible()
  expect(await served(commander, 'gates')).not.toContain('Ghi trước khi bị thu hồi')

  await order('directory.device-readmitted', own, { device: own, revocation })
  await page.getByRole('button', { name: vi.syncing.now, exact: true }).click()
  await allSent(page)
  await expect(page.getByText(standing.here.barred)).toHaveCount(0)
  expect(await served(commander, 'gates')).toContain('Ghi trước khi bị thu hồi')

  /** Returns the id of the phone itself, beside the device that writes for the test. */
  async function ownDevice({ db, name }: TestAccount): Promise<string> {
    const answer = await db(`/${stack.database('directory')}/_all_docs?include_docs=true`)
    const { rows } = (await answer.json()) as {
      rows: { doc: { type?: string; by?: string; device?: string } }[]
    }
    const enrolled = rows.flatMap(({ doc }) =>
      doc.type === 'directory.device-enrolled' && doc.by === name ? [doc.device!] : []
    )
    return enrolled.find((id) => id !== device.id)!
  }
})

test('an account that is suspended opens no notebook on a new phone, and says whom to ask', async () => {
  const keeper = await stack.account('keeper')
  const commander = await stack.account('commander')
  const body = { account: keeper.name, reason: 'Nghỉ việc', stands: [] }
  const stream = `account/${keeper.name}`
  const { id: _id, ...rest } = commander.device.fact(
    ...([stack.unit, 'directory', 'directory.account-suspended', stream, body] as const)
  )
  await commander.post(`/${stack.database('directory')}/_bulk_docs`, { docs: [{ _id, ...rest }] })
  const phone = keep(await newPhone(stack.url))
  const { page, signal } = phone
  await page.goto(signal.url)
  await page.getByLabel(vi.signIn.account, { exact: true }).fill(keeper.name)
  await page.getByLabel(vi.signIn.password, { exact: true }).fill(keeper.password)
  await page.getByRole('button', { name: vi.signIn.submit, exact: true }).click()
  await expect(page.getByText(vi.signIn.problems.barred)).toBeVisible()
})
