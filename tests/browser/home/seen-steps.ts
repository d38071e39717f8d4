import type { Page } from '@playwright/test'
import { vi } from '#lib/i18n/vi.ts'
import { enterPin, type Phone } from '../phone.ts'
import { expect } from '../fixtures.ts'

/** One part of a picture as it was drawn. */
interface Part {
  read: string
  /** How many icons an eye could see in it. */
  icons: number
  opacity: number
  /** Of a field. */
  value?: string
  box: { left: number; top: number; right: number; bottom: number }
}

/** Tells what the page showed the moment its picture stood. */
export interface Sight {
  text: string
  /** Its text, without what no eye could read. */
  read: string
  /** Whether the notebook's own screen was there already. */
  isOpen: boolean
  /** Whether a tap in the middle would have met the picture's cover, and nothing under it. */
  isCovered: boolean
  /** What the picture said of the tap on it. */
  told?: string
  /** The parts that were asked for, by their selector. */
  parts: Record<string, Part[]>
}
declare global {
  var sight: Sight | undefined
}

/** Changes the sealed screen kept for an address, and returns the one before; undefined: none is kept. */
export const shelved = (page: Page, address: string, change?: { to: string; from: string }) =>
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
export async function keepScreen(phone: Phone, address: string): Promise<void> {
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

/**
 * Starts the app anew at an address and unlocks it; returns what stood first, undefined: no picture.
 * @param of selectors of the parts to look at
 * @param laterMs how much later it is by the phone's clock while the picture is drawn
 * @param letters the size of letters
 * @param tap the part of the picture that a finger taps as soon as it stands
 */
export async function restart(
  { page, signal }: Phone,
  address: string,
  {
    of = [],
    laterMs = 0,
    letters = '100%',
    tap
  }: { of?: readonly string[]; laterMs?: number; letters?: string; tap?: string } = {}
): Promise<Sight | undefined> {
  await page.goto(`${signal.url}${address}`)
  await page.evaluate(
    ({ of, laterMs, letters, tap }) => {
      document.documentElement.style.fontSize = letters
      const attach = Element.prototype.attachShadow
      const now = Date.now
      Date.now = () => now() + laterMs
      let root: ShadowRoot | undefined
      Element.prototype.attachShadow = function (init) {
        return (root = attach.call(this, { ...init, mode: 'open' }))
      }
      const partOf = (part: HTMLElement) => {
        const { left, top, right, bottom } = part.getBoundingClientRect()
        const icons = [...part.querySelectorAll('svg')].filter((icon) =>
          icon.checkVisibility({ visibilityProperty: true })
        )
        return {
          read: part.innerText,
          ...('value' in part && { value: String(part.value) }),
          icons: icons.length,
          opacity: Number(getComputedStyle(part).opacity),
          box: { left, top, right, bottom }
        }
      }
      new MutationObserver(() => {
        if (globalThis.sight || !document.querySelector('.seen .age')) return
        Date.now = now
        const picture = root?.firstElementChild as HTMLElement
        const parts = (selector: string) => [...picture.querySelectorAll<HTMLElement>(selector)].map(partOf)
        globalThis.sight = {
          read: picture.innerText,
          text: `${document.querySelector('.seen .age')?.textContent} ${picture.textContent}`,
          isOpen: document.querySelector('.shell') !== null,
          isCovered: document.elementFromPoint(180, 400)?.className.includes('seen') ?? false,
          parts: Object.fromEntries(of.map((selector) => [selector, parts(selector)]))
        }
        if (!tap) return
        const { left, top, width, height } = picture.querySelector(tap)!.getBoundingClientRect()
        const [clientX, clientY] = [left + width / 2, top + height / 2]
        const hit = document.elementFromPoint(clientX, clientY)!
        hit.dispatchEvent(new MouseEvent('click', { clientX, clientY, bubbles: true }))
        const told = document.querySelector('.seen .taken')!
        new MutationObserver(() => (globalThis.sight!.told ||= told.textContent ?? '')).observe(told, {
          childList: true,
          characterData: true,
          subtree: true
        })
      }).observe(document.body, { childList: true, subtree: true })
    },
    { of, laterMs, letters, tap }
  )
  await enterPin(page, vi.pin.enter)
  await expect(page.getByRole('navigation', { name: vi.nav.label })).toBeVisible()
  await expect(page.locator('.seen')).toHaveCount(0)
  return page.evaluate(() => globalThis.sight)
}
