import { expect, type Page } from '@playwright/test'
import { huiVi } from '#lib/i18n/hui/hui-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { enterPin, type Phone } from '../phone.ts'

/** Opens the list of lines by its address; the notebook locks on the way. */
export async function openHui({ page, signal }: Phone, hui = huiVi): Promise<void> {
  await page.goto(`${signal.url}/hui`)
  await enterPin(page, vi.pin.enter)
  await expect(page.getByRole('heading', { name: hui.title, exact: true })).toBeVisible()
}

/** Finds nobody by that name in the field, and adds her right there. */
export async function addHere(page: Page, label: string, name: string, hui = huiVi): Promise<void> {
  await page.getByLabel(hui.person.find(label), { exact: true }).fill(name)
  await page.getByRole('button', { name: hui.person.add(name) }).click()
}

/** Picks somebody who is known, as she is typed in a hurry. */
export async function pickHere(
  page: Page,
  label: string,
  query: string,
  name: string,
  hui = huiVi
): Promise<void> {
  await page.getByLabel(hui.person.find(label), { exact: true }).fill(query)
  await page.getByRole('button', { name, exact: true }).click()
}

export interface NewLine {
  code: string
  /** Absent where a host opens a line of her own. */
  host?: string
  face: string
  commission: string
  /** Names who holds part 1, 2, 3 …; all new to the phone. */
  members: readonly string[]
}

/** Opens a line and ends on its page. */
export async function openLine(
  page: Page,
  { code, host, face, commission, members }: NewLine,
  hui = huiVi
): Promise<void> {
  await page.getByRole('link', { name: hui.open }).click()
  await page.getByLabel(hui.form.code, { exact: true }).fill(code)
  if (host) await addHere(page, hui.host, host, hui)
  await page.getByLabel(hui.form.face, { exact: true }).fill(face)
  await page.getByRole('radio', { name: hui.form.commissions.fixed }).check()
  await page.getByLabel(hui.form.commissionAmount, { exact: true }).fill(commission)
  for (const [i, member] of members.entries()) {
    await addHere(page, hui.part(i + 1), member, hui)
    await expect(page.getByText(hui.form.count(i + 1))).toBeVisible()
  }
  await page.getByRole('button', { name: hui.open, exact: true }).click()
  await expect(page.getByRole('heading', { name: code, exact: true })).toBeVisible()
}

/** Fills in the next round of the line on screen. @param bids by the label of the part, "2. Út Kiều" */
export async function openRound(
  page: Page,
  bids: Readonly<Record<string, string>>,
  hui = huiVi,
  collected: 'yes' | 'no' = 'no'
): Promise<void> {
  await page.getByRole('link', { name: hui.line.openRound }).click()
  for (const [i, [part, amount]] of Object.entries(bids).entries()) {
    if (i > 0) await page.getByRole('button', { name: hui.round.addBid }).click()
    await page.getByLabel(hui.round.bidder, { exact: true }).nth(i).selectOption({ label: part })
    await page.getByLabel(hui.round.bid, { exact: true }).nth(i).fill(amount)
  }
  await page.getByRole('radio', { name: hui.round.collectedOptions[collected], exact: true }).check()
}
