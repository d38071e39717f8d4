import type { Locator } from '@playwright/test'

/** Returns what a field holds. */
export const valueOf = (field: Locator) => field.evaluate((element) => (element as HTMLInputElement).value)

/** Puts text where no keyboard could; answers what the field shows of it. */
export function put(field: Locator, text: string): Promise<string> {
  return field.evaluate((element, text) => {
    const typed = element as HTMLInputElement
    typed.value = text
    typed.dispatchEvent(new Event('input', { bubbles: true }))
    return typed.value
  }, text)
}
