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
      const once = () => page.evaluate(() => oursPage.audit())
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

async function throttle(page: Page, rate: number): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate })
}
