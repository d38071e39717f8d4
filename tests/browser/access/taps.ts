import type { Page } from '@playwright/test'

/** What fingers did since the count began. */
export interface Count {
  /** A finger on the screen, wherever it is; dragging is one. */
  taps: number
  /** A letter or digit as it then stands in a field, an erasing, and a digit of a PIN: its pad is one more keyboard. */
  typed: number
}

interface Counting {
  fingers: Count
}

/**
 * Counts in the page itself what reaches it, from its next start on, over every page that follows in this tab.
 * Only what a person does is counted: what a script calls is not trusted by the browser.
 */
export async function countFingers(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const kept = sessionStorage.getItem('fingers')
    const fingers: Count = kept ? (JSON.parse(kept) as Count) : { taps: 0, typed: 0 }
    ;(globalThis as unknown as Counting).fingers = fingers
    const count = (what: keyof Count) => {
      fingers[what]++
      sessionStorage.setItem('fingers', JSON.stringify(fingers))
    }
    addEventListener(
      'pointerdown',
      (event) => {
        const isPin = event.target instanceof Element && event.target.closest('.pin .keys') !== null
        if (event.isTrusted) count(isPin ? 'typed' : 'taps')
      },
      true
    )
    const isField = ({ target }: Event) => target instanceof Element && target.matches('input, textarea')
    addEventListener(
      'input',
      (event) => {
        if (!(event instanceof InputEvent) || !event.isTrusted) return
        for (let i = 0; i < (event.data?.length ?? 1); i++) count('typed')
      },
      true
    )
    addEventListener('keydown', (event) => event.isTrusted && !isField(event) && count('typed'), true)
  })
}

export const fingersOf = (page: Page): Promise<Count> =>
  page.evaluate(() => ({ ...(globalThis as unknown as Counting).fingers }))
