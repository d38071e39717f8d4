import type { Locator } from '@playwright/test'
import { incidents as t } from '#lib/i18n/incidents/incidents-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { typedPlaces, typedTexts } from '../../inputs/incident.ts'
import { incidentPhones } from './incident-phones.ts'
import { allSent, choose, move, report, reportSent, save, saveReport, textOf } from './incident-steps.ts'
import { unique } from '../mark.ts'
import { enterPin, goInside, openMore } from '../phone.ts'
import { expect, test } from '../fixtures.ts'

const { phoneOf, bodiesWith } = incidentPhones()

test('a report written offline arrives on the other phone, and the stage chosen there comes back', async () => {
  const a = await phoneOf('ph-truc')
  const b = await phoneOf('ph-truong')
  a.signal.lose()
  const text = unique('Mất xe Wave đỏ trước quán nước')
  await report(a, text)
  await expect(a.page.getByText(vi.saved.here)).toBeVisible()
  await expect(a.page.locator('.chip').getByText(vi.sync.pending, { exact: true })).toBeVisible()
  await expect(a.page.getByText(t.stages.new)).toBeVisible()

  a.signal.regain()
  await b.page.getByRole('link', { name: text }).click()
  await expect(b.page.getByText('Danh Hoàng Phúc').first()).toBeVisible()
  const reason = unique('Cử hai người tới hiện trường')
  await move(b, t.changeStage, t.stages.verifying, reason)
  const note = unique('Chủ quán nhớ mặt')
  await b.page.getByRole('link', { name: t.addNote, exact: true }).click()
  await b.page.getByLabel(t.form.noteText, { exact: true }).fill(note)
  await save(b).click()

  for (const words of [reason, note, t.movedTo(t.stages.verifying)])
    await expect(a.page.getByText(words)).toBeVisible()
  await move(b, t.end, t.stages.closed, unique('Đã trả xe cho chủ'))
  await expect(a.page.getByText(t.stages.closed, { exact: true })).toBeVisible()
  // An officer neither ends an incident nor opens it again.
  for (const act of [t.end, t.changeStage, t.reopen])
    await expect(a.page.getByRole('link', { name: act, exact: true })).toHaveCount(0)
  await expect(b.page.getByRole('link', { name: t.reopen, exact: true })).toBeVisible()
})

test('a row says that it comes from another phone only where its reader wrote it there', async () => {
  const { page } = await phoneOf('ph-truc')
  await page.getByLabel(t.filters.state, { exact: true }).selectOption(t.all)
  await page.getByLabel(t.filters.search, { exact: true }).fill('năm con gà')
  await page.locator('.card > .row').getByRole('link').click()
  const row = (text: string) => page.locator('.row').filter({ hasText: text })
  // The demo wrote both: what this account says, by a phone that is not this one.
  await expect(row('Hai Muội kéo cổng tay')).toContainText(vi.sync.received)
  await expect(row('Xử phạt hành chính')).toBeVisible()
  await expect(row('Xử phạt hành chính')).not.toContainText(vi.sync.received)
})

test('two stages chosen apart are a dispute on both phones, which comparing ends', async () => {
  const a = await phoneOf('ph-truc')
  const text = unique('Đánh nhau ở bến đò')
  await reportSent(a, text)
  const b = await phoneOf('ph-tonghop')
  await b.page.getByRole('link', { name: text }).click()
  a.signal.lose()
  b.signal.lose()
  await move(a, t.changeStage, t.stages.handling, unique('Đang hòa giải'))
  await move(b, t.changeStage, t.stages.forwarded, unique('Có dấu hiệu tội phạm'))
  a.signal.regain()
  b.signal.regain()
  for (const { page } of [a, b]) {
    const said = page.getByText(/Cần đối chiếu/)
    await expect(said).toContainText(t.side(t.stages.handling, 'Danh Hoàng Phúc'))
    await expect(said).toContainText(t.side(t.stages.forwarded, 'Nguyễn Thị Cẩm Tú'))
    await expect(page.getByText(t.stages.new, { exact: true })).toBeVisible()
  }
  await b.page.getByRole('link', { name: t.compare, exact: true }).click()
  await choose(b, t.stages.forwarded)
  await b.page.getByLabel(t.form.reason, { exact: true }).fill('Đã thống nhất chuyển')
  await save(b).click()
  for (const { page } of [a, b]) {
    await expect(page.getByText(t.stages.forwarded, { exact: true })).toBeVisible()
    await expect(page.getByText(/Cần đối chiếu/)).toHaveCount(0)
  }
})

test('a double tap reports once', async () => {
  const phone = await phoneOf('ph-truc', '/incident/new')
  const text = unique('Chạm hai lần')
  await choose(phone, t.categories.other)
  await textOf(phone).fill(text)
  await saveReport(phone).dblclick()
  await expect(phone.page.getByText(text)).toBeVisible()
  await expect.poll(() => bodiesWith(text)).toHaveLength(1)
  await allSent(phone)
  expect(await bodiesWith(text)).toHaveLength(1)
})

