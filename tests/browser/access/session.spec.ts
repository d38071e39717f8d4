import type { Page } from '@playwright/test'
import { unsent } from '#lib/i18n/sync/unsent-vi.ts'
import { incidents } from '#lib/i18n/incidents/incidents-vi.ts'
import { live } from '#lib/i18n/gates/live-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { setPassword } from '../../../sync-server/provision/users.ts'
import { endSessions } from '../../../sync-server/sessions/session-store.ts'
import type { TestStack } from '../../stack.ts'
import { allSent, phoneOf, reported, stackWithGate, toGate } from '../gates/gate-stage.ts'
import { ScriptedAgent } from '../gates/scripted-agent.ts'
import { report } from '../incidents/incident-steps.ts'
import { enterPin, goInside, openGate, openMore, unlock, writeEntry, type Phone } from '../phone.ts'
import { expect, forFile, forTest, test } from '../fixtures.ts'

let stack: TestStack
forFile(async (keep) => void (stack = keep(await stackWithGate())))
const keep = forTest()

/** Does what `npm run password` does. */
async function resetPassword(account: string, password: string) {
  const { couch, store } = stack
  await setPassword(couch.nano, account, password, store.reset(account, Date.now()))
  await endSessions(store, account)
}

async function signInAgain({ page }: Pick<Phone, 'page'>, password: string) {
  await page.getByRole('button', { name: unsent.page.signInAgain }).click()
  await page.getByLabel(vi.signIn.password, { exact: true }).fill(password)
  await page.getByRole('button', { name: vi.signIn.submit, exact: true }).click()
}

test('after a reset every tab waits; the new password is asked for once, then the PIN, and all is sent', async () => {
  const { phone, account } = await phoneOf(stack, 'keeper')
  keep(phone)
  const { page } = phone
  const second = await page.context().newPage()
  await unlock({ ...phone, page: second })
  await page.bringToFront()
  await resetPassword(account.name, 'mật khẩu mới')
  await openGate(phone, 'Cổng Chùa')
  await writeEntry(phone, 'Ghi sau khi đổi mật khẩu')
  await expect(page.getByRole('link', { name: vi.syncing.chip(vi.syncing.signedOut) }).first()).toBeVisible()

  await second.bringToFront()
  await goInside({ page: second }, '/sync')
  await expect(second.getByText(unsent.page.states['signed-out'])).toBeVisible()
  await expect(second.getByText('Ghi sau khi đổi mật khẩu')).toBeVisible()
  await signInAgain({ page: second }, account.password)
  await expect(second.getByText(vi.signIn.problems['wrong-password'])).toBeVisible()
  await second.getByLabel(vi.signIn.password, { exact: true }).fill('mật khẩu mới')
  await second.getByRole('button', { name: vi.signIn.submit, exact: true }).click()
  await enterPin(second, vi.pin.enter)
  await allSent(second)
  await expect(second.getByText(vi.syncing.nothingWaiting)).toBeVisible()

  // From then on the key is enough, in the other tab and after the app was closed.
  await page.bringToFront()
  await enterPin(page, vi.pin.enter)
  await allSent(page)
  await second.reload()
  await enterPin(second, vi.pin.enter)
  await allSent(second)
})

test('locking ends the session: the cookie that the page still has opens nothing', async () => {
  const { phone } = await phoneOf(stack, 'keeper')
  keep(phone)
  const { page } = phone
  const path = `/db/${stack.database('gates')}/_all_docs`
  const token = page
    .waitForRequest((request) => 'x-antt' in request.headers())
    .then((request) => request.headers()['x-antt']!)
  await openMore(phone, vi.nav.sync)
  await page.getByRole('button', { name: vi.syncing.now, exact: true }).click()
  const ask = (headers: Record<string, string>) =>
    page.evaluate(async ([path, headers]) => (await fetch(path, { headers })).status, [
      path,
      headers
    ] as const)
  const both = { 'x-antt': await token }
  expect([await ask(both), await ask({})]).toEqual([200, 401])
  await openMore(phone, vi.nav.settings)
  await page.getByRole('button', { name: vi.settings.lock }).click()
  await expect(page.getByRole('heading', { name: vi.pin.enter })).toBeVisible()
  await expect.poll(() => ask(both)).toBe(401)
  expect(await ask({})).toBe(401)
  await enterPin(page, vi.pin.enter)
  await allSent(page)
})

test('two tabs of one account both hear gates and send photos; Khóa sổ in one locks both', async () => {
  const agent = keep(await ScriptedAgent.start(stack, 'cong-1b'))
  const { phone } = await phoneOf(stack, 'officer', agent)
  keep(phone)
  const { page: first } = phone
  const second = await first.context().newPage()
  const beside = { ...phone, page: second }
  await unlock(beside)
  const photo = (page: Page) => page.getByRole('img', { name: incidents.photo, exact: true })
  for (const one of [phone, beside]) {
    await one.page.bringToFront()
    await toGate(one)
    await expect(reported(one.page)).toContainText(live.motions.open)
  }
  for (const [one, text] of [
    [phone, 'Ghi ở thẻ đầu'],
    [beside, 'Ghi ở thẻ sau']
  ] as const) {
    await one.page.bringToFront()
    await goInside(one, '/')
    await report(one, text)
    await one.page.getByLabel(incidents.addPhoto).setInputFiles('static/icons/icon-192.png')
    await expect(photo(one.page)).toBeVisible()
    await allSent(one.page)
  }
  for (const [one, text] of [
    [phone, 'Ghi ở thẻ sau'],
    [beside, 'Ghi ở thẻ đầu']
  ] as const) {
    await one.page.bringToFront()
    await goInside(one, '/incidents')
    await one.page.getByRole('link', { name: text }).first().click()
    await expect(photo(one.page)).toBeVisible()
  }
  await openMore(beside, vi.nav.settings)
  await second.getByRole('button', { name: vi.settings.lock }).click()
  for (const page of [first, second])
    await expect(page.getByRole('heading', { name: vi.pin.enter })).toBeVisible()
})
