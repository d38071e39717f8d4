import { createPublicKey, verify, type JsonWebKey } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Download, Page } from '@playwright/test'
import { canonicalString } from '#lib/domain/canonical.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { refusals } from '#lib/i18n/sync/refusals-vi.ts'
import { unsent } from '#lib/i18n/sync/unsent-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import type { Language } from '#lib/i18n/text.ts'
import type { Role } from '#lib/domain/roles.ts'
import { look } from '../../looks/look.ts'
import { startTestStack, type TestAccount, type TestStack } from '../../stack.ts'
import { signInApproved } from '../approval.ts'
import { enterPin, newPhone, openGate, openMore, readyForOffline, writeEntry, type Phone } from '../phone.ts'
import { expect, forFile, test } from '../fixtures.ts'
import { build } from '../server.ts'

let stack: TestStack
let phone: Phone
let keeper: TestAccount

test.describe.configure({ mode: 'serial' })
forFile(async (keep) => {
  stack = keep(await startTestStack({ buildDir: build }))
  keeper = await stack.account('keeper')
  phone = keep(await newPhone(stack.url))
})

/** Does what an administrator would: the account's roles in its unit from now on, and the one gate there is. */
function provision(...roles: Role[]) {
  return stack.provision({
    units: [{ id: stack.unit, name: 'Thử', kind: 'xã' }],
    accounts: [
      { account: keeper.name, password: '', name: 'Người thử', rolesByUnit: new Map([[stack.unit, roles]]) }
    ],
    gates: [{ unit: stack.unit, gate: 'cong-thu', name: 'Cổng thử', kind: 'hand' }]
  })
}

/** Writes an entry that the server refuses: its author has lost the right, and the phone has not heard of it. */
async function writeRefused(reason: string) {
  await readyForOffline(phone)
  phone.signal.lose()
  await provision('ubnd')
  await writeEntry(phone, reason)
  phone.signal.regain()
  await expect(phone.page.getByRole('link', { name: vi.syncing.chip(vi.syncing.refused(1)) })).toBeVisible()
  await openMore(phone, vi.nav.sync)
  await expect(phone.page.getByText(refusals.sentences['not-allowed'])).toBeVisible()
  await expect(phone.page.getByText(reason)).toBeVisible()
}

const served = async () => {
  const officer = await stack.account('officer')
  return (await officer.db(`/${stack.database('gates')}/_all_docs?include_docs=true`)).text()
}

test('a refused entry is shown in words, and goes out by itself once the right is back; later entries still arrive', async () => {
  const { page } = phone
  await provision('keeper')
  await signInApproved(stack, phone, keeper)
  await openGate(phone, 'Cổng thử')
  await expect(page.getByRole('link', { name: vi.syncing.chip(vi.syncing.allSent) })).toBeVisible()

  await writeRefused('Ghi khi đã mất quyền')
  await openMore(phone, vi.nav.settings)
  await page.getByRole('button', { name: vi.settings.lock }).click()
  await page.getByRole('button', { name: vi.pin.forgotten }).click()
  await expect(page.getByText(vi.pin.forgottenText(1))).toBeVisible()
  await enterPin(page, vi.pin.enter)
  await openMore(phone, vi.nav.sync)

  await provision('keeper')
  await page.getByRole('button', { name: vi.syncing.now, exact: true }).click()
  await expect(page.getByText(vi.syncing.nothingWaiting)).toBeVisible()
  expect(await served()).toContain('Ghi khi đã mất quyền')
  await openGate(phone, 'Cổng thử')
  await writeEntry(phone, 'Ghi khi có quyền lại')
  await expect.poll(served).toContain('Ghi khi có quyền lại')

  // A server that has too much to do is left alone until the time that it names, unless somebody presses.
  const busy = { status: 429, headers: { 'retry-after': '600' }, json: { error: 'too_many_requests' } }
  await page.context().route('**/_bulk_docs', (route) => route.fulfill(busy))
  await writeEntry(phone, 'Ghi lúc máy chủ bận')
  await openMore(phone, vi.nav.sync)
  await expect(page.getByText(refusals.sentences.busy)).toBeVisible()
  await expect(page.getByText(unsent.page.waits('').slice(0, 20))).toBeVisible()
  await page.context().unrouteAll()
  await page.getByRole('button', { name: vi.syncing.now, exact: true }).click()
  await expect(page.getByText(vi.syncing.nothingWaiting)).toBeVisible()
  expect(await served()).toContain('Ghi lúc máy chủ bận')
})

