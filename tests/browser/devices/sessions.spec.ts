import type { Page } from '@playwright/test'
import { alarm } from '#lib/i18n/alarms/alarm-vi.ts'
import { sessions } from '#lib/i18n/devices/sessions-vi.ts'
import { standing } from '#lib/i18n/devices/admission-vi.ts'
import { unsent } from '#lib/i18n/sync/unsent-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { deviceCode } from '#lib/domain/devices/device-code.ts'
import type { TestAccount, TestStack } from '../../stack.ts'
import { allSent, phoneOf, press, stackWithGate } from '../gates/gate-stage.ts'
import { enterPin, goInside, openGate, openMore, writeEntry, type Phone } from '../phone.ts'
import { expect, forFile, test } from '../fixtures.ts'

let stack: TestStack
let chief: Phone
let keeper: Phone
let chiefAccount: TestAccount
let account: TestAccount
forFile(async (keep) => {
  stack = keep(await stackWithGate())
  const first = await phoneOf(stack, 'commander')
  chief = keep(first.phone)
  chiefAccount = first.account
  const second = await phoneOf(stack, 'keeper')
  keeper = keep(second.phone)
  account = second.account
})

async function hold(page: Page, device: string) {
  await press(page, sessions.hold(deviceCode(device)))
  const holding = page.getByRole('button', { name: sessions.holding })
  await expect(holding).toBeVisible()
  await expect(holding).toHaveCount(0)
  await page.mouse.up()
}
const rowOf = (page: Page, words: string) => page.getByRole('listitem').filter({ hasText: words }).first()
/** The words before the time. */
const before = (text: string) => text.split('·')[0]!.trim()
const isOpen = before(sessions.open(''))

test('a commander sees who has a session and ends one; that phone keeps what it writes and asks for the password once', async () => {
  const { page } = chief
  const stranger = await stack.account('officer')
  await goInside(chief, '/phones')
  const name = `Người ${account.name}`
  await expect(rowOf(page, name)).toContainText(isOpen)
  await expect(rowOf(page, `Người ${stranger.name}`)).toContainText(isOpen)

  // Its own device for the test bears the same name: the phone itself is the one with another label.
  const own = page.getByRole('link').filter({ hasText: name }).filter({ hasNotText: 'Máy thử' })
  await own.click()
  await expect(page.getByRole('heading', { name: sessions.title })).toBeVisible()
  const device = new URL(page.url()).pathname.split('/').at(-1)!
  const code = deviceCode(device)
  await expect(page.getByText(standing.code(code)).first()).toBeVisible()
  chief.signal.lose()
  await hold(page, device)
  await expect(page.getByText(sessions.unended.unreachable)).toBeVisible()
  chief.signal.regain()
  await hold(page, device)
  await expect(page.getByText(sessions.ended(code))).toBeVisible()
  await expect(page.getByRole('button', { name: sessions.hold(code) })).toHaveCount(0)
  await expect(rowOf(page, name)).toContainText(before(sessions.asks('')))

  const { page: lost } = keeper
  await expect(
    lost
      .getByRole('link', { name: vi.syncing.chip(vi.syncing.signedOut) })
      .filter({ visible: true })
      .first()
  ).toBeVisible()
  await goInside(keeper, '/')
  const said = sessions.here.endedBy(`Người ${chiefAccount.name}`, '').split(':')[0]!
  const told = lost.getByRole('status').filter({ hasText: said })
  await expect(told).toContainText(code)
  await expect(told.getByRole('button', { name: sessions.here.signInAgain })).toBeVisible()
  // Three lines of text at most, and one with the phone's code and the button.
  expect((await told.locator('p').first().boundingBox())!.height).toBeLessThan(70)
  expect((await told.boundingBox())!.height).toBeLessThan(130)
  await openGate(keeper, 'Cổng Chùa')
  await writeEntry(keeper, 'Ghi sau khi kết thúc phiên')
  await openMore(keeper, vi.nav.sync)
  await expect(lost.getByText('Ghi sau khi kết thúc phiên')).toBeVisible()
  await lost.getByRole('button', { name: unsent.page.signInAgain }).click()
  await lost.getByLabel(vi.signIn.password, { exact: true }).fill(account.password)
  await lost.getByRole('button', { name: vi.signIn.submit, exact: true }).click()
  await enterPin(lost, vi.pin.enter)
  await allSent(lost)
})

/** Whether the phone still holds a key that closes gates while it is locked. */
const alarmKeys = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('antt-alarm')
        opening.addEventListener('error', () => reject(opening.error!))
        opening.addEventListener('success', () => {
          const counting = opening.result.transaction('keys').objectStore('keys').count()
          counting.addEventListener('success', () => resolve(counting.result))
        })
      })
  )

test('who signs out leaves a locked phone without session and alarm key, says so, and needs the password once', async () => {
  const { page } = keeper
  await goInside(chief, '/settings/alarm')
  await chief.page.getByRole('radio', { name: alarm.key.allowed.yes, exact: true }).check({ force: true })
  await goInside(keeper, '/settings')
  await page.getByRole('button', { name: alarm.key.turnOn }).click()
  await expect.poll(() => alarmKeys(page)).toBe(1)
  await goInside(keeper, '/phones/own')
  await expect(page.getByRole('button', { name: sessions.signOut.hold })).toBeVisible()
  keeper.signal.lose()
  await press(page, sessions.signOut.hold)
  await expect(page.getByText(sessions.unended.unreachable)).toBeVisible()
  await page.mouse.up()
  expect(await alarmKeys(page)).toBe(1)
  keeper.signal.regain()
  await press(page, sessions.signOut.hold)
  await expect(page.getByRole('heading', { name: vi.pin.enter })).toBeVisible()
  await page.mouse.up()
  expect(await alarmKeys(page)).toBe(0)
  await enterPin(page, vi.pin.enter)
  await goInside(keeper, '/')
  await expect(page.getByText(sessions.here.signedOut('').split(':')[0]!)).toBeVisible()
  await openMore(keeper, vi.nav.sync)
  await page.getByRole('button', { name: unsent.page.signInAgain }).click()
  await page.getByLabel(vi.signIn.password, { exact: true }).fill(account.password)
  await page.getByRole('button', { name: vi.signIn.submit, exact: true }).click()
  await enterPin(page, vi.pin.enter)
  await allSent(page)
})

test('an officer sees the phones of the own account and ends the session of another one', async () => {
  const { page } = keeper
  await openMore(keeper, vi.nav.settings)
  await page.getByRole('link', { name: sessions.own.row }).click()
  await expect(page.getByRole('heading', { name: sessions.own.title })).toBeVisible()
  await expect(rowOf(page, standing.thisPhone)).toContainText(isOpen)
  await expect(rowOf(page, 'Máy thử')).toContainText(isOpen)
  await hold(page, account.device.id)
  await expect(rowOf(page, 'Máy thử')).toContainText(sessions.ended(deviceCode(account.device.id)))
  expect((await fetch(`${stack.url}/session`, { headers: account.headers })).status).toBe(401)
  await allSent(page)

  keeper.signal.lose()
  await goInside(keeper, '/settings')
  await goInside(keeper, '/phones/own')
  await expect(page.getByText(sessions.unlisted.unreachable)).toBeVisible()
  keeper.signal.regain()
})
