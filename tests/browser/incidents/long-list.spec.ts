import type { Locator } from '@playwright/test'
import { incidents as t } from '#lib/i18n/incidents/incidents-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { batchLimits } from '#lib/data/courier/batches.ts'
import { phoneScreen } from '../../launch.ts'
import { asDocument } from '../../facts.ts'
import { textOfPages } from '../../pdf.ts'
import { startTestStack } from '../../stack.ts'
import { signInApproved } from '../approval.ts'
import { expect, forFile, test } from '../fixtures.ts'
import { newPhone, type Phone } from '../phone.ts'
import { build } from '../server.ts'
import { report } from './incident-steps.ts'

const count = 330
const step = 40
/** Counts the rows that the list has drawn after each step. */
const steps = Array.from({ length: Math.ceil(count / step) }, (_, i) => Math.min((i + 1) * step, count))

let phone: Phone
forFile(async (keep) => {
  const stack = keep(await startTestStack({ buildDir: build }))
  const { device, post } = await stack.account('officer')
  const facts = Array.from({ length: count }, (_, i) => {
    const body = {
      category: i % 2 ? 'theft' : 'disorder',
      // Rows of different heights.
      text: `Vụ ${i + 1}. ${'Mất hai can dầu. '.repeat(i % 4)}`.trim()
    }
    const ms = Date.now() - (count - i) * 1_000
    return device.fact(stack.unit, 'incidents', 'incidents.incident-reported', `incident/${i + 1}`, body, {
      ms
    })
  })
  for (let i = 0; i < count; i += batchLimits.count)
    await post(`/${stack.database('incidents')}/_bulk_docs`, {
      docs: facts.slice(i, i + batchLimits.count).map(asDocument)
    })
  phone = keep(await newPhone(stack.url))
  await signInApproved(stack, phone, await stack.account('officer'))
  await openList()
  // All have arrived.
  await expect(incident(newest)).toHaveAttribute('aria-setsize', String(count))
})
test.beforeEach(async () => {
  await phone.page.setViewportSize(phoneScreen.viewport)
  await openList()
})

const rows = () => phone.page.locator('.card > .row')
/** The row of the nth incident of all; the newest stands first. */
const incident = (n: number) => rows().filter({ hasText: new RegExp(String.raw`Vụ ${n}\.`) })
const newest = count
const all = Array.from({ length: count }, (_, i) => newest - i)
const scrolled = () => phone.page.evaluate(() => scrollY)

async function openList() {
  const { page } = phone
  await page.getByRole('link', { name: vi.nav.today, exact: true }).click()
  await page.getByRole('link', { name: vi.nav.incidents, exact: true }).click()
  await expect(incident(newest)).toBeVisible()
  await expect(rows()).toHaveCount(step)
}

/**
 * Brings the end of what is drawn to this many screens below what is seen, in one go, and watches until 30 frames have
 * passed without a new row.
 * @returns the numbers of rows that were there one after another, and how far the list and a row in sight have moved, px
 */
const approach = (screensBelow = 0, scroller: Locator = phone.page.locator('html')) =>
  scroller.evaluate(async (box, screensBelow) => {
    const rows = () => box.querySelectorAll('.card > .row')
    const frame = () => new Promise(requestAnimationFrame)
    const end = [...rows()].at(-1)!.getBoundingClientRect().bottom
    box.scrollBy(0, end - innerHeight - screensBelow * innerHeight)
    await frame()
    const seen = [...rows()].findLast((row) => row.getBoundingClientRect().top < innerHeight / 2)!
    const before = { box: box.scrollTop, row: seen.getBoundingClientRect().top }
    const counts = [rows().length]
    for (let quiet = 0; quiet < 30; quiet++) {
      await frame()
      if (rows().length === counts.at(-1)) continue
      counts.push(rows().length)
      quiet = 0
    }
    const moved = [box.scrollTop - before.box, seen.getBoundingClientRect().top - before.row]
    return { counts, moved }
  }, screensBelow)

test('each approach to the end of a long list draws one step, and nothing in sight moves', async () => {
  await expect(rows()).toHaveCount(step)
  for (const [i, drawn] of steps.slice(0, -1).entries())
    expect(await approach()).toEqual({ counts: [drawn, steps[i + 1]], moved: [0, 0] })
  expect(await approach()).toEqual({ counts: [count], moved: [0, 0] })
  await expect(incident(1)).toBeInViewport()
  const texts = await rows().allTextContents()
  const order = texts.map((text) => Number(/Vụ (\d+)\./.exec(text)![1]))
  expect(order).toEqual(all)
})

test('a step comes before its place is seen, and none while it is far', async () => {
  expect(await approach(1.5)).toEqual({ counts: [step], moved: [0, 0] })
  expect(await approach(0.5)).toEqual({ counts: [step, 2 * step], moved: [0, 0] })
})

test('so it is with large letters on a phone held across', async () => {
  const { page } = phone
  await page.setViewportSize({ width: 740, height: 360 })
  await page.evaluate(() => (document.documentElement.style.fontSize = '200%'))
  await openList()
  await expect(rows()).toHaveCount(step)
  for (const [i, drawn] of steps.slice(0, 3).entries())
    expect(await approach()).toEqual({ counts: [drawn, steps[i + 1]], moved: [0, 0] })
  await page.evaluate(() => (document.documentElement.style.fontSize = ''))
})

for (const way of ['history', 'arrow'] as const)
  test(`back from an incident far down, the list is as it was left (${way})`, async () => {
    const { page } = phone
    await approach()
    await approach()
    await expect(rows()).toHaveCount(3 * step)
    const far = incident(newest - 2.5 * step)
    await far.scrollIntoViewIfNeeded()
    const before = await scrolled()
    await far.getByRole('link').click()
    await expect(page.getByText(t.report, { exact: true })).toBeVisible()
    if (way === 'history') await page.goBack()
    else await page.getByRole('link', { name: vi.back }).click()
    await expect(far).toBeInViewport()
    expect(await scrolled()).toBe(before)
    await expect(rows()).toHaveCount(3 * step)
    // Whoever comes from elsewhere begins at the top.
    await openList()
    await expect(rows()).toHaveCount(step)
  })

test('what is printed of a long list is all of it', async () => {
  const { page } = phone
  await expect(rows()).toHaveCount(step)
  const paper = textOfPages(await page.pdf()).join('')
  expect([...paper.matchAll(/Vụ(\d+)\./g)].map(([, n]) => Number(n))).toEqual(all)
  await expect(rows()).toHaveCount(step)
})

test('beside an incident far down, the list has its row, and draws on before its own end is seen', async () => {
  const { page } = phone
  await approach()
  await incident(newest - 1.5 * step)
    .getByRole('link')
    .click()
  await expect(page.getByText(t.report, { exact: true })).toBeVisible()
  await page.setViewportSize({ width: 1200, height: 800 })
  const list = page.getByRole('region', { name: vi.nav.incidents })
  await expect(list.locator('[aria-current=page]')).toContainText(`Vụ ${newest - 1.5 * step}.`)
  const drawn = await list.locator(rows()).count()
  expect(await approach(0.5, list)).toEqual({ counts: [drawn, drawn + step], moved: [0, 0] })
})

test('whoever reports far down the list finds the report at its top', async () => {
  await approach()
  await report(phone, 'Mất xuồng')
  await phone.page.getByRole('link', { name: vi.nav.incidents, exact: true }).click()
  await expect(rows().filter({ hasText: 'Mất xuồng' })).toBeInViewport()
  expect(await scrolled()).toBe(0)
})
