import type { Page } from 'playwright-core'
import { vi } from '#lib/i18n/vi.ts'
import { asDocument } from '../../tests/facts.ts'
import { startTestStack } from '../../tests/stack.ts'
import { visit } from '../browser.ts'
import type { SaveSteps } from '../page/save-steps.ts'
import type { Watch } from '../page/watch.ts'
import { heapMb } from '../heap.ts'
import { pin, preparePhone, watchScript } from '../phone.ts'
import type { Bench } from '../rounds.ts'
import { at6x, percentile, rounded } from '../statistics.ts'
import { writeEntry } from './save.ts'

declare const watch: Watch

const facts = 150_000
/** How often somebody writes here, and somebody elsewhere, ms. */
const writesEvery = 20_000
const othersEvery = 3_000

/**
 * Uses the built app on a phone with 150,000 facts, its server reachable: the longest task of the page while it opens, and while
 * it is used: somebody goes through the lists and writes, and others do, whose facts come in. From the write of one
 * more fact to the frame with its line. What lives in the heaps of the page and its workers, after a collection.
 */
export async function use({ buildDir, say, minutes }: Bench) {
  const stack = await startTestStack({ buildDir })
  try {
    const phone = await preparePhone(stack, facts)
    say('  a phone with its facts stands ready')
    const other = await stack.account('keeper')
    const write = async () => {
      const docs = [asDocument(other.device.note(stack.unit))]
      await other.post(`/${stack.database('gates')}/_bulk_docs`, { docs })
    }
    const before = await watchScript()
    const at = (throttle: number) =>
      visit({ url: stack.url, profile: phone.profile, before, throttle }, (page) =>
        used(page, minutes, write)
      )
    const figures = { facts, minutes, ...(await at(1)), ...at6x(await at(6)) }
    await phone.remove()
    return figures
  } finally {
    await stack.stop()
  }
}

async function used(page: Page, minutes: number, writeElsewhere: () => Promise<void>) {
  await page.waitForSelector('.pin .keys button:enabled')
  await page.keyboard.type(pin)
  await page.waitForSelector('main a[href="/gates"] b')
  await page.waitForTimeout(3_000)
  const openingBlockMs = await page.evaluate(() => watch.longestBlock())
  const saves: SaveSteps[] = []
  const until = Date.now() + minutes * 60_000
  const elsewhere = setInterval(() => void writeElsewhere(), othersEvery)
  while (Date.now() < until) {
    const nextAt = Date.now() + writesEvery
    for (const list of ['/incidents', '/hui', '/', '/gates']) {
      await page.click(`nav a[href="${list}"]`)
      await page.waitForTimeout(1_500)
    }
    await page.click('a[href*="/gate/"]')
    saves.push(await writeEntry(page, `Đóng cổng, ${saves.length} của ${Date.now()}`))
    await page.waitForTimeout(Math.max(0, nextAt - Date.now()))
  }
  clearInterval(elsewhere)
  await page
    .getByRole('link', { name: vi.syncing.chip(vi.syncing.allSent) })
    .first()
    .waitFor()
  const onScreen = saves.map(({ written, shown }) => shown - written)
  return {
    openingBlockMs: rounded(openingBlockMs),
    useBlockMs: rounded(await page.evaluate(() => watch.longestBlock())),
    oneMoreP50Ms: rounded(percentile(onScreen, 0.5)),
    oneMoreP95Ms: rounded(percentile(onScreen, 0.95)),
    heapMb: rounded(await heapMb(page))
  }
}
