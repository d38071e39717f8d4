import type { RequestListener } from 'node:http'
import { vi } from '#lib/i18n/vi.ts'
import { appVersion } from '../../../sync-server/health/app-version.ts'
import { serveApp } from '../../../sync-server/serve-app.ts'
import { startTestStack, type TestAccount, type TestStack } from '../../stack.ts'
import { signInApproved } from '../approval.ts'
import { draftsOf } from '../forms/drafts.ts'
import { allSent } from '../gates/gate-stage.ts'
import { olderBuild } from '../older-build.ts'
import { enterPin, newPhone, openGate, readyForOffline, type Phone } from '../phone.ts'
import { build } from '../server.ts'
import { expect, forFile, test } from '../fixtures.ts'

const older = '0.1.0'
let oldestApp = older
let stack: TestStack
let account: TestAccount
let phone: Phone
let app: RequestListener
forFile(async (keep) => {
  app = serveApp(keep(olderBuild(older)).dir)
  stack = keep(await startTestStack({ oldestApp: () => oldestApp }, { app: (...request) => app(...request) }))
  await stack.provision({
    units: [{ id: stack.unit, name: 'Thử', kind: 'xã' }],
    accounts: [],
    gates: [{ unit: stack.unit, gate: 'cong-chua', name: 'Cổng Chùa', kind: 'hand' }]
  })
  account = await stack.account('keeper')
  phone = keep(await newPhone(stack.url, 'unknown'))
  await signInApproved(stack, phone, account)
})

const served = async () =>
  (await account.db(`/${stack.database('gates')}/_all_docs?include_docs=true`)).text()

/** Tells whether a page that has loaded runs the older build. */
const isOlder = () =>
  document.readyState !== 'complete' ||
  performance.getEntriesByType('resource').some(({ name }) => name.includes('/_app/older/'))

test('an old tab at a new server says so once, keeps what is typed and saved, and sends it after the update', async () => {
  const { page, signal } = phone
  await readyForOffline(phone)
  await openGate(phone, 'Cổng Chùa')
  const reason = page.getByLabel(vi.note.reason)
  const begin = async (words: string) => {
    const before = await draftsOf(page)
    await page.getByRole('link', { name: vi.log.write }).click()
    await page.getByRole('radio', { name: vi.happenings.closed }).check({ force: true })
    await reason.fill(words)
    await expect.poll(() => draftsOf(page)).not.toEqual(before)
  }
  await begin('Gõ lúc bản cũ')

  // The server is started anew, and understands newer apps only; the new build is not there yet.
  signal.lose()
  oldestApp = appVersion
  signal.regain()
  const notice = page.getByRole('status').filter({ hasText: vi.update.outdated })
  await expect(notice).toBeVisible()
  await expect(notice).toContainText(vi.update.none)
  await expect(reason).toHaveValue('Gõ lúc bản cũ')

  // The form goes on: what is saved stays here.
  await page.getByRole('button', { name: vi.update.later }).click()
  await page.getByRole('button', { name: vi.note.save, exact: true }).click()
  await expect(page.getByText('Gõ lúc bản cũ')).toBeVisible()
  const chip = page.getByRole('link', { name: vi.syncing.chip(vi.syncing.outdated) })
  await expect(chip.filter({ visible: true }).first()).toBeVisible()
  expect(await served()).not.toContain('Gõ lúc bản cũ')
  await page.reload()
  await enterPin(page, vi.pin.enter)
  await expect(page.getByText('Gõ lúc bản cũ')).toBeVisible()
  // The page that came back has looked by itself and found nothing: else it would take the look below upon itself.
  await expect(notice).toContainText(vi.update.none)

  app = serveApp(build)
  await page.getByRole('button', { name: vi.update.look }).click()
  const update = page.getByRole('button', { name: vi.update.apply })
  await expect(update).toBeVisible()
  await page.getByRole('button', { name: vi.update.later }).click()
  await begin('Gõ dở khi cập nhật')
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await expect(reason).toHaveValue('Gõ dở khi cập nhật')
  expect(await served()).not.toContain('Gõ lúc bản cũ')
  await page.reload()
  await enterPin(page, vi.pin.enter)
  await update.click()
  // Waits out a second reload: where the browser holds the new worker back, the first one only lets the old one go.
  await expect.poll(() => page.evaluate(isOlder).catch(() => true)).toBe(false)
  await enterPin(page, vi.pin.enter)
  await expect(reason).toHaveValue('Gõ dở khi cập nhật')
  await expect(notice).toHaveCount(0)
  await expect.poll(served).toContain('Gõ lúc bản cũ')
  await page.getByRole('button', { name: vi.note.save, exact: true }).click()
  await allSent(page)
})
