import type { Page } from 'playwright-core'
import { vi } from '#lib/i18n/vi.ts'
import { startTestStack } from '../../tests/stack.ts'
import { visit } from '../browser.ts'
import type { SaveSteps } from '../page/save-steps.ts'
import type { Watch } from '../page/watch.ts'
import { nextExchange, pin, preparePhone, watchScript } from '../phone.ts'
import { prepareRaw, saveRaw } from '../raw/raw-page.ts'
import type { Bench } from '../rounds.ts'
import { at6x, percentile, rounded } from '../statistics.ts'

declare const watch: Watch

const facts = 50_000
const saves = 60

/**
 * Writing an entry in the built app, the server reachable and the courier at work: tap to entry in the log. Beside it, on
 * the same phone, the raw page's bare `put` of a row with strict durability, and its list drawn again.
 */
export async function save({ say, buildDir }: Bench) {
  const stack = await startTestStack({ buildDir })
  try {
    const phone = { ...(await preparePhone(stack, facts)), url: stack.url }
    await prepareRaw(phone, { unit: stack.unit, count: facts, pin })
    say('  a phone with its facts stands ready')
    const before = await watchScript()
    const measure = (throttle: number) =>
      visit({ url: stack.url, profile: phone.profile, before, throttle }, writeMany)
    const raw = (throttle: number) => saveRaw(phone, { pin, count: saves, unit: stack.unit, throttle })
    const [plain, plainRaw] = [await measure(1), await raw(1)]
    const [throttled, throttledRaw] = [await measure(6), await raw(6)]
    await phone.remove()
    return {
      facts,
      saves,
      ...beside(wholes(plain), plainRaw),
      ...shares(plain),
      ...at6x({ ...beside(wholes(throttled), throttledRaw), ...shares(throttled) })
    }
  } finally {
    await stack.stop()
  }
}

/** Tells what each step between tap and line takes, p50, ms; `leave`: its draft and the form go. */
const shares = (saves: SaveSteps[]) => ({
  signMs: step(saves, 'tapped', 'signed'),
  sealMs: step(saves, 'signed', 'sealed'),
  writeMs: step(saves, 'sealed', 'written'),
  foldMs: step(saves, 'written', 'inPage'),
  leaveMs: step(saves, 'inPage', 'uncovered'),
  drawMs: step(saves, 'uncovered', 'shown')
})

const step = (saves: SaveSteps[], from: keyof SaveSteps, to: keyof SaveSteps) =>
  rounded(
    percentile(
      saves.map((one) => one[to] - one[from]),
      0.5
    )
  )

/** Returns how long each save took, from the tap to its line, ms. */
export const wholes = (saves: SaveSteps[]): number[] => saves.map(({ tapped, shown }) => shown - tapped)

const beside = (ours: number[], raw: number[]) => ({
  p50Ms: rounded(percentile(ours, 0.5)),
  p95Ms: rounded(percentile(ours, 0.95)),
  rawP50Ms: rounded(percentile(raw, 0.5)),
  rawP95Ms: rounded(percentile(raw, 0.95)),
  p50PerRaw: rounded(percentile(ours, 0.5) / percentile(raw, 0.5)),
  p95PerRaw: rounded(percentile(ours, 0.95) / percentile(raw, 0.95))
})

/** The first save warms what is loaded only when first used; it is not counted. */
export async function writeMany(page: Page): Promise<SaveSteps[]> {
  await page.waitForSelector('.pin .keys button:enabled')
  await page.keyboard.type(pin)
  for (const _ of ['begun', 'over']) await nextExchange(page)
  await page.click('nav a[href="/gates"]')
  await page.click('a[href*="/gate/"]')
  const times: SaveSteps[] = []
  for (let i = 0; i <= saves; i++) {
    times.push(await writeEntry(page, `Đóng cổng, lượt ${i} của ${Date.now()}`))
    // Nobody writes two entries within a second: the one before has left the phone when the next is saved.
    await page
      .getByRole('link', { name: vi.syncing.chip(vi.syncing.allSent) })
      .first()
      .waitFor()
  }
  return times.slice(1)
}

/** Writes an entry in the log of the gate on the screen. */
export async function writeEntry(page: Page, text: string): Promise<SaveSteps> {
  await page.click('a[href$="/write"]')
  await page.getByRole('radio', { name: vi.happenings.closed }).check({ force: true })
  await page.fill('textarea', text)
  const button = page.getByRole('button', { name: vi.note.save, exact: true })
  const { x, y, width, height } = (await button.boundingBox())!
  await page.evaluate((text) => watch.expect(text), text)
  // A bare tap: a locator's own click would have its script searching the page while the clock runs.
  await page.mouse.click(x + width / 2, y + height / 2)
  return page.evaluate(() => watch.saving!)
}
