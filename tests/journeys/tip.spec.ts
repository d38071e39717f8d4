import type { Locator } from '@playwright/test'
import { incidents as t } from '#lib/i18n/incidents/incidents-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { typedTexts } from '../inputs/incident.ts'
import { typedReferences } from '../inputs/tip.ts'
import { incidentPhones } from '../browser/incidents/incident-phones.ts'
import { choose, save } from '../browser/incidents/incident-steps.ts'
import type { Phone } from '../browser/phone.ts'
import { expect, test } from '../browser/fixtures.ts'
import { unique } from '../browser/mark.ts'

const { tips } = t
const { phoneOf, documents } = incidentPhones()

const link = ({ page }: Phone, name: string) => page.getByRole('link', { name, exact: true })
const saveTip = ({ page }: Phone) => page.getByRole('button', { name: tips.write, exact: true })
const textOf = ({ page }: Phone) => page.getByLabel(tips.form.text, { exact: true })
const rowOf = ({ page }: Phone, text: string) => page.getByRole('listitem').filter({ hasText: text })

async function take(phone: Phone, text: string, triage: string): Promise<void> {
  await link(phone, tips.write).click()
  await choose(phone, tips.sources.phone)
  await textOf(phone).fill(text)
  await choose(phone, triage)
  await choose(phone, t.categories.theft)
  await saveTip(phone).click()
  await expect(phone.page.getByText(`${tips.tip} · ${tips.sources.phone}`)).toBeVisible()
}

/** Puts in what no keyboard could type. */
const put = (field: Locator, text: string) =>
  field.evaluate((element, text) => {
    const typed = element as HTMLTextAreaElement | HTMLInputElement
    typed.value = text
    typed.dispatchEvent(new Event('input', { bubbles: true }))
  }, text)

/** Returns what the server holds of one type in the stream that this phone looks at. */
async function bodies({ page }: Phone, type: string) {
  const stream = `incident/${new URL(page.url()).pathname.split('/')[2]}`
  const docs = await documents()
  return docs.filter((doc) => doc.stream === stream && doc.type === type).map(({ body }) => body)
}

test('a tip with signs of a crime has a clock until it is handed on, and its informer is answered', async () => {
  const phone = await phoneOf('ph-truc')
  const { page } = phone
  const text = unique('Nghe nói đêm qua có người chở máy bơm')
  await take(phone, text, tips.triages.crime)
  await expect(page.getByText(tips.hoursLeft(23))).toBeVisible()
  await expect(page.getByText(/tham khảo: TTLT 01\/2017/)).toBeVisible()
  await link(phone, vi.back).click()
  const row = rowOf(phone, text)
  await expect(row).toContainText(tips.titled(t.categories.theft))
  await expect(row).toContainText(tips.hoursLeft(23))

  await row.getByRole('link').click()
  await link(phone, t.changeStage).click()
  await choose(phone, t.stages.forwarded)
  await page.getByLabel(t.form.reason, { exact: true }).fill('Đủ dấu hiệu')
  await expect(page.getByLabel(tips.form.receiver, { exact: true })).toHaveValue('PC01')
  await page.getByLabel(tips.form.reference, { exact: true }).fill('0042')
  await save(phone).click()
  await expect(page.getByText(t.movedTo(t.forwardedTo('PC01')))).toBeVisible()
  await expect(page.getByText(tips.referenceIs('0042'))).toBeVisible()
  await expect(page.getByText(tips.hoursLeft(23))).toHaveCount(0)

  await link(phone, tips.answer).click()
  await save(phone).click()
  await expect(page.getByText(tips.answered).first()).toBeVisible()
  await expect(link(phone, tips.answer)).toHaveCount(0)
  await expect.poll(() => bodies(phone, 'incidents.informer-answered')).toEqual([{}])
  const body = { to: 'forwarded', reason: 'Đủ dấu hiệu', receiver: 'PC01', reference: '0042' }
  expect(await bodies(phone, 'incidents.stage-changed')).toEqual([expect.objectContaining(body)])
})

test('a tip about security has no clock, and the other phone sees it as a tip', async () => {
  const phone = await phoneOf('ph-truc')
  const text = unique('Loa kẹo kéo ồn tới khuya')
  await take(phone, text, tips.triages.security)
  await expect(phone.page.getByText(tips.hoursLeft(23))).toHaveCount(0)
  const other = await phoneOf('ph-truong')
  const row = rowOf(other, text)
  await expect(row).toContainText(tips.titled(t.categories.theft))
  await expect(row).not.toContainText('giờ ·')
})

test('nothing is chosen for anybody: what is missing is told at its place, and odd words are refused there', async () => {
  const phone = await phoneOf('ph-truc', '/incident/tip')
  const { page } = phone
  const told = (missing: string) => page.getByRole('alert').filter({ hasText: missing })
  await saveTip(phone).click()
  await expect(told(t.form.categoryMissing)).toBeVisible()
  const steps = [
    [tips.form.sourceMissing, () => choose(phone, tips.sources.letter)],
    [tips.form.triageMissing, () => choose(phone, tips.triages.crime)],
    [tips.form.textMissing, () => textOf(phone).fill('Một tin')]
  ] as const
  for (const [missing, mend] of steps) {
    await expect(told(missing)).toBeVisible()
    await mend()
    await saveTip(phone).click()
    await expect(told(missing)).toHaveCount(0)
  }
  await choose(phone, t.categories.other)
  for (const { name, text } of typedTexts.filter(({ saved }) => saved === undefined))
    await test.step(name, async () => {
      await put(textOf(phone), text)
      await saveTip(phone).click()
      await expect(page.locator('.field', { has: textOf(phone) }).getByRole('alert')).toBeVisible()
    })
})

test('odd references are recorded right, or refused at their place', async () => {
  const phone = await phoneOf('ph-truc')
  const { page } = phone
  const reference = page.getByLabel(tips.form.reference, { exact: true })
  await take(phone, unique('Tin để chuyển'), tips.triages.crime)
  for (const { name, text, saved } of typedReferences)
    await test.step(name, async () => {
      await link(phone, t.changeStage).click()
      await choose(phone, t.stages.forwarded)
      await page.getByLabel(t.form.reason, { exact: true }).fill(name)
      await put(reference, text)
      await save(phone).click()
      if (saved === undefined) {
        await expect(page.locator('.field', { has: reference }).getByRole('alert')).toBeVisible()
        await link(phone, vi.back).click()
        return
      }
      await expect(page.getByText(`${name} ${tips.referenceIs(saved)}`)).toBeVisible()
      await link(phone, t.changeStage).click()
      await choose(phone, t.stages.handling)
      await page.getByLabel(t.form.reason, { exact: true }).fill('Trả lại')
      await save(phone).click()
      await expect(page.getByText(t.stages.handling, { exact: true })).toBeVisible()
    })
})
