import { huiVi as hui } from '#lib/i18n/hui/hui-vi.ts'
import { incidents as t } from '#lib/i18n/incidents/incidents-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { heldWriting, holdWriting } from './held-writing.ts'
import { choose, saveReport, textOf } from '../incidents/incident-steps.ts'
import { approved, goInside, newPhone, openGate, signIn, writeEntry, type Phone } from '../phone.ts'
import type { Server } from '../server.ts'
import { expect, forFile, test } from '../fixtures.ts'
import { unique } from '../mark.ts'

let server: Server
let phone: Phone

test.beforeAll(({ demo }) => void (server = demo))
forFile(async (keep) => {
  phone = keep(await newPhone(server.url))
  await signIn(phone, 'ph-truc')
  await approved(phone)
})

test('back from an incident the list is as it was left, and a saved note costs no tap on the way', async () => {
  const { page } = phone
  await page.getByRole('link', { name: vi.nav.incidents, exact: true }).click()
  const state = page.getByLabel(t.filters.state, { exact: true })
  await state.selectOption(t.all)
  const last = page.locator('.card > .row').last().getByRole('link')
  // In one go, because rows may follow, and a locator's own click would scroll to them.
  const scrolled = await last.evaluate((link: HTMLElement) => {
    link.scrollIntoView()
    link.click()
    return scrollY
  })
  expect(scrolled).toBeGreaterThan(0)
  await page.getByRole('link', { name: vi.back }).click()
  await expect(state).toHaveValue('all')
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(scrolled)

  await last.click()
  await page.getByRole('link', { name: t.addNote, exact: true }).click()
  await page.getByLabel(t.form.noteText, { exact: true }).fill('Đã hỏi thêm')
  await page.getByRole('button', { name: vi.note.save, exact: true }).click()
  await expect(page.getByText('Đã hỏi thêm')).toBeVisible()
  await page.goBack()
  await expect(state).toHaveValue('all')
})

test('a person added to the hụi book costs no tap either', async () => {
  const { page } = phone
  await page.getByRole('link', { name: vi.nav.today, exact: true }).click()
  await page.getByRole('link', { name: vi.nav.hui, exact: true }).click()
  await page.getByRole('link', { name: hui.addPerson, exact: true }).click()
  await page.getByLabel(hui.person.name, { exact: true }).fill('Lê Thị Nữ')
  await page.getByRole('button', { name: vi.note.save, exact: true }).click()
  await expect(page).toHaveURL(/\/hui$/)
  await page.goBack()
  await expect(page).toHaveURL(/\/$/)
})

test('an entry written for a gate costs no tap either', async () => {
  const { page } = phone
  await page.getByRole('link', { name: vi.nav.gates, exact: true }).click()
  await openGate(phone, 'Cổng Chùa')
  await writeEntry(phone, 'Đóng theo giờ, đã báo ca trực')
  await expect(page).toHaveURL(/\/gate\/[^/]+$/)
  await page.goBack()
  await expect(page).toHaveURL(/\/gates$/)
})

test('who goes back while an entry is still being written stays where he is, and the entry is there', async () => {
  const { page } = phone
  await page.getByRole('link', { name: vi.nav.gates, exact: true }).click()
  await openGate(phone, 'Cổng Chùa')
  const letWrite = await holdWriting(page)
  await page.getByRole('link', { name: vi.log.write }).click()
  await page.getByRole('radio', { name: vi.happenings.closed }).check({ force: true })
  await page.getByLabel(vi.note.reason).fill('Lưu trong lúc quay lại')
  await page.getByRole('button', { name: vi.note.save, exact: true }).click()
  await expect(page.getByRole('button', { name: vi.note.saving })).toBeVisible()
  // Types what would be in no record now.
  await page.getByLabel(vi.note.reason).pressSequentially(' và thêm')
  await expect(page.getByLabel(vi.note.reason)).toHaveValue('Lưu trong lúc quay lại')
  await page.goBack()
  await expect(page).toHaveURL(/\/gate\/[^/]+$/)
  // On a slow phone the saved form goes back only once the next one is open: that one stays.
  await page.evaluate(() => {
    const own = requestAnimationFrame
    const held: FrameRequestCallback[] = []
    globalThis.requestAnimationFrame = (draw) => held.push(draw)
    addEventListener('drawn', () => {
      globalThis.requestAnimationFrame = own
      for (const draw of held) own(draw)
    })
  })
  await letWrite()
  await expect(page.getByText('Lưu trong lúc quay lại')).toBeVisible()
  await page.getByRole('link', { name: vi.log.write }).click()
  await expect(page.getByLabel(vi.note.reason)).toHaveValue('')
  await page.evaluate(() => dispatchEvent(new Event('drawn')))
  await page.evaluate(() => new Promise((resolve) => setTimeout(() => requestIdleCallback(resolve))))
  await expect(page.getByLabel(vi.note.reason)).toBeVisible()
  await page.goBack()
  await expect(page).toHaveURL(/\/gate\/[^/]+$/)
})

test('who goes on while an incident is still being saved stays where he is, and the list has it once', async () => {
  const { page } = phone
  await goInside(phone, '/incident/new')
  const text = unique('Lưu trong lúc đi xem việc khác')
  await choose(phone, t.categories.theft)
  await textOf(phone).fill(text)
  const letWrite = await holdWriting(page)
  await saveReport(phone).click()
  await heldWriting(page)
  await goInside(phone, '/incidents')
  await letWrite()
  await expect(page.getByRole('link', { name: text })).toHaveCount(1)
  // Whatever follows a save has been done once the page has nothing more to do.
  const rest = () => new Promise((resolve) => requestIdleCallback(() => requestIdleCallback(resolve)))
  await page.evaluate(rest)
  await expect(page).toHaveURL(/\/incidents$/)
  await expect(page.getByRole('link', { name: text })).toHaveCount(1)
  await goInside(phone, '/incident/new')
  await expect(textOf(phone)).toHaveValue('')
})

test('who taps a link while the form beside a wide log goes back ends where the link leads', async () => {
  const { page } = phone
  await goInside(phone, '/gates')
  const narrow = page.viewportSize()!
  await page.setViewportSize({ width: 1280, height: 800 })
  await openGate(phone, 'Cổng Chùa')
  await page.getByRole('link', { name: vi.log.write }).click()
  await page.getByRole('radio', { name: vi.happenings.closed }).check({ force: true })
  await page.getByLabel(vi.note.reason).fill('Lưu rồi bấm mục khác ngay')
  // The browser takes a moment to go back; here that moment is long enough for the link.
  await page.evaluate((name) => {
    const back = history.back.bind(history)
    const drawn = () => new Promise((next) => requestAnimationFrame(() => setTimeout(next)))
    history.back = () => {
      history.back = back
      const links = [...document.querySelectorAll('nav a')] as HTMLElement[]
      links.find((link) => link.textContent?.trim() === name && link.checkVisibility())!.click()
      void drawn().then(drawn).then(drawn).then(back)
    }
  }, vi.nav.incidents)
  await page.getByRole('button', { name: vi.note.save, exact: true }).click()
  await expect(page).toHaveURL(/\/incidents$/)
  await expect(page.getByRole('heading', { name: vi.nav.incidents, level: 1 })).toBeVisible()
  await page.goBack()
  await expect(page).toHaveURL(/\/gate\/[^/]+$/)
  await expect(page.getByText('Lưu rồi bấm mục khác ngay')).toHaveCount(1)
  await page.setViewportSize(narrow)
})
