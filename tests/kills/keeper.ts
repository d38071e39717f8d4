import { vi } from '#lib/i18n/vi.ts'
import { enterPin, goInside, type Phone } from '../browser/phone.ts'
import type { Moment } from './moments.ts'

export const gate = 'cong-1b'
const anyReason = /^Lượt \d+\.\d+$/

/** Somebody at a gate who writes and writes, and what the screen has told him. */
export class Keeper {
  /** Entries whose form had given way: who sees that takes them for saved. */
  readonly confirmed: string[] = []
  #hear = () => {}

  constructor(readonly phone: Phone) {}

  /** After each start, before the app is opened: each form that gives way is told at once, no frame later. */
  async watch(): Promise<void> {
    const { page } = this.phone
    await page.exposeFunction('confirmed', (text: string) => {
      this.confirmed.push(text)
      this.#hear()
    })
    await page.addInitScript(watchForms)
  }

  /** Starts the phone again, unlocks it and opens the gate's log. */
  async comeBack(): Promise<void> {
    await this.phone.start()
    await this.watch()
    const { page, signal } = this.phone
    await page.goto(signal.url)
    await page.getByRole('heading', { name: vi.pin.enter }).waitFor()
    await enterPin(page, vi.pin.enter)
    await page.getByRole('navigation', { name: vi.nav.label }).waitFor()
    await this.openLog()
  }

  openLog(): Promise<void> {
    return goInside(this.phone, `/gate/${gate}`)
  }

  /** Writes entry after entry until the phone dies. @returns what was confirmed before */
  async writeUntilKilled(round: number, { tap, afterMs }: Moment): Promise<string[]> {
    const before = this.confirmed.length
    let dying = null as Promise<void> | null
    const kill = () => void (dying = this.phone.kill())
    try {
      for (let entry = 1; ; entry++) {
        const save = await this.#fill(`Lượt ${round}.${entry}`)
        const over = new Promise<void>((resolve) => {
          this.#hear = () => {
            if (entry === tap && afterMs === 'confirmed') kill()
            resolve()
          }
        })
        if (entry === tap && afterMs !== 'confirmed') setTimeout(kill, afterMs)
        await this.phone.page.mouse.click(save.x, save.y)
        // A form that does not give way ends the run.
        await Promise.race([over, this.phone.page.waitForEvent('close')])
      }
    } catch (problem) {
      if (!dying) throw problem
      await dying
    }
    return this.confirmed.slice(before)
  }

  /** @returns where to tap to save it */
  async #fill(text: string): Promise<{ x: number; y: number }> {
    const { page } = this.phone
    await page.getByRole('link', { name: vi.log.write }).click()
    await page.getByRole('radio', { name: vi.happenings.closed }).check({ force: true })
    await page.getByLabel(vi.note.reason).fill(text)
    const button = page.getByRole('button', { name: vi.note.save, exact: true })
    const { x, y, width, height } = (await button.boundingBox())!
    return { x: x + width / 2, y: y + height / 2 }
  }

  /** Those of the newest entries that the log on screen does not show. */
  async unseen(entries: readonly string[]): Promise<string[]> {
    const lacking: string[] = []
    for (const text of entries)
      await this.phone.page
        .getByText(text, { exact: true })
        .first()
        .waitFor({ timeout: 10_000 })
        .catch(() => lacking.push(text))
    return lacking
  }

  /** All that the log on screen shows when it is asked for more until it says that it has no more. */
  async wholeLog(): Promise<string[]> {
    const { page } = this.phone
    const sign = page.getByText(vi.log.allShown).or(page.getByRole('button', { name: vi.log.older }))
    // Tapped in the page itself: between two requests the one may have given way to the other.
    while (await sign.evaluate((shown: HTMLElement) => (shown.click(), shown.localName === 'button')));
    return page.getByText(anyReason).allTextContents()
  }
}

/** Runs on the page. */
function watchForms(): void {
  const { confirmed } = globalThis as unknown as { confirmed(text: string): void }
  new MutationObserver((records) => {
    for (const { target } of records) {
      const form = target as HTMLElement
      const field = form.querySelector('textarea')
      if (form.hidden && field) confirmed(field.value)
    }
  }).observe(document, { subtree: true, attributes: true, attributeFilter: ['hidden'] })
}
