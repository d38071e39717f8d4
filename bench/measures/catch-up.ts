import type { Page } from 'playwright-core'
import { asDocument } from '../../tests/facts.ts'
import { visit } from '../browser.ts'
import type { OursPage } from '../page/ours.ts'
import { rounds, type Bench } from '../rounds.ts'
import { seed } from '../seeds.ts'
import { startStand } from '../stand.ts'
import { median, rounded } from '../statistics.ts'

declare const oursPage: OursPage

const held = 10_000
const facts = 100

/** A phone with 10,000 facts lost its network while others wrote 100: from the browser's `online` to all of them stored. */
export async function catchUp(bench: Bench) {
  const stand = await startStand()
  try {
    await seed(stand, held)
    const keeper = await stand.account('keeper')
    const device = keeper.device
    const meanwhile = async () => {
      const docs = Array.from({ length: facts }, () => asDocument(device.note(stand.unit)))
      const answer = await keeper.post(`/${stand.database('gates')}/_bulk_docs`, { docs })
      const rows = (await answer.json()) as { error?: string }[]
      if (rows.some(({ error }) => error)) throw new Error('the server refused a fact')
    }
    return await visit(stand.page, async (page) => {
      await page.evaluate((member) => oursPage.inStep(member), stand.asMember)
      const { ours } = await rounds(bench, { ours: () => missed(page, meanwhile) })
      return { held, facts, ms: rounded(median(ours.map(({ ms }) => ms))) }
    })
  } finally {
    await stand.stop()
  }
}

async function missed(page: Page, meanwhile: () => Promise<void>): Promise<{ ms: number }> {
  const context = page.context()
  await context.setOffline(true)
  await meanwhile()
  const caughtUp = page.evaluate((facts) => oursPage.catchUp(facts), facts)
  // Answered after that has begun to listen.
  await page.evaluate(() => oursPage.counted())
  await context.setOffline(false)
  return caughtUp
}
