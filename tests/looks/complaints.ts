import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/** What axe says of the screen as it stands: of everything, of contrast alone, or of all but contrast, which takes longest. */
export async function complaints(page: Page, of: 'all' | 'colours' | 'build' = 'all'): Promise<string[]> {
  // What is in order is not told: that takes as long as finding it.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })
  if (of === 'colours') axe.withRules('color-contrast')
  if (of === 'build') axe.disableRules('color-contrast')
  const { violations } = await axe.analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`))
}
