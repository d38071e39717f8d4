import { expect } from '@playwright/test'
import { incidents as t } from '#lib/i18n/incidents/incidents-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import type { Phone } from '../phone.ts'

export const save = ({ page }: Phone) => page.getByRole('button', { name: vi.note.save, exact: true })
export const saveReport = ({ page }: Phone) =>
  page.getByRole('button', { name: vi.home.writeIncident, exact: true })
export const textOf = ({ page }: Phone) => page.getByLabel(t.form.text, { exact: true })
export const choose = ({ page }: Phone, name: string) =>
  page.getByRole('radio', { name, exact: true }).check()
export const allSent = ({ page }: Phone) =>
  expect(page.getByRole('link', { name: vi.syncing.chip(vi.syncing.allSent) })).toBeVisible()

export async function report(phone: Phone, text: string): Promise<void> {
  await phone.page.getByRole('link', { name: vi.home.writeIncident, exact: true }).click()
  await choose(phone, t.categories.theft)
  await textOf(phone).fill(text)
  await saveReport(phone).click()
  await expect(phone.page.getByText(t.report, { exact: true })).toBeVisible()
}

/** Reports, and waits until the server has it: of all that is sent the phone may have spoken before. */
export async function reportSent(phone: Phone, text: string): Promise<void> {
  await report(phone, text)
  await expect(phone.page.locator('.chip').getByText(vi.sync.sent, { exact: true })).toBeVisible()
}

/** Moves the incident on screen to another stage, by the act of that name. */
export async function move(phone: Phone, act: string, to: string, reason: string): Promise<void> {
  await phone.page.getByRole('link', { name: act, exact: true }).click()
  await choose(phone, to)
  await phone.page.getByLabel(t.form.reason, { exact: true }).fill(reason)
  await save(phone).click()
  await expect(phone.page.getByText(reason)).toBeVisible()
}
