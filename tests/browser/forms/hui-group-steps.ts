import type { Page } from '@playwright/test'
import { huiGroups as t } from '#lib/i18n/hui/groups-vi.ts'
import { huiVi as hui } from '#lib/i18n/hui/hui-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import type { groupForms } from '../../inputs/group-forms.ts'
import { pickHere } from '../hui/hui-steps.ts'
import type { FormSteps } from './form-steps.ts'

const saved = (page: Page) => page.getByRole('button', { name: vi.note.save, exact: true })
/** Clicks the label, which the browser brings out from under the bar with the button. */
const choose = (page: Page, name: string) =>
  page
    .locator('label.option')
    .filter({ has: page.getByText(name, { exact: true }) })
    .click()
const fill = (page: Page, label: string, text: string) => page.getByLabel(label, { exact: true }).fill(text)
const { form } = t
const path =
  (act: string): FormSteps['path'] =>
  ({ group }) =>
    `/hui/groups/${group}/${act}`

/** How each form of the register of groups is reached, made whole and saved. */
export const huiGroupSteps: Record<Exclude<keyof typeof groupForms, 'groupSearch'>, FormSteps> = {
  huiGroup: {
    path: () => '/hui/groups/new',
    save: saved,
    async rest(page, tried) {
      if ((await page.getByLabel(hui.person.find(t.host)).count()) > 0)
        await pickHere(page, t.host, 'thu ha', 'Thu Hà')
      if (tried !== form.members) await fill(page, form.members, '20')
      if (tried === form.startsOn) await choose(page, hui.periods.month)
    }
  },
  huiGroupHost: {
    path: () => '/hui/groups/new',
    save: saved,
    async rest(page) {
      const change = page.getByRole('button', { name: hui.person.change, exact: true })
      if ((await change.count()) > 0) await change.click()
      await fill(page, form.members, '20')
    }
  },
  huiReport: {
    path: path('report'),
    save: saved,
    async rest(page, tried) {
      if (tried !== form.gist) await fill(page, form.gist, 'Để thử')
    }
  },
  huiCommitment: { path: path('commitment'), save: saved },
  huiStatus: {
    path: path('status'),
    save: saved,
    rest: (page) => page.locator('label.option').first().click()
  },
  huiSeat: {
    path: path('seat'),
    save: saved,
    async rest(page, tried) {
      await page.getByLabel(form.seatWho, { exact: true }).selectOption({ label: form.seatOther })
      if (tried !== form.seatName) await fill(page, form.seatName, 'Người thử')
    }
  },
  huiAsset: {
    path: path('asset'),
    save: saved,
    async rest(page, tried) {
      if (tried !== form.assetText) await fill(page, form.assetText, 'Để thử')
    }
  }
}

/** Registers a group of the person whom `huiGroup` picks, and ends on its page. */
export async function registerGroup(page: Page): Promise<void> {
  await huiGroupSteps.huiGroup.rest!(page, '')
  await huiGroupSteps.huiGroup.save(page).click()
  await page.waitForURL(/\/hui\/groups\/0/)
}
