import { expect, type Page } from '@playwright/test'
import { alarm } from '#lib/i18n/alarms/alarm-vi.ts'
import { incidents } from '#lib/i18n/incidents/incidents-vi.ts'
import { notices } from '#lib/i18n/settings/notices-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import type { AlertKind } from '#lib/domain/gates/contract/alert.ts'
import { goInside } from '../browser/phone.ts'
import { reported } from './written.ts'

type Tell = (alert: AlertKind) => Promise<void>

/** Who looks, one after the other, and what he does before he looks. */
export const tours: readonly (readonly [
  account: string,
  before?: (page: Page, tell: Tell) => Promise<void>
])[] = [
  ['ph-truong', async (page) => (await report(page), await start(page, 'drill'))],
  ['ph-tonghop'],
  ['ph-ubnd'],
  ['ph-cong1b', hear],
  ['ph-truc', (page) => start(page, 'alarm')],
  // A second start of the same alarm: it needs nobody's before it.
  ['ph-khoa', (page) => start(page, 'alarm')],
  ['lt-truong'],
  ['lt-ubnd']
]

async function report(page: Page) {
  await goInside({ page }, '/incident/new')
  await page.getByRole('radio', { name: incidents.categories.theft }).check({ force: true })
  await page.getByLabel(incidents.form.text, { exact: true }).fill(reported)
  await page.getByRole('button', { name: vi.home.writeIncident, exact: true }).click()
  await expect(page.getByText(incidents.report, { exact: true })).toBeVisible()
}

/** It runs while the screens are looked at: first pages say so. */
async function start(page: Page, what: 'drill' | 'alarm') {
  await goInside({ page }, what === 'drill' ? '/alarm?drill' : '/alarm')
  await page.getByRole('button', { name: what === 'drill' ? alarm.holdDrill : alarm.hold }).hover()
  await page.mouse.down()
  await expect(page.getByText(alarm.motorGates, { exact: true })).toBeVisible()
  await page.mouse.up()
}

/** A gate tells something as soon as the phone listens. */
async function hear(page: Page, tell: Tell) {
  const told = page.getByText(notices.kinds.obstructed as string)
  await expect
    .poll(async () => {
      await tell('obstructed')
      return told.count()
    })
    .toBe(1)
}
