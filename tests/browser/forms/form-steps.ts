import { expect, type Locator, type Page } from '@playwright/test'
import { alarm } from '#lib/i18n/alarms/alarm-vi.ts'
import { huiVi as hui } from '#lib/i18n/hui/hui-vi.ts'
import { local } from '#lib/i18n/gates/local-network-vi.ts'
import { orders } from '#lib/i18n/gates/commands-vi.ts'
import { incidents } from '#lib/i18n/incidents/incidents-vi.ts'
import { movementVi } from '#lib/i18n/movement/movement-vi.ts'
import { privateBook } from '#lib/i18n/personal/private-vi.ts'
import { processing } from '#lib/i18n/personal/processing-vi.ts'
import { register } from '#lib/i18n/notices/register-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import type { FormName } from '../../inputs/forms.ts'
import { pickHere } from '../hui/hui-steps.ts'
import { goInside, type Phone } from '../phone.ts'
import { huiGroupSteps } from './hui-group-steps.ts'
import { huiLotSteps } from './hui-lot-steps.ts'
import { huiMemberSteps } from './hui-member-steps.ts'
import { huiRemarkSteps } from './hui-remark-steps.ts'
import { noticeSteps } from './notice-steps.ts'

/** Names the records on which forms are opened. */
export interface Written {
  stranger: string
  /** One of the demo's that is over. */
  alarm: string
  incident: string
  tip: string
  /** Of the register too, with a notice. */
  line: string
  /** Whose collapse has a file. */
  host: string
  collapse: string
  /** A row of the register of hụi groups. */
  group: string
  /** It began on 5 January 2026. */
  model: string
}

export interface FormSteps {
  path: (written: Written) => string
  /** Takes the steps between the page and its form. */
  open?: (page: Page) => Promise<void>
  /** Everything that has to be there beside the field that is tried. */
  rest?: (page: Page, tried: string) => Promise<void>
  save: (page: Page) => Locator
}

const button = (name: string) => (page: Page) => page.getByRole('button', { name, exact: true })
const saved = button(vi.note.save)
const choose = (page: Page, name: string) =>
  page.getByRole('radio', { name, exact: true }).check({ force: true })
const fill = (page: Page, label: string, text: string) => page.getByLabel(label, { exact: true }).fill(text)
const { form: model } = movementVi
let codes = 0
/** How each form inside the notebook is reached, made whole and saved. */
export const formSteps: Record<
  Exclude<FormName, 'signIn' | 'search' | 'groupSearch' | 'noticeSearch' | 'incidentSearch' | 'asOf'>,
  FormSteps
