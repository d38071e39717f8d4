import { otherPhones as t } from '#lib/i18n/devices/other-devices-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import {
  approved,
  goInside,
  newPhone,
  openGate,
  openMore,
  readyForOffline,
  signIn,
  unlock,
  writeEntry,
  type Phone
} from '../phone.ts'
import { startServer, type Server } from '../server.ts'
import { expect, forFile, forTest, test } from '../fixtures.ts'

const gate = 'Cổng 1B'

let server: Server
let phone: Phone
forFile(async (keep) => void (server = keep(await startServer())))
forTest(async (keep) => void (phone = keep(await newPhone(server.url))))

const allSent = () =>
  expect(
    phone.page
      .getByRole('link', { name: vi.syncing.chip(vi.syncing.allSent) })
      .filter({ visible: true })
      .first()
  ).toBeVisible()

/** The phone's own report, once the server has taken it. */
const reported = () =>
  phone.page.waitForResponse(
    (response) =>
      response.url().endsWith('/devices') && response.request().method() === 'POST' && response.ok()
  )

/** The report by which the server knows that nothing waits on this phone. */
const reportedNothingLeft = () =>
  phone.page.waitForResponse((response) => {
    const request = response.request()
    if (!response.url().endsWith('/devices') || request.method() !== 'POST' || !response.ok()) return false
    const { waiting } = JSON.parse((request.postDataJSON() as { p: string }).p) as { waiting: object }
    return Object.keys(waiting).length === 0
  })

/** As the browser does it, or somebody in its settings, with no page open. */
async function clearSiteData() {
  await phone.page.goto('about:blank')
  await clearUnderPages()
}

async function clearUnderPages() {
  const { page, signal } = phone
  const devtools = await page.context().newCDPSession(page)
  const { origin } = new URL(signal.url)
  await devtools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' })
  await page.context().clearCookies()
}

test('what was only on a phone whose data was cleared is told after signing in again, and what to do', async () => {
  await signIn(phone, 'ph-cong1b')
  await openGate(phone, gate)
  await allSent()
  await readyForOffline(phone)
  phone.signal.lose()
  await writeEntry(phone, 'Ghi lúc mất sóng')
  await writeEntry(phone, 'Ghi thêm lúc mất sóng')
  await phone.kill()
  // So little signal that only what is small gets through.
  phone.signal.regain()
  phone.signal.hold('/_bulk_docs')
  await phone.start()
  const report = reported()
  await unlock(phone)
  await report
  phone.signal.lose()
  await openGate(phone, gate)
  await writeEntry(phone, 'Ghi sau khi máy chủ nghe lần cuối')
  await clearSiteData()
  phone.signal.regain()

  await signIn(phone, 'ph-cong1b')
  const { page } = phone
  await page.getByRole('link', { name: t.home }).click()
  await expect(page.getByRole('heading', { name: t.title })).toBeVisible()
  await expect(page.getByText(t.left(2, `${t.book('gates')}: 2`, 0))).toBeVisible()
  await expect(page.getByText(t.advice)).toBeVisible()
})

test('an old phone that sends after all is said to have nothing left', async () => {
  const account = 'ph-khoa'
  // The report goes out beside the exchange, at times after it.
  const report = reportedNothingLeft()
  await signIn(phone, account)
  await report
  const other = await newPhone(server.url)
  try {
    await signIn(other, account)
    await openMore(other, vi.syncing.title)
    // The demo's own phones stand beside it, and have sent all too.
    await expect(other.page.getByText(t.allSent).first()).toBeVisible()
    await expect(other.page.getByText(t.never)).toBeHidden()
    await expect(other.page.getByText(t.advice)).toBeHidden()
  } finally {
    await other.throwAway()
  }
})

test('a tab whose notebook was cleared under it saves nothing that nobody could open, and leaves the exchange to the new one', async () => {
  await signIn(phone, 'ph-cong1b')
  await openGate(phone, gate)
  await allSent()
  const old = phone.page
  await old.getByRole('link', { name: vi.log.write }).click()
  await old.getByRole('radio', { name: vi.happenings.closed }).check({ force: true })
  await old.getByLabel(vi.note.reason).fill('Viết ở thẻ cũ')
  await clearUnderPages()
  await old.getByRole('button', { name: vi.note.save, exact: true }).click()
  await expect(old.getByText(vi.unsaved['site-cleared'])).toBeVisible()
  await expect(old.getByLabel(vi.note.reason)).toHaveValue('Viết ở thẻ cũ')

  phone.page = await old.context().newPage()
  await signIn(phone, 'ph-cong1b')
  await approved(phone)
  await openGate(phone, gate)
  await readyForOffline(phone)
  phone.signal.lose()
  await writeEntry(phone, 'Viết ở thẻ mới')
  phone.signal.regain()
  await allSent()
  await openMore(phone, vi.syncing.title)
  await expect(phone.page.getByText(vi.syncing.nothingWaiting)).toBeVisible()

  await old.bringToFront()
  await goInside({ page: old }, '/strangers')
  await expect(old.getByText(vi.broken.cleared)).toBeVisible()
  await old.getByRole('button', { name: vi.retry }).click()
  await expect(old.getByRole('heading', { name: vi.pin.enter })).toBeVisible()
})
