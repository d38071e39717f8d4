import type { Page } from '@playwright/test'
import { huiVi as hui } from '#lib/i18n/hui/hui-vi.ts'
import { remarks } from '#lib/i18n/hui/remarks/remarks-vi.ts'
import { pickHere } from '../hui/hui-steps.ts'
import type { FormSteps } from './form-steps.ts'

/** Picks somebody unless a draft has them. */
async function choosePerson(page: Page, label: string) {
  if ((await page.getByLabel(hui.person.find(label)).count()) > 0)
    await pickHere(page, label, 'thu ha', 'Thu Hà')
}

const save = (page: Page) => page.getByRole('button', { name: remarks.save, exact: true })

/** How the forms of what is written of a person are reached, made whole and saved. */
export const huiRemarkSteps: Record<'remarkSame' | 'remarkStatement', FormSteps> = {
  remarkSame: {
    path: ({ host }) => `/hui/person/${host}/remarks/same`,
    save,
    rest: (page) => choosePerson(page, remarks.same.who)
  },
  remarkStatement: {
    path: ({ host }) => `/hui/person/${host}/remarks/statement`,
    save,
    async open(page) {
      const paid = page.getByRole('radio', { name: remarks.statement.kinds.paid, exact: true })
      await paid.check({ force: true })
    },
    rest: (page) => choosePerson(page, remarks.statement.who)
  }
}
