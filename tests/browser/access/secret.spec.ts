import { expect, forTest, test } from '../fixtures.ts'
import { settings } from '#lib/i18n/settings/settings-vi.ts'
import { calls } from '#lib/i18n/settings/contacts-vi.ts'
import { phrase } from '#lib/i18n/access/phrase-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { approved, enterPin, newPhone, openGate, openMore, pin, signIn, writeEntry } from '../phone.ts'
import type { Page } from '@playwright/test'

const keep = forTest()
const words = 'con đò sang sông lúc chiều'

async function type(page: Page, title: string, digits: string) {
  await expect(page.getByRole('heading', { name: title })).toBeVisible()
  // The pad drops what is typed while a PIN is being tried.
  await expect(page.getByRole('button', { name: '1', exact: true })).toBeEnabled()
  for (const digit of digits) await page.keyboard.press(digit)
}
async function fill(page: Page, title: string, text: string, button: string) {
  await expect(page.getByRole('heading', { name: title })).toBeVisible()
  await page.getByLabel(phrase.label, { exact: true }).fill(text)
  await page.getByRole('button', { name: button, exact: true }).click()
}
/** Opens *Cài đặt* → what opens the notebook. */
async function openSecret(phone: { page: Page }, row: string) {
  await openMore(phone as never, vi.nav.settings)
  await phone.page.getByRole('link', { name: row }).click()
}
const lock = (page: Page) => page.getByRole('button', { name: vi.settings.lock, exact: true }).click()

test('the PIN is changed in the settings, then for a passphrase; only the last one opens, and nothing written is lost', async ({
  demo
}) => {
  const phone = keep(await newPhone(demo.url))
  const { page } = phone
  await signIn(phone, 'ph-truc')
  await openGate(phone, 'Cổng Chùa')
  await writeEntry(phone, 'Trước khi đổi mã')
  await openSecret(phone, settings.secret.row.pin)
  await type(page, vi.pin.enter, '111119')
  await expect(page.getByText(vi.pin.wrong)).toBeVisible()
  await type(page, vi.pin.enter, pin)
  await type(page, vi.pin.choose, '123456')
  await expect(page.getByText(vi.pin.weak)).toBeVisible()
  await type(page, vi.pin.choose, '975310')
  await type(page, vi.pin.again, '975310')
  await expect(page.getByText(settings.secret.changed)).toBeVisible()

  await page.getByRole('link', { name: settings.secret.back }).click()
  await lock(page)
  await type(page, vi.pin.enter, pin)
  await expect(page.getByText(vi.pin.wrong)).toBeVisible()
  await type(page, vi.pin.enter, '975310')
  await openSecret(phone, settings.secret.row.pin)
  await type(page, vi.pin.enter, '975310')
  await page.getByRole('button', { name: phrase.use }).click()
  await fill(page, phrase.choose, 'ngắn quá', phrase.next)
  await expect(page.getByText(phrase.short)).toBeVisible()
  await fill(page, phrase.choose, words, phrase.next)
  await fill(page, phrase.again, words.normalize('NFD'), phrase.keep)
  await expect(page.getByText(settings.secret.changed)).toBeVisible()

  await page.reload()
  await fill(page, phrase.enter, '975310', phrase.open)
  await expect(page.getByText(vi.pin.wrong)).toBeVisible()
  await fill(page, phrase.enter, words, phrase.open)
  await openGate(phone, 'Cổng Chùa')
  await expect(page.getByText('Trước khi đổi mã')).toBeVisible()
})