test('what was typed and not saved outlives the lock, and is gone once it is saved', async () => {
  const phone = await phoneOf('ph-truc', '/incident/new')
  const { page } = phone
  const text = unique('Đang ghi dở')
  await choose(phone, t.categories.traffic)
  await textOf(phone).fill(text)
  await page.getByLabel(t.form.place, { exact: true }).fill('Ấp 1B')
  await page.getByRole('link', { name: vi.back }).click()
  await openMore(phone, vi.nav.settings)
  await page.getByRole('button', { name: vi.settings.lock }).click()
  expect(await page.locator('body').innerText()).not.toContain(text)
  await enterPin(page, vi.pin.enter)
  await page.getByRole('link', { name: vi.nav.incidents, exact: true }).click()
  await page.getByRole('link', { name: vi.home.writeIncident, exact: true }).click()
  await expect(textOf(phone)).toHaveValue(text)
  await expect(page.getByRole('radio', { name: t.categories.traffic, exact: true })).toBeChecked()
  await saveReport(phone).click()
  await expect(page.getByText(text)).toBeVisible()
  await page.getByRole('link', { name: vi.back }).click()
  await page.getByRole('link', { name: vi.home.writeIncident, exact: true }).click()
  await expect(textOf(phone)).toHaveValue('')
})

test('where the phone is: taken when asked for, told in words when not', async () => {
  const phone = await phoneOf('ph-truc', '/incident/new')
  const { page } = phone
  const locate = page.getByRole('button', { name: t.form.locate, exact: true })
  const text = unique('Có vị trí')
  await choose(phone, t.categories.other)
  await textOf(phone).fill(text)
  await locate.click()
  await expect(page.getByText(t.form.locateProblems.denied)).toBeVisible()
  await page.context().grantPermissions(['geolocation'])
  await page.context().setGeolocation({ latitude: 9.2851234, longitude: 105.4821999, accuracy: 7.2 })
  await locate.click()
  await expect(page.getByText(t.form.located(t.metres(8)))).toBeVisible()
  await saveReport(phone).click()
  await expect(page.getByText(t.gps(t.metres(8)))).toBeVisible()
  const position = { lat: 9285123, lng: 105482200, accuracy: 8 }
  await expect.poll(() => bodiesWith(text)).toEqual([{ category: 'other', text, position }])
})

test('odd words are recorded right, or refused at their place with nothing lost', async () => {
  const phone = await phoneOf('ph-truc', '/incident/new')
  const { page } = phone
  const problemAt = (field: Locator) => page.locator('.field', { has: field }).getByRole('alert')
  const place = page.getByLabel(t.form.place, { exact: true })
  const put = (field: Locator, text: string) =>
    field.evaluate((element, text) => {
      const typed = element as HTMLTextAreaElement | HTMLInputElement
      typed.value = text
      typed.dispatchEvent(new Event('input', { bubbles: true }))
    }, text)
  const valueOf = (field: Locator) => field.evaluate((element) => (element as HTMLInputElement).value)
  const saved: { text: string; place?: string }[] = []
  for (const field of ['text', 'place'] as const) {
    const target = field === 'text' ? textOf(phone) : place
    for (const { name, text, saved: right } of field === 'text' ? typedTexts : typedPlaces) {
      await test.step(`${field}: ${name}`, async () => {
        await choose(phone, t.categories.other)
        if (field === 'place') await textOf(phone).fill('Nơi lạ')
        await put(target, text)
        const shown = await valueOf(target)
        await saveReport(phone).click()
        if (right === undefined) {
          await expect(problemAt(target)).toBeVisible()
          expect(await valueOf(target)).toBe(shown)
        } else {
          await expect(page.getByText(t.report, { exact: true })).toBeVisible()
          saved.push(field === 'text' ? { text: right } : { text: 'Nơi lạ', place: right })
          await page.getByRole('link', { name: vi.back }).click()
          await page.getByRole('link', { name: vi.home.writeIncident, exact: true }).click()
        }
      })
    }
  }
  await page.getByRole('link', { name: vi.back }).click()
  for (const body of saved)
    await expect.poll(() => bodiesWith(body.text)).toContainEqual({ category: 'other', ...body })
})

test('the forms of an incident that is not on the phone say so, with a way back', async () => {
  const phone = await phoneOf('ph-truc')
  const { page } = phone
  for (const form of ['note', 'stage', 'answer']) {
    await goInside(phone, `/incident/khong-co/${form}`)
    await expect(page.getByText(t.unknown)).toBeVisible()
    await page.locator('.over').getByRole('link', { name: vi.back }).click()
    await expect(page.getByRole('heading', { name: vi.nav.incidents, level: 1 })).toBeVisible()
  }
})

test('a gate keeper is told that incidents are not his to see', async () => {
  const phone = await phoneOf('ph-cong1b')
  await expect(phone.page.getByText(t.closedToYou)).toBeVisible()
  await expect(phone.page.getByRole('link', { name: vi.home.writeIncident })).toHaveCount(0)
})
