import { huiVi as hui } from '#lib/i18n/hui/hui-vi.ts'
import { pickHere } from '../hui/hui-steps.ts'
import type { FormSteps } from './form-steps.ts'

const { members } = hui

/** How the form of a change of members is reached, made whole as a guarantee, and saved. */
export const huiMemberSteps: FormSteps = {
  path: ({ line }) => `/hui/${line}/members`,
  save: (page) => page.getByRole('button', { name: members.save, exact: true }),
  async rest(page, tried) {
    const { kinds, guarantee, sums } = members
    await page.getByRole('radio', { name: kinds['hui.guarantor-agreed'], exact: true }).check({ force: true })
    await page.getByLabel(guarantee.holder, { exact: true }).selectOption({ label: 'Mỹ Lệ' })
    if ((await page.getByLabel(hui.person.find(guarantee.who)).count()) > 0)
      await pickHere(page, guarantee.who, 'thu ha', 'Thu Hà')
    if (tried !== sums.amount) await page.getByLabel(sums.amount, { exact: true }).fill('2000000')
    await page.getByRole('radio', { name: guarantee.endKinds.day, exact: true }).check({ force: true })
    if (tried !== guarantee.until) await page.getByLabel(guarantee.until, { exact: true }).fill('01/01/2027')
  }
}