> = {
  entry: {
    path: () => '/gate/cong-kinh-3/write',
    save: saved,
    async rest(page, tried) {
      await choose(page, vi.happenings.seen)
      if (tried === vi.note.time) await choose(page, vi.note.earlier)
      if (tried !== vi.note.reason) await fill(page, vi.note.reason, 'Xe lạ')
    }
  },
  lock: {
    path: () => '/gate/cong-kinh-3/lock',
    save: button(orders.lock.lock),
    rest: (page) => choose(page, orders.lock.kinds.maintenance)
  },
  local: { path: () => '/gate/cong-kinh-3/local', save: button(local.save) },
  gateModem: { path: () => '/gate/cong-1b/sms', save: saved },
  gateDecision: { path: () => '/gate/cong-kinh-3/decision', save: saved },
  plate: { path: ({ stranger }) => `/strangers/${stranger}/plate`, save: saved },
  describe: {
    path: ({ alarm }) => `/alarm/${alarm}/describe`,
    save: saved,
    rest: (page) => choose(page, alarm.vehicles.motorbike)
  },
  gateAnswer: {
    path: ({ alarm }) => `/alarm/${alarm}/answer/cong-ben-do`,
    save: button(alarm.answers.closed)
  },
  gateGroup: {
    path: () => '/settings/alarm/group/new',
    save: saved,
    rest: (page) => page.getByRole('checkbox', { name: 'Cổng Chùa' }).check()
  },
  gateContact: { path: () => '/settings/alarm/gate/cong-chua', save: saved },
  neighbours: {
    path: () => '/settings/alarm/neighbours',
    save: saved,
    async rest(page, tried) {
      const { neighbour, neighbourPhone } = alarm.prepare
      if (tried !== neighbour(1)) await fill(page, neighbour(1), 'Xã thử')
      if (tried !== neighbourPhone(1)) await fill(page, neighbourPhone(1), '0900 000 099')
    }
  },
  report: {
    path: () => '/incident/new',
    save: button(vi.home.writeIncident),
    async rest(page, tried) {
      await choose(page, incidents.categories.other)
      if (tried !== incidents.form.text) await fill(page, incidents.form.text, 'Nơi lạ')
    }
  },
  tip: {
    path: () => '/incident/tip',
    save: button(incidents.tips.write),
    async rest(page, tried) {
      for (const name of [incidents.tips.sources.zalo, incidents.tips.triages.security])
        await choose(page, name)
      await choose(page, incidents.categories.other)
      if (tried !== incidents.tips.form.text) await fill(page, incidents.tips.form.text, 'Nơi lạ')
    }
  },
  note: { path: ({ incident }) => `/incident/${incident}/note`, save: saved },
  stage: {
    path: ({ incident }) => `/incident/${incident}/stage`,
    save: saved,
    rest: (page) => page.getByRole('radio').first().check({ force: true })
  },
  close: {
    path: ({ incident }) => `/incident/${incident}/close`,
    save: saved,
    rest: (page) => page.getByRole('radio').first().check({ force: true })
  },
  forward: {
    path: ({ tip }) => `/incident/${tip}/stage`,
    save: saved,
    async rest(page) {
      await choose(page, incidents.stages.forwarded)
      await fill(page, incidents.form.reason, 'Để thử')
    }
  },
  answer: { path: ({ tip }) => `/incident/${tip}/answer`, save: saved },
  person: {
    path: () => '/hui/person/new',
    save: saved,
    async rest(page, tried) {
      if (tried !== hui.person.name) await fill(page, hui.person.name, 'Người thử')
      if (tried !== hui.person.khmer) return
      // Asked only once something stands there.
      await fill(page, hui.person.khmer, 'ខ្មែរ')
      await choose(page, hui.person.khmerConsent.options.yes)
    }
  },
  line: {
    path: () => '/hui/new',
    save: button(hui.open),
    async rest(page, tried) {
      if (tried !== hui.form.code) await fill(page, hui.form.code, `T-${codes++}`)
      if (tried !== hui.form.face) await fill(page, hui.form.face, '2000000')
      const { half, fixed, share } = hui.form.commissions
      const kinds = { [hui.form.commissionAmount]: fixed, [hui.form.commissionShare]: share }
      const { discount, fixed: fixedBid } = hui.models
      await choose(page, tried === hui.form.fixedBid ? fixedBid : discount)
      // Without force: the bar may lie over it, and only then is it scrolled free.
      await page.getByRole('radio', { name: kinds[tried] ?? half, exact: true }).check()
      for (const label of [hui.host, hui.part(1), hui.part(2)])
        if (tried !== hui.person.find(label) && (await page.getByLabel(hui.person.find(label)).count()) > 0)
          await pickHere(page, label, 'thu ha', 'Thu Hà')
    }
  },
  amend: { path: ({ line }) => `/hui/${line}/amend`, save: button(hui.amend.save) },
  transfer: { path: ({ line }) => `/hui/${line}/transfer`, save: button(hui.transfer.save) },
  members: huiMemberSteps,
  round: {
    path: ({ line }) => `/hui/${line}/round`,
    save: button(hui.round.save),
    rest: async (page) => {
      await page.getByLabel(hui.round.bidder, { exact: true }).selectOption({ label: '3. Mỹ Lệ' })
      await choose(page, hui.round.collectedOptions.no)
    }
  },
  roundLot: huiLotSteps,
  pay: {
    path: ({ line }) => `/hui/${line}/pay`,
    open: (page) => page.getByRole('button', { name: hui.pay.other, exact: true }).first().click(),
    save: button(hui.pay.save)
  },
  cover: {
    path: ({ line }) => `/hui/${line}/pay`,
    open: (page) => page.getByRole('button', { name: hui.pay.cover, exact: true }).first().click(),
    save: button(hui.pay.coverSave)
  },
  ahead: {
    path: ({ line }) => `/hui/${line}/pay`,
    open: (page) => button(hui.pay.ahead)(page).click(),
    save: button(hui.pay.aheadSave),
    rest: async (page) => void (await page.getByLabel(hui.pay.aheadWho).selectOption({ index: 1 }))
  },
  reverse: {
    path: ({ line }) => `/hui/${line}`,
    open: (page) => page.getByRole('button', { name: hui.entries.reverse.act, exact: true }).first().click(),
    save: (page) => page.locator('.form').getByRole('button', { name: hui.entries.reverse.act, exact: true })
  },
  stop: {
    path: ({ line }) => `/hui/${line}/stop`,
    save: button(hui.line.stop),
    async rest(page, tried) {
      if (tried !== hui.stop.reason) await fill(page, hui.stop.reason, 'Để thử')
    }
  },
  collapse: {
    path: ({ host }) => `/hui/person/${host}/collapse`,
    save: button(hui.collapse.open),
    async rest(page, tried) {
      if (tried !== hui.collapse.gist) await fill(page, hui.collapse.gist, 'Để thử')
    }
  },
  ...huiRemarkSteps,
  claim: {
    path: ({ collapse }) => `/hui/collapse/${collapse}/claim`,
    save: button(hui.collapse.save),
    async rest(page, tried) {
      if (tried !== hui.collapse.amount) await fill(page, hui.collapse.amount, '5000000')
      await choose(page, hui.collapse.papers.no)
    }
  },
  ...huiGroupSteps,
  model: {
    path: () => '/movement/new',
    save: saved,
    async rest(page, tried) {
      if (tried !== model.name) await fill(page, model.name, 'Mô hình thử')
      if (tried !== model.since) await fill(page, model.since, '05/01/2026')
    }
  },
  modelEnd: { path: ({ model }) => `/movement/${model}/edit`, save: saved },
  group: {
    path: ({ model }) => `/movement/${model}/group/new`,
    save: saved,
    async rest(page, tried) {
      if (tried !== model.groupName) await fill(page, model.groupName, 'Tổ thử')
      if (tried !== model.members) await fill(page, model.members, '14')
    }
  },
  ...noticeSteps,
  privateEntry: {
    path: ({ host }) => `/private/person/${host}/add`,
    save: button(privateBook.add),
    async rest(page) {
      // The bar with the button may lie over what is chosen: a click on the label brings that out from under it.
      for (const choice of [privateBook.kinds.contact, privateBook.consents.law])
        await page
          .locator('label.option')
          .filter({ has: page.getByText(choice, { exact: true }) })
          .click()
    }
  },
  request: {
    path: () => '/settings/personal/new',
    save: button(processing.receive),
    async rest(page, tried) {
      if (tried !== processing.from) await fill(page, processing.from, 'Bà Tư')
    }
  },
  requestAnswer: {
    path: () => '/settings/personal',
    open: (page) => page.getByRole('button', { name: processing.answer, exact: true }).first().click(),
    save: (page) => page.locator('.form').getByRole('button', { name: processing.answer, exact: true })
  },
  terms: { path: () => '/settings/hui-words', save: saved },
  numbers: { path: () => '/settings/numbers', save: saved }
}

/** Brings the line on screen to the register, with a notice. */
export async function notify(phone: Phone, written: Written): Promise<void> {
  const { page } = phone
  await page.getByRole('button', { name: register.listing.list }).click()
  await expect(page.getByText(register.listing.saved)).toBeVisible()
  await goInside(phone, formSteps.receive.path(written))
  await formSteps.receive.rest!(page, '')
  await formSteps.receive.save(page).click()
  await expect(page.getByRole('heading', { name: register.notices, exact: true })).toBeVisible()
}

/** Writes down a request about personal data, for the form that answers one. */
export async function askForData(phone: Phone): Promise<void> {
  const { path, rest, save } = formSteps.request
  await goInside(phone, path({} as Written))
  await rest!(phone.page, '')
  await save(phone.page).click()
  await phone.page.waitForURL(/\/settings\/personal$/)
}
