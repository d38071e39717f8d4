import { expect, type Page } from '@playwright/test'
import { alarm } from '#lib/i18n/alarms/alarm-vi.ts'
import { live } from '#lib/i18n/gates/live-vi.ts'
import { incidents } from '#lib/i18n/incidents/incidents-vi.ts'
import { notices } from '#lib/i18n/settings/notices-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import type { AlertKind } from '#lib/domain/gates/contract/alert.ts'
import { goInside, holdByKey } from '../browser/phone.ts'
import type { Look } from './screen.ts'
import { looks } from './screens.ts'
import { reported } from './written.ts'

type Tell = (alert: AlertKind) => Promise<void>

export interface Tour {
  account: string
  /** Which of the account's screens; all of them unless it says otherwise. */
  part?: 'gates' | 'other screens'
  /** Done before the first screen is looked at. */
  before?: (page: Page, tell: Tell) => Promise<void>
}

/** The longest come first, so that tours side by side end together. */
export const tours: readonly Tour[] = [
  {
    account: 'ph-truong',
    part: 'other screens',
    before: async (page) => {
      await report(page)
      await start(page, 'drill')
    }
  },
  { account: 'ph-truong', part: 'gates' },
  { account: 'lt-truong' },
  { account: 'ph-tonghop' },
  { account: 'ph-ubnd' },
  {
    account: 'ph-cong1b',
    before: async (page, tell) => {
      await close(page)
      await hear(page, tell)
    }
  },
  { account: 'ph-truc', before: (page) => start(page, 'alarm') },
  // A second start of the same alarm: it needs nobody's before it.
  { account: 'ph-khoa', before: (page) => start(page, 'alarm', 'Tuyến Quản Lộ – Phụng Hiệp') },
  { account: 'lt-ubnd' },
  { account: 'lt-truc' }
]

/** The screens of a tour, in the order in which they are looked at. */
export const screensOf = ({ account, part }: Tour): Look[] =>
  looks.filter(
    (look) => look.account === account && (!part || (part === 'gates') === look.path.startsWith('/gate'))
  )

async function report(page: Page) {
  await goInside({ page }, '/incident/new')
  await page.getByRole('radio', { name: incidents.categories.theft }).check({ force: true })
  await page.getByLabel(incidents.form.text, { exact: true }).fill(reported)
  await page.getByRole('button', { name: vi.home.writeIncident, exact: true }).click()
  await expect(page.getByText(incidents.report, { exact: true })).toBeVisible()
}

/**
 * Starts one that runs while the screens are looked at: first pages say so. @param group for a keeper, whose own gate may be
 * one that is closed by hand
 */
async function start(page: Page, what: 'drill' | 'alarm', group?: string) {
  await goInside({ page }, what === 'drill' ? '/alarm?drill' : '/alarm')
  if (group) await page.getByRole('radio', { name: group }).check({ force: true })
  await page.getByRole('button', { name: what === 'drill' ? alarm.holdDrill : alarm.hold }).hover()
  await page.mouse.down()
  await expect(page.getByText(alarm.closedOf, { exact: true })).toBeVisible()
  await page.mouse.up()
}

/** Closes a keeper's gate on the first page, unless somebody else's alarm has closed it: then it can be opened there. */
async function close(page: Page) {
  const hold = page.getByRole('button', { name: live.hold })
  const opens = page.getByText(live.form.otherReason)
  // A phone that was let in just now connects anew: a press meanwhile is not sent.
  // Late at night a task says it too.
  await expect(page.getByText(vi.log.gateSays).first()).toBeVisible()
  await expect(hold.or(opens)).toBeVisible()
  if (await hold.isVisible())
    await holdByKey(hold, () =>
      // Or it is closed by an alarm meanwhile.
      expect(page.getByRole('button', { name: live.stop, exact: true }).or(opens).first()).toBeVisible()
    )
  await expect(opens).toBeVisible()
}

/** Lets a gate tell something until the phone, which may not listen yet, shows it. */
async function hear(page: Page, tell: Tell) {
  const told = page.getByText(notices.kinds.obstructed as string)
  await expect
    .poll(async () => {
      await tell('obstructed')
      return told.count()
    })
    .toBeGreaterThan(0)
}
