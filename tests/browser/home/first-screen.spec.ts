import type { Page } from '@playwright/test'
import { otherPhones } from '#lib/i18n/devices/other-devices-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { approved, goInside, signIn } from '../phone.ts'
import { expect, forFile, test } from '../fixtures.ts'
import { startServer, type Server } from '../server.ts'

// Counts on a demo of its own: a gate that another file's test left open would be a task more.
let demo: Server
forFile(async (keep) => (demo = keep(await startServer())))

test.use({ serviceWorkers: 'block', contextOptions: { reducedMotion: 'reduce' } })

async function enter(page: Page, url: string, account: string) {
  await page.goto(url)
  await signIn({ page, signal: { url } }, account)
  await approved({ page })
  await expect(page.getByRole('status', { name: vi.loading })).toHaveCount(0)
}

/** Lists in whose names the demo tells of the past: it wrote by phones of theirs. */
const seeded = new Set(['ph-truong', 'ph-truc', 'ph-tonghop', 'ph-cong1b', 'lt-truong', 'lt-truc', 'lt-ubnd'])

/** The tasks of the first page that a thumb meets without scrolling, by what they lead to. */
const tasksInSight = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLAnchorElement>('.card > .row > a')]
      .filter((link) => {
        const { left, top, width, height } = link.getBoundingClientRect()
        return [8, height - 8].every((y) =>
          link.contains(document.elementFromPoint(left + width / 2, top + y))
        )
      })
      .map((link) => new URL(link.href).pathname)
  )

for (const account of ['ph-truong', 'ph-truc'])
  test(`four tasks of ${account} are in sight at once, gates before tips before the rest`, async ({
    page
  }) => {
    await enter(page, demo.url, account)
    const rows = page.locator('.card > .row')
    // A gate comes with the first word that its agent sends; at night one that stands open is a task too.
    await expect(rows.first().locator('a')).toHaveAttribute('href', /^\/gate\//)
    const afterGates = page.locator(
      '.card > .row:has(> a[href^="/gate/"]) + .row:not(:has(> a[href^="/gate/"]))'
    )
    await expect(afterGates).toHaveCount(1)
    await expect(afterGates).toContainText(/còn \d giờ/)
    await expect.poll(async () => (await tasksInSight(page)).length).toBeGreaterThanOrEqual(4)
  })

const people = [
  'ph-truong',
  'ph-photruong',
  'ph-truc',
  'ph-tonghop',
  'ph-cong1b',
  'ph-khoa',
  'ph-ap1b',
  'ph-ubnd'
]
for (const account of [...people, 'lt-truong', 'lt-truc', 'lt-ubnd'])
  test(`the first page of ${account} says what to do, and none of their other phones alarms them`, async ({
    page
  }) => {
    await enter(page, demo.url, account)
    const says = page.locator('main').locator('.row, .empty, [data-tone][href^="/gate/"]')
    await expect(says.filter({ visible: true }).first()).toBeVisible()
    await goInside({ page }, '/sync')
    await expect(page.getByRole('heading', { name: vi.syncing.title, level: 1 })).toBeVisible()
    if (seeded.has(account)) await expect(page.getByText(otherPhones.allSent).first()).toBeVisible()
    await expect(page.getByText(otherPhones.never)).toHaveCount(0)
  })
