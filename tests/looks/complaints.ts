import type { Page } from '@playwright/test'
import axe from 'axe-core'

type Asked = 'all' | 'colours' | 'build'

/** What axe says of the screen as it stands: of everything, of contrast alone, or of all but contrast, which takes longest. */
export async function complaints(page: Page, of: Asked = 'all'): Promise<string[]> {
  // A page stays for many screens: axe comes into it once.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source)
  return page.evaluate(ask, of)
}

/** Runs in the page. */
async function ask(of: Asked): Promise<string[]> {
  const contrast = 'color-contrast'
  const { axe: inPage } = globalThis as unknown as { axe: typeof axe }
  const { violations } = await inPage.run(document, {
    // What is in order is not told: that takes as long as finding it.
    resultTypes: ['violations'],
    reporter: 'no-passes',
    // A complaint shows the element itself.
    selectors: false,
    ...(of === 'colours' && { runOnly: [contrast] }),
    ...(of === 'build' && { rules: { [contrast]: { enabled: false } } })
  })
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`))
}