test('what is set aside is explained to the book, taken along, and offered no more', async () => {
  const { page } = phone
  await openGate(phone, 'Cổng thử')
  await writeRefused('Ghi nhầm cổng')
  for (const language of ['vi', 'en'] as const) {
    await speak(page, language)
    expect.soft(await look(page, language, 'sync-refused')).toEqual([])
  }
  await page.getByRole('link', { name: 'Ghi nhầm cổng' }).click()
  for (const language of ['en', 'vi'] as const) {
    await speak(page, language)
    expect.soft(await look(page, language, 'sync-[id]')).toEqual([])
  }
  // While the right is not back the server's word is the same, and so is what the author may do.
  const offered = page.waitForRequest((request) => (request.postData() ?? '').includes('Ghi nhầm cổng'))
  await page.getByRole('button', { name: unsent.sendAgain, exact: true }).click()
  await offered
  await expect(page.getByText(refusals.sentences['not-allowed'])).toBeVisible()
  await page.getByRole('link', { name: 'Ghi nhầm cổng' }).click()
  await page.getByLabel(unsent.aside.reason).fill('đã ghi ở cổng khác')
  await page.getByRole('button', { name: unsent.aside.hold }).hover()
  await page.mouse.down()
  await expect(page.getByRole('heading', { name: `${unsent.asideTitle} (1)` })).toBeVisible()
  await page.mouse.up()
  await expect(page.getByText('Ghi nhầm cổng')).toBeVisible()
  await expect(page.getByRole('link', { name: vi.syncing.chip(vi.syncing.refused(1)) })).toHaveCount(0)

  const [csv, lines] = [await download(unsent.files.table), await download(unsent.files.signed)]
  expect(csv).toContain('"Đã để riêng","tài khoản này chưa có quyền. Hỏi chỉ huy."')
  const taken = lines
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Envelope)
  expect(taken.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['directory.device-enrolled', 'gates.note-written'])
  )
  for (const fact of taken) {
    const key = createPublicKey({ key: (taken[0]!.body as { key: JsonWebKey }).key, format: 'jwk' })
    const signed = { key, dsaEncoding: 'ieee-p1363' } as const
    const sig = Buffer.from(fact.sig, 'base64url')
    expect(verify('sha256', Buffer.from(canonicalString(fact)), signed, sig)).toBe(true)
  }

  await provision('keeper')
  await page.getByRole('button', { name: vi.syncing.now, exact: true }).click()
  await openGate(phone, 'Cổng thử')
  await expect(page.getByText('Ghi nhầm cổng')).toHaveCount(0)
  await writeEntry(phone, 'Ghi sau khi để riêng')
  await expect.poll(served).toContain('Ghi sau khi để riêng')
  const all = await served()
  expect(all).not.toContain('Ghi nhầm cổng')
  expect(all).toContain('"reason":"đã ghi ở cổng khác"')
})

async function download(button: string): Promise<string> {
  const { page } = phone
  const [file] = await Promise.all([
    page.waitForEvent('download') as Promise<Download>,
    page.getByRole('button', { name: button }).click()
  ])
  return readFile(await file.path(), 'utf8')
}

/** The screen as it stands speaks another language, as when it is chosen in another tab. */
async function speak(page: Page, language: Language) {
  await page.evaluate((language) => {
    localStorage.setItem('language', language)
    dispatchEvent(new StorageEvent('storage', { key: 'language', newValue: language }))
  }, language)
  await expect(page.locator('html')).toHaveAttribute('lang', language)
}
