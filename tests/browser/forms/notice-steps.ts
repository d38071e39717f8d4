import type { Page } from '@playwright/test'
import { register } from '#lib/i18n/notices/register-vi.ts'
import type { noticeForms } from '../../inputs/notice-forms.ts'
import type { FormSteps } from './form-steps.ts'

const button = (name: string) => (page: Page) => page.getByRole('button', { name, exact: true })
const fill = (page: Page, label: string, text: string) => page.getByLabel(label, { exact: true }).fill(text)

/** How each form of the register of notices is reached, made whole and saved. */
export const noticeSteps: Record<Exclude<keyof typeof noticeForms, 'noticeSearch'>, FormSteps> = {
  receive: {
    path: ({ line }) => `/notices/${line}/receive`,
    save: button(register.write),
    async rest(page, tried) {
      if (tried !== register.form.number) await fill(page, register.form.number, '12')
    }
  },
  noticeNew: {
    path: () => '/notices/new',
    save: button(register.write),
    async rest(page, tried) {
      const { form } = register
      if (tried !== form.host) await fill(page, form.host, 'Út Thử')
      await fill(page, form.number, '13')
      await fill(page, form.from, 'Út Thử')
      await fill(page, form.startsOn, '05/01/2026')
      await fill(page, form.value, '100000000')
      await fill(page, form.members, '20')
    }
  },
  noticeAsk: { path: ({ line }) => `/notices/${line}/ask`, save: button(register.ask.save) },
  withdraw: {
    path: ({ line }) => `/notices/${line}`,
    open: (page) => page.getByRole('button', { name: register.withdraw, exact: true }).first().click(),
    save: (page) => page.locator('.form').getByRole('button', { name: register.withdraw, exact: true })
  }
}
