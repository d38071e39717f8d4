import type { Page } from 'playwright-core'
import { line } from '#lib/domain/hui/line.ts'
import { foldedOutline } from '#lib/domain/hui/outline.ts'
import { StreamFolds } from '#lib/domain/folds/stream-folds.ts'
import { hostWarnings } from '#lib/domain/hui/warning/warnings.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { huiVi as hui } from '#lib/i18n/hui/hui-vi.ts'
import { startTestStack } from '../../tests/stack.ts'
import { visit } from '../browser.ts'
import {
  communeFacts,
  communeParts,
  hostId,
  inCommuneLines,
  lineCount,
  lineFacts
} from '../folds/commune-lines.ts'
import { cpuMs } from '../folds/cpu-ms.ts'
import type { Watch } from '../page/watch.ts'
import { pin, preparePhone, watchScript } from '../phone.ts'
import type { Bench } from '../rounds.ts'
import { fill, writtenBy } from '../seeds.ts'
import { at6x, median, rounded } from '../statistics.ts'

declare const watch: Watch

/** How many payments are recorded at each speed. */
const payments = 9

/**
 * The hụi lines of a whole commune: what folding all of them costs this process, and on a phone that holds them the time from
 * the unwrapped key to the list, as it was seen last and live, and to a host's page, which is not kept and so only live; and
 * from the tap on *Đóng đủ* to the frame that says so. `hostLiveMs` is the frame after that of `hostPaintMs`.
 */
export async function huiLines(bench: Bench) {
  const { buildDir, say } = bench
  const stack = await startTestStack({ buildDir })
  try {
    const phone = await preparePhone(stack, communeFacts, async () => {
      const facts = writtenBy(stack, 'hui', inCommuneLines, communeFacts)
      await fill(stack, stack.database('hui'), facts)
    })
    say('  a phone with its facts stands ready')
    const at = async (throttle: number) => {
      const list = await opened({ ...phone, url: `${stack.url}/hui` }, throttle, bench)
      const host = await opened({ ...phone, url: `${stack.url}/hui/person/${hostId(0)}` }, throttle, bench)
      const onePaymentMs = await visit({ url: stack.url, profile: phone.profile, throttle }, (page) =>
        paid(page, throttle === 1 ? 0 : payments)
      )
      return {
        ...list,
        hostPaintMs: host.firstPaintMs,
        hostLiveMs: host.liveMs,
        onePaymentMs: rounded(onePaymentMs)
      }
    }
    const figures = { ...folded(), ...(await at(1)), ...at6x(await at(6)) }
    await phone.remove()
    return figures
  } finally {
    await stack.stop()
  }
}

/** Costs this process, of three runs: folding all lines anew, and the signs of all their hosts once they are folded. */
function folded() {
  const facts = Array.from({ length: lineFacts }, (_, nth) => inCommuneLines(nth))
  const asOf = Date.UTC(2100, 0, 1)
  const foldMs = cost(() =>
    new StreamFolds((own: readonly StoredFact[]) => foldedOutline(own, asOf)).of(facts)
  )
  const streams = new StreamFolds((own: readonly StoredFact[]) => ({ state: line(own, asOf)!, facts: own }))
  const watched = [...streams.of(facts).values()]
  const indicatorsMs = cost(() => hostWarnings(watched, { asOf, day: '2026-07-01' }))
  return {
    lines: lineCount,
    parts: communeParts,
    facts: communeFacts,
    foldMs: rounded(foldMs),
    factsPerSecond: Math.round(communeFacts / (foldMs / 1_000)),
    indicatorsMs: rounded(indicatorsMs)
  }
}

function cost(work: () => unknown): number {
  return median(
    Array.from({ length: 3 }, () => {
      const begun = process.cpuUsage()
      work()
      return cpuMs(begun)
    })
  )
}

async function opened(
  { url, profile }: { url: string; profile: string },
  throttle: number,
  { runs, say }: Bench
) {
  const before = `${await watchScript()};watch.unlocking = watch.unlockList('${pin}')`
  const shown: { ms: number; liveMs: number }[] = []
  // The first visit only keeps the screen that the next ones show.
  for (let run = 0; run <= runs; run++)
    await visit({ url, profile, before, throttle }, async (page) => {
      const { ms, liveMs } = await page.evaluate(() => watch.unlocking!)
      const { endedAt } = await page.evaluate(() => watch.derived!)
      say(
        `  ${new URL(url).pathname.slice(0, 11)} ${run}/${runs}: ${Math.round(ms - endedAt)} ms, live ${Math.round(liveMs - endedAt)} ms`
      )
      if (run > 0) shown.push({ ms: ms - endedAt, liveMs: liveMs - endedAt })
      await page.waitForTimeout(2_500)
    })
  return {
    firstPaintMs: rounded(median(shown.map(({ ms }) => ms))),
    liveMs: rounded(median(shown.map(({ liveMs }) => liveMs)))
  }
}

/** Records the payments that the last rounds of lines still lack, from the `first` on; returns the median, ms. */
async function paid(page: Page, first: number): Promise<number> {
  await page.waitForSelector('.pin .keys button:enabled')
  await page.keyboard.type(pin)
  await page.waitForSelector('main a[href="/gates"] b')
  const times: number[] = []
  for (let i = 0; i < payments; i++) {
    await page.click('nav a[href="/hui"]')
    // The first page has a row that leads to the list, too.
    const line = page.locator('main a[href^="/hui/0"]').nth(first + i)
    await line.click()
    await page.waitForURL(/\/hui\/0[^/]+$/)
    await page.getByRole('link', { name: hui.line.pay }).click()
    const button = page.getByRole('button', { name: /^Đóng đủ/ })
    times.push(await button.evaluate(tapped))
  }
  return median(times)
}

/** Taps a button in the page, and resolves with the time until the frame in which it is gone, ms. */
async function tapped(button: HTMLElement | SVGElement): Promise<number> {
  const begun = performance.now()
  ;(button as HTMLElement).click()
  while (button.isConnected) await new Promise(requestAnimationFrame)
  await new Promise(requestAnimationFrame)
  return performance.now() - begun
}
