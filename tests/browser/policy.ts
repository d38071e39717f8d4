import type { BrowserContext } from '@playwright/test'

/** Violations of pages since the last look, one line each. */
let violations: string[] = []

/** Notes each violation of the Content Security Policy by a page of this browser, from its first script on. */
export async function watchPolicy(context: BrowserContext): Promise<void> {
  await context.exposeBinding('tellViolation', (_source, line: string) => void violations.push(line))
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile, sample }) => {
      const told = [effectiveDirective, blockedURI, sourceFile, sample].filter(Boolean).join(' ')
      void (globalThis as unknown as { tellViolation(line: string): void }).tellViolation(told)
    })
  })
}

/** Returns the noted violations, and begins anew. */
export function takeViolations(): string[] {
  const taken = violations
  violations = []
  return taken
}
