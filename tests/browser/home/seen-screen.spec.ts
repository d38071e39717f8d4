import { vi } from '#lib/i18n/vi.ts'
import { alarm as alarmWords } from '#lib/i18n/alarms/alarm-vi.ts'
import { live } from '#lib/i18n/gates/live-vi.ts'
import { phonesOfFile } from '../phones.ts'
import type { Server } from '../server.ts'
import { expect, test } from '../fixtures.ts'
import { keepScreen, restart, shelved } from './seen-steps.ts'

let server: Server
test.beforeAll(({ demo }) => void (server = demo))
const phoneOf = phonesOfFile(() => server)

declare global {
  /** Collects each screen that was sealed: its name and its words. */
  var sealedScreens: { name: string; text: string }[] | undefined
  /** Puts the page away and takes it back. */
  var putAway: (() => void) | undefined
}

const states = [...Object.values(vi.gates.states), live.hold, live.open]
const tellsStates = (text: string) => states.filter((word) => text.includes(word))
const old = vi.seen.old('').trim()

for (const [address, shown] of [
  ['/', vi.home.tasks],
  ['/gates', 'Cổng Chùa']
] as const)
  test(`the first screen stands as it was seen last before the store opens, without how any gate stands: ${address}`, async () => {
    const phone = await phoneOf('ph-truong', address)
    await expect(phone.page.locator('main').getByText(shown).first()).toBeVisible()
    await keepScreen(phone, address)
    const sight = await restart(phone, address)
    expect(sight).toMatchObject({ isOpen: false, isCovered: true })
    expect(sight?.text).toContain(shown)
    expect(sight?.text).toContain(old)
    expect(tellsStates(sight?.text ?? '')).toEqual([])
    await expect(phone.page.locator('main').getByText(shown).first()).toBeVisible()
  })

test('a keeper’s first screen offers no act on a gate before it is live', async () => {
  const phone = await phoneOf('ph-cong1b')
  const acts = phone.page.getByRole('button', { name: /^(Giữ|Trượt|Dừng)/ })
  await expect(acts.first()).toBeVisible()
  await keepScreen(phone, '/')
  const sight = await restart(phone, '/')
  expect(sight?.text).toContain(old)
  expect(tellsStates(sight?.text ?? '')).toEqual([])
  await expect(acts.first()).toBeVisible()
})

test('a tap on the picture is taken and told: a link opens with the notebook, BÁO ĐỘNG too', async () => {
  const phone = await phoneOf('ph-truong', '/')
  await keepScreen(phone, '/')
  const alarm = await restart(phone, '/', { tap: 'a[href="/alarm"]' })
  expect(alarm).toMatchObject({ isOpen: false, told: vi.seen.taken(alarmWords.button) })
  await expect(phone.page).toHaveURL(`${phone.signal.url}/alarm`)
  await expect(phone.page.getByRole('heading', { level: 1 })).toHaveText(alarmWords.title)
  const gates = await restart(phone, '/', { tap: 'nav a[href="/gates"]' })
  expect(gates?.told).toBe(vi.seen.taken(vi.nav.gates))
  await expect(phone.page.getByRole('heading', { name: vi.nav.gates, level: 1 })).toBeVisible()
})

test('a tap on the picture that meets no link does nothing later, and says to tap again', async () => {
  const phone = await phoneOf('ph-truong', '/')
  await keepScreen(phone, '/')
  const sight = await restart(phone, '/', { tap: 'h1' })
  expect(sight?.told).toBe(vi.seen.tapAgain)
  await expect(phone.page).toHaveURL(`${phone.signal.url}/`)
})

test('a screen is kept under the address that it was drawn for, not under the one that the bar names already', async () => {
  const phone = await phoneOf('ph-truong', '/')
  const { page } = phone
  await page.getByRole('link', { name: vi.nav.more }).click()
  await expect(page.getByRole('heading', { name: vi.nav.more, level: 1 })).toBeVisible()
  await page.evaluate(() => {
    const [encrypt, text] = [SubtleCrypto.prototype.encrypt, new TextDecoder()]
    globalThis.sealedScreens = []
    SubtleCrypto.prototype.encrypt = function (how, key, clear) {
      const name = text.decode((how as AesGcmParams).additionalData)
      if (name.startsWith('screen ')) globalThis.sealedScreens!.push({ name, text: text.decode(clear) })
      return encrypt.call(this, how, key, clear)
    }
    // Put away in the moment in which the bar names the home page and the other one still stands.
    addEventListener('popstate', () => globalThis.putAway!(), { once: true })
    globalThis.putAway = () => {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
      Reflect.deleteProperty(document, 'visibilityState')
    }
    history.back()
  })
  await expect(page.locator('main').getByText(vi.home.tasks).first()).toBeVisible()
  await page.evaluate(() => globalThis.putAway!())
  await expect.poll(() => page.evaluate(() => globalThis.sealedScreens!.length)).toBeGreaterThan(0)
  const sealed = await page.evaluate(() => globalThis.sealedScreens!)
  for (const { name, text } of sealed) {
    expect(name).toMatch(/^screen \/ /)
    // Shows the name alone when it fails: a whole screen is long.
    expect(text.includes(vi.home.tasks), name).toBe(true)
  }
})

test('a spoilt screen, or one of another address, is not shown; the notebook opens all the same', async () => {
  const phone = await phoneOf('ph-truong', '/gates')
  const { page } = phone
  await keepScreen(phone, '/gates')
  await phoneOf('ph-truong', '/')
  await keepScreen(phone, '/')
  const gates = await shelved(page, '/gates')
  const home = await shelved(page, '/')
  await shelved(page, '/', { from: home!, to: gates! })
  expect(await restart(phone, '/')).toBeUndefined()
  await keepScreen(phone, '/')
  const sealed = await shelved(page, '/')
  await shelved(page, '/', { from: sealed!.slice(40, 44), to: 'AAAA' })
  expect(await restart(phone, '/')).toBeUndefined()
})
