import { expect, type Page } from '@playwright/test'

interface Holding {
  letWrite(): void
  isHeld?: boolean
}

/** As behind another tab that writes; the first `passed` records still get through. @returns what lets the others write */
export async function holdWriting(page: Page, passed = 0): Promise<() => Promise<void>> {
  await page.evaluate((passed) => {
    const { locks } = navigator
    const request = locks.request.bind(locks) as (name: string, ...how: unknown[]) => Promise<unknown>
    const held = new Promise<void>((resolve) => {
      // Takes itself away once it holds no more: another hold on this page would take its word for its own.
      const letWrite = () => {
        Object.assign(locks, { request })
        resolve()
      }
      Object.assign(globalThis, { letWrite, isHeld: false })
    })
    let left = passed
    const late = async (name: string, ...how: unknown[]) => {
      if (name.startsWith('write ') && left-- <= 0) {
        Object.assign(globalThis, { isHeld: true })
        await held
      }
      return request(name, ...how)
    }
    Object.assign(locks, { request: late })
  }, passed)
  return () => page.evaluate(() => (globalThis as unknown as Holding).letWrite())
}

/** A record waits now. */
export async function heldWriting(page: Page): Promise<void> {
  const isHeld = () => page.evaluate(() => (globalThis as unknown as Holding).isHeld ?? false)
  await expect.poll(isHeld, { intervals: [50] }).toBe(true)
}
