import { incidents as t } from '#lib/i18n/incidents/incidents-vi.ts'
import { longList } from '#lib/i18n/lists/long-list-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { batchLimits } from '#lib/data/courier/batches.ts'
import { asDocument } from '../../facts.ts'
import { startTestStack } from '../../stack.ts'
import { signInApproved } from '../approval.ts'
import { newPhone, type Phone } from '../phone.ts'
import { expect, forFile, test } from '../fixtures.ts'
import { build } from '../server.ts'

const count = 600
/** Rows of a list's first screens. */
const first = 40

let phone: Phone
forFile(async (keep) => {
  const stack = keep(await startTestStack({ buildDir: build }))
  const { device, post } = await stack.account('officer')
  const facts = Array.from({ length: count }, (_, i) =>
    device.fact(stack.unit, 'incidents', 'incidents.incident-reported', `incident/${i + 1}`, {
      category: 'theft',
      // Rows of different heights.
      text: `Vụ ${i + 1}. ${'Mất hai can dầu. '.repeat(i % 4)}`.trim()
    })
  )
  for (let i = 0; i < count; i += batchLimits.count)
    await post(`/${stack.database('incidents')}/_bulk_docs`, {
      docs: facts.slice(i, i + batchLimits.count).map(asDocument)
    })
  phone = keep(await newPhone(stack.url))
  await signInApproved(stack, phone, await stack.account('officer'))
})

const rows = () => phone.page.locator('.card > .row')
/** The row of the nth incident of all; the newest stands first. */
const incident = (n: number) => rows().filter({ hasText: new RegExp(String.raw`Vụ ${n}\.`) })
const scrolled = () => phone.page.evaluate(() => scrollY)

async function openList() {
  const { page } = phone
  await page.getByRole('link', { name: vi.nav.today, exact: true }).click()
  await page.getByRole('link', { name: vi.nav.incidents, exact: true }).click()
  await expect(incident(count)).toBeVisible()
}

test('of a long list the first screens are drawn, and more before its end comes into sight, to the last', async () => {
  await openList()
  await expect(rows()).toHaveCount(first)
  const place = await incident(count - 5).boundingBox()
  // The end of what is drawn brings more below it, and moves nothing above.
  for (let drawn = first; drawn < count; drawn += first) {
    await phone.page.evaluate(() => scrollTo(0, document.body.scrollHeight))
    await expect(rows()).toHaveCount(drawn + first)
  }
  await phone.page.evaluate(() => scrollTo(0, document.body.scrollHeight))
  await expect(incident(1)).toBeInViewport()
  await expect(rows()).toHaveCount(count)
  await expect(phone.page.getByRole('button', { name: longList.more(first) })).toHaveCount(0)
  await phone.page.evaluate(() => scrollTo(0, 0))
  expect(await incident(count - 5).boundingBox()).toEqual(place)
  // Whoever comes from elsewhere begins with the first screens again.
  await openList()
  await expect(rows()).toHaveCount(first)
})

test('keys lead past the rows that were drawn first', async () => {
  await openList()
  const link = incident(count - first + 1).getByRole('link')
  await link.focus()
  await phone.page.keyboard.press('Tab')
  await expect(incident(count - first).getByRole('link')).toBeFocused()
})

for (const way of ['history', 'arrow'] as const)
  test(`back from an incident far down the list is where it was left (${way})`, async () => {
    const { page } = phone
    await openList()
    for (let drawn = first; drawn < 3 * first; drawn += first) {
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
      await expect(rows()).toHaveCount(drawn + first)
    }
    const far = incident(count - 2.5 * first)
    await far.scrollIntoViewIfNeeded()
    const before = await scrolled()
    await far.getByRole('link').click()
    await expect(page.getByText(t.report, { exact: true })).toBeVisible()
    if (way === 'history') await page.goBack()
    else await page.getByRole('link', { name: vi.back }).click()
    await expect(far).toBeInViewport()
    expect(await scrolled()).toBe(before)
  })

test('what is printed of a long list is all of it', async () => {
  const { page } = phone
  await openList()
  await page.evaluate(() => {
    addEventListener('beforeprint', () =>
      Object.assign(globalThis, { printed: document.querySelectorAll('.card > .row').length })
    )
  })
  await page.pdf()
  expect(await page.evaluate(() => (globalThis as never as { printed: number }).printed)).toBe(count)
  await expect(rows()).toHaveCount(first)
})