test('a notebook that nobody touches locks by itself, a keeper’s last; the lock names whose it is in full, and calls the police', async ({
  demo
}) => {
  const phone = keep(await newPhone(demo.url))
  const { page } = phone
  await page.clock.install()
  await signIn(phone, 'ph-truong')
  await approved(phone)
  await page.clock.fastForward('14:00')
  await page.mouse.click(5, 5)
  await page.clock.fastForward('14:00')
  await expect(page.getByRole('navigation', { name: vi.nav.label })).toBeVisible()
  // Whoever watches an alarm has no hand for the phone.
  await page.evaluate(() => history.replaceState(history.state, '', '/alarm'))
  await page.clock.fastForward('44:00')
  await expect(page.getByRole('navigation', { name: vi.nav.label })).toBeVisible()
  await page.evaluate(() => history.replaceState(history.state, '', '/'))
  await page.clock.fastForward('02:00')
  await expect(page.getByText(vi.pin.hello('Lê Quốc Thắng'), { exact: true })).toBeVisible()
  const call = page.getByRole('link', { name: calls.callPolice })
  await expect(call).toHaveAttribute('href', /^tel:\d+$/)

  await page.getByRole('button', { name: vi.pin.newAccount }).click()
  await signIn(phone, 'ph-cong1b')
  await page.clock.fastForward('59:00')
  await expect(page.getByRole('navigation', { name: vi.nav.label })).toBeVisible()
  await page.clock.fastForward('02:00')
  await expect(page.getByRole('heading', { name: vi.pin.enter })).toBeVisible()
})

test('wrong PINs cost time that a set clock does not shorten, and lose nothing', async ({ demo }) => {
  const phone = keep(await newPhone(demo.url))
  const { page } = phone
  await page.clock.install()
  await signIn(phone, 'ph-truc')
  await page.reload()
  for (let tries = 0; tries < 5; tries++) await type(page, vi.pin.enter, '111119')
  // The pad is closed while the last one is tried, too.
  await expect(page.getByText(/Thử lại sau/)).toBeVisible()
  await page.clock.setSystemTime(Date.now() + 86_400_000)
  await page.reload()
  await expect(page.getByText(/Thử lại sau/)).toBeVisible()
  await expect(page.getByRole('button', { name: '1', exact: true })).toBeDisabled()
  await page.clock.runFor('00:31')
  await expect(page.getByText(/Thử lại sau/)).toHaveCount(0)
  await enterPin(page, vi.pin.enter)
  await expect(page.getByRole('navigation', { name: vi.nav.label })).toBeVisible()
})

test('the phone’s own lock opens the notebook once its owner has allowed it, and no more once it is taken back', async ({
  demo
}) => {
  const phone = keep(await newPhone(demo.url))
  const { page } = phone
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  const options = {
    protocol: 'ctap2',
    ctap2Version: 'ctap2_1',
    transport: 'internal',
    hasResidentKey: true,
    hasUserVerification: true,
    hasPrf: true,
    isUserVerified: true
  } as const
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', { options })
  const { passkey } = settings.secret
  await signIn(phone, 'ph-truc')
  await openSecret(phone, settings.secret.row.pin)
  await type(page, vi.pin.enter, pin)
  await page.getByRole('button', { name: passkey.add }).click()
  await expect(page.getByText(passkey.added)).toBeVisible()
  // Another PIN is another lock on the same key: the phone's own goes on opening it.
  await type(page, vi.pin.choose, '975310')
  await type(page, vi.pin.again, '975310')
  await page.getByRole('link', { name: settings.secret.back }).click()
  await lock(page)

  const own = page.getByRole('button', { name: vi.pin.byPasskey })
  await own.click()
  await openGate(phone, 'Cổng Chùa')
  await writeEntry(phone, 'Mở sổ bằng khóa của máy')
  await page.reload()
  await expect(own).toBeVisible()
  await devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false })
  await own.click()
  await expect(page.getByText(vi.pin.passkeyFailed)).toBeVisible()
  await type(page, vi.pin.enter, '975310')
  await openSecret(phone, settings.secret.row.pin)
  await type(page, vi.pin.enter, '975310')
  await page.getByRole('button', { name: passkey.remove }).click()
  await expect(page.getByText(passkey.removed)).toBeVisible()
  await page.reload()
  await expect(page.getByRole('heading', { name: vi.pin.enter })).toBeVisible()
  await expect(own).toHaveCount(0)
})
