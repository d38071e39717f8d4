import type { Page } from '@playwright/test'
import { vi } from '#lib/i18n/vi.ts'
import { live } from '#lib/i18n/gates/live-vi.ts'
import { enterPin, type Phone } from '../phone.ts'
import { phonesOfFile } from '../phones.ts'
import type { Server } from '../server.ts'
import { expect, test } from '../fixtures.ts'

let server: Server
test.beforeAll(({ demo }) => void (server = demo))
const phoneOf = phonesOfFile(() => server)

/** Tells what the page showed the moment its picture stood. */
interface Sight {
  text: string
  /** Whether the notebook's own screen was there already. */
  isOpen: boolean
  /** Whether a tap in the middle would have met the picture's cover, and nothing under it. */
  isCovered: boolean
}
declare global {
  var sight: Sight | undefined
}

/** Changes the sealed screen kept for an address, and returns the one before; undefined: none is kept. */
const shelved = (page: Page, address: string, change?: { to: string; from: string }) =>
  page.evaluate(
    async ({ address, change }) => {
      const answer = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve) => (request.onsuccess = () => resolve(request.result)))
      const names = (await indexedDB.databases()).map(({ name = '' }) => name)
      const name = names.find((name) => name.startsWith('antt-screens-'))
      if (!name) return undefined
      const shelf = await answer(indexedDB.open(name))
      const screens = shelf.transaction('screens', 'readwrite').objectStore('screens')
      const sealed = (await answer(screens.get(address))) as string | undefined
      if (change) await answer(screens.put(sealed!.replace(change.from, change.to), address))
      shelf.close()
      return sealed
    },
    { address, change }
  )

/** Leads an open phone to an address and waits until what it shows there is kept. */
async function keepScreen(phone: Phone, address: string): Promise<void> {
  const { page } = phone
  const before = await shelved(page, address)
  // Put away: what is on the screen is kept at once.
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
    Reflect.deleteProperty(document, 'visibilityState')
  })
  await expect.poll(() => shelved(page, address)).not.toBe(before)
}

/** Starts the app anew at an address and unlocks it; returns what stood first, undefined: no picture. */
async function restart({ page, signal }: Phone, address: string): Promise<Sight | undefined> {
  await page.goto(`${signal.url}${address}`)
  await page.evaluate(() => {
    const attach = Element.prototype.attachShadow
    let root: ShadowRoot | undefined
    Element.prototype.attachShadow = function (init) {
      return (root = attach.call(this, { ...init, mode: 'open' }))
    }
    new MutationObserver(() => {
      if (globalThis.sight || !document.querySelector('.seen .age')) return
      const texts = [document.querySelector('.seen .age'), root?.firstElementChild]
      globalThis.sight = {
        text: texts.map((part) => part?.textContent).join(' '),
        isOpen: document.querySelector('.shell') !== null,
        isCovered: document.elementFromPoint(180, 400)?.className.includes('seen') ?? false
      }
    }).observe(document.body, { childList: true, subtree: true })
  })
  await enterPin(page, vi.pin.enter)
  await expect(page.getByRole('navigation', { name: vi.nav.label })).toBeVisible()
  await expect(page.locator('.seen')).toHaveCount(0)
  return page.evaluate(() => globalThis.sight)
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
