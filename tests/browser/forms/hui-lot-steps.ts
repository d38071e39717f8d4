import { expect } from '@playwright/test'
import { huiVi as hui } from '#lib/i18n/hui/hui-vi.ts'
import type { FormSteps } from './form-steps.ts'

/** How the form of a round is made whole with a lot, and saved. */
export const huiLotSteps: FormSteps = {
  path: ({ line }) => `/hui/${line}/round`,
  async open(page) {
    const fold = page.locator('details').filter({ hasText: hui.round.lots.title })
    await expect(fold).toBeVisible()
    // It stands open where something was begun in it.
    if ((await fold.getAttribute('open')) === null) await fold.locator('summary').click()
  },
  save: (page) => page.getByRole('button', { name: hui.round.save, exact: true }),
  async rest(page, tried) {
    const { lots, lotNone, lot } = hui.round
    await page.getByLabel(`${lotNone} ${lot}`, { exact: true }).selectOption({ label: '3. Mỹ Lệ' })
    await page.getByRole('radio', { name: hui.round.collectedOptions.no, exact: true }).check({ force: true })
    await page
      .getByRole('radio', { name: tried === lots.slips ? lots.ways.met : lots.ways.remote, exact: true })
      .check({ force: true })
  }
}
