import type { BrowserContext } from '@playwright/test'

/**
 * Derives the keys of PINs in few rounds in each page of this browser: the rounds take longest of all that opening a
 * notebook does. `looks.spec.ts` opens notebooks with all of them.
 */
export async function deriveInFewRounds(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    // Only a secure page has it.
    const subtle = crypto.subtle as SubtleCrypto | undefined
    if (!subtle) return
    const derive = subtle.deriveKey.bind(subtle)
    subtle.deriveKey = (algorithm, ...rest) =>
      derive(
        typeof algorithm === 'object' && 'iterations' in algorithm
          ? { ...algorithm, iterations: 600 }
          : algorithm,
        ...rest
      )
  })
}
