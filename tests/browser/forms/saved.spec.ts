import { acceptanceSteps } from '#lib/domain/gates/acceptance/steps.ts'
import { incidents as t } from '#lib/i18n/incidents/incidents-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { choose, save, saveReport, textOf } from '../incidents/incident-steps.ts'
import { draftsOf, holdDrafts } from './drafts.ts'
import { unique } from '../mark.ts'
import { approved, goInside, newPhone, signIn, type Phone } from '../phone.ts'
import { expect, forTest, test } from '../fixtures.ts'

let phone: Phone
const keep = forTest()
test.beforeEach(async ({ demo }) => {
  phone = keep(await newPhone(demo.url))
  await signIn(phone, 'ph-truong')
  await approved(phone)
})

const word = () => phone.page.locator('.saved')
const scrolled = () => phone.page.evaluate(() => scrollY)
const scrollDown = () => phone.page.evaluate(() => scrollTo(0, document.body.scrollHeight))

/** Lets the word stand until something else than time ends it. */
const stopTime = () =>
  phone.page.evaluate(() => {
    const own = setTimeout
    const but5s = (act: () => void, ms?: number) => (ms === 5_000 ? 0 : own(act, ms))
    globalThis.setTimeout = but5s as typeof setTimeout
  })

async function report() {
  await goInside(phone, '/incident/new')
  await choose(phone, t.categories.theft)
  await textOf(phone).fill(unique('Mất hai can dầu'))
  await saveReport(phone).click()
}

async function addNote(text: string) {
  await phone.page.getByRole('link', { name: t.addNote, exact: true }).click()
  if (text) await phone.page.getByLabel(t.form.noteText, { exact: true }).fill(text)
  await save(phone).click()
}

/** Returns what the word lies over: to the eye, but for the air above letters, and to a finger. */
const covered = () =>
  phone.page.evaluate(() => {
    const line = document.querySelector('.saved p')!.getBoundingClientRect()
    const seen = [...document.querySelectorAll('header :is(svg, h1, p, b), main .content *, nav svg')]
    const taps = [...document.querySelectorAll('main :is(a, button, input), nav a')]
    const lies = (one: Element) => {
      const { left, right, top, bottom } = one.getBoundingClientRect()
      return left < line.right && right > line.left && top < line.bottom - 3 && bottom > line.top
    }
    const catches = (one: Element) => {
      const { left, top, width, height } = one.getBoundingClientRect()
      return [2, height / 2, height - 2].some((y) =>
        document.elementFromPoint(left + width / 2, top + y)?.closest('.saved')
      )
    }
    return [...seen.filter(lies), ...taps.filter(catches)].map((one) => one.outerHTML)
  })

/** Returns where the parts of the page stand that people read and press. */
const layout = () =>
  phone.page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('header, .content > *, .act, nav')].map((one) => [
      one.offsetTop,
      one.offsetHeight
    ])
  )

test('the page that a save leads to says for some seconds that it is kept: nothing is covered, and nothing moves', async () => {
  // A live region that comes with its text is read out by nobody.
  await expect(word()).toHaveRole('status')
  await expect(word()).toHaveText('')
  await word().evaluate((region) => region.setAttribute('data-before', ''))
  await stopTime()
  await report()
  await expect(phone.page.getByText(t.report, { exact: true })).toBeVisible()
  await expect(word()).toHaveText(vi.saved.here)
  await expect(word()).toHaveAttribute('data-before')
  await expect(phone.page.getByText(vi.sync.sent, { exact: true })).toBeVisible()
  await expect.poll(covered).toEqual([])
  const standing = await layout()
  await phone.page.getByRole('link', { name: vi.nav.gates, exact: true }).click()
  await expect(word()).toHaveText('')
  await phone.page.goBack()
  await expect(phone.page.getByText(t.report, { exact: true })).toBeVisible()
  await expect.poll(layout).toEqual(standing)
})

test('the page stands at once; the word waits until the draft is gone from the disk', async () => {
  const { page } = phone
  await report()
  await expect(page.getByText(t.report, { exact: true })).toBeVisible()
  await page.getByRole('link', { name: t.addNote, exact: true }).click()
  const text = unique('Đĩa chậm')
  await page.getByLabel(t.form.noteText, { exact: true }).fill(text)
  await expect.poll(() => draftsOf(page)).toHaveLength(1)
  await stopTime()
  const letGo = await holdDrafts(page)
  await save(phone).click()
  await expect(save(phone)).toHaveCount(0)
  await expect(page.getByText(text)).toBeVisible()
  await expect(word()).toHaveText('')
  await letGo()
  await expect(word()).toHaveText(vi.saved.here)
  expect(await draftsOf(page)).toEqual([])
})

test('without a network it says that the record is sent later', async () => {
  const { page } = phone
  await goInside(phone, '/incident/new')
  await page.context().setOffline(true)
  await choose(phone, t.categories.theft)
  await textOf(phone).fill(unique('Mất lưới'))
  await saveReport(phone).click()
  await expect(word()).toHaveText(vi.saved.later(vi.saved.here))
  await page.context().setOffline(false)
})

test('a page opens at its top, after a save too; back leads to where one was', async () => {
  const { page } = phone
  await page.setViewportSize({ width: 360, height: 480 })
  await goInside(phone, '/incidents')
  await page.getByLabel(t.filters.state, { exact: true }).selectOption(t.all)
  await scrollDown()
  // Without the scrolling that a locator's own click brings.
  const list = await page
    .locator('.card > .row')
    .last()
    .getByRole('link')
    .evaluate((link: HTMLElement) => (link.click(), scrollY))
  expect(list).toBeGreaterThan(0)
  await expect(page.getByText(t.report, { exact: true })).toBeVisible()
  await expect.poll(scrolled).toBe(0)
  await scrollDown()
  await expect.poll(scrolled).toBeGreaterThan(0)
  const text = unique('Đã hỏi thêm')
  await addNote(text)
  await expect(page.getByText(text)).toBeAttached()
  await expect(word()).toHaveText(vi.saved.here)
  await expect.poll(scrolled).toBe(0)
  await page.goBack()
  await expect(page).toHaveURL(/\/incidents$/)
  await expect.poll(scrolled).toBe(list)
})

test('a form that fills the screen opens at its top too, though the one before it was scrolled', async () => {
  const { page } = phone
  await page.setViewportSize({ width: 360, height: 420 })
  const [first, second] = acceptanceSteps
  await goInside(phone, `/gate/cong-1b/acceptance/${first}`)
  const over = page.locator('.over')
  const inside = () => over.evaluate(({ scrollTop }) => scrollTop)
  await expect(over.getByRole('heading', { level: 1 })).toBeVisible()
  await over.evaluate((form) => form.scrollTo(0, form.scrollHeight))
  expect(await inside()).toBeGreaterThan(0)
  await goInside(phone, `/gate/cong-1b/acceptance/${second}`)
  await expect.poll(inside).toBe(0)
})
