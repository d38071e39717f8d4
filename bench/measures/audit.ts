import type { Page } from 'playwright-core'
import { visit } from '../browser.ts'
import type { OursPage } from '../page/ours.ts'
import { rounds, type Bench } from '../rounds.ts'
import { seed } from '../seeds.ts'
import { startStand } from '../stand.ts'
import { median, rounded } from '../statistics.ts'

declare const oursPage: OursPage

const facts = 50_000
const days = 1_000

/**
 * The daily audit of a phone that misses nothing: what comes over the line, uncompressed, and how long it takes, all
 * databases of an officer together.
 */
export async function audit(bench: Bench) {
  const stand = await startStand()
  try {
    await seed(stand, facts, { book: 'hui', days })
    return await visit(stand.page, async (page) => {
      const held = await page.evaluate((member) => oursPage.inStep(member), stand.asMember)
      if (held < facts) throw new Error(`only ${held} of ${facts} facts arrived`)
      const once = async () => {
        await clearTimings(page)
        const audited = await page.evaluate(() => oursPage.audit())
        return { ...audited, bytes: await bytesOf(page) }
      }
      // The first one builds the server's index of the seeds, which are a thousand days at once.
      const { ms: firstMs } = await once()
      const { ours } = await rounds(bench, { ours: once })
      await throttle(page, 6)
      const slow = await once()
      return {
        facts,
        days,
        bytes: Math.max(...ours.map(({ bytes }) => bytes)),
        ms: rounded(median(ours.map(({ ms }) => ms))),
        ms6x: rounded(slow.ms),
        longestBlockMs6x: rounded(slow.longestBlockMs),
        firstMs: rounded(firstMs)
      }
    })
  } finally {
    await stand.stop()
  }
}

/** Forgets what the courier's worker has asked for so far. */
const clearTimings = (page: Page) => courierOf(page).evaluate(() => performance.clearResourceTimings())

/** Adds up what came over the line for the audit since then. */
const bytesOf = (page: Page) =>
  courierOf(page).evaluate(() => {
    const asked = performance.getEntriesByType('resource') as PerformanceResourceTiming[]
    return asked
      .filter(({ name }) => name.includes('/_design/audit') || name.includes('/_all_docs'))
      .reduce((sum, { decodedBodySize }) => sum + decodedBodySize, 0)
  })

function courierOf(page: Page) {
  const courier = page.workers().find((worker) => worker.url().includes('courier-worker'))
  if (!courier) throw new Error('the courier has no worker')
  return courier
}

async function throttle(page: Page, rate: number): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate })
}
