import type { Page } from 'playwright-core'
import { DirectoryWorld } from '../../../tests/devices/directory-world.ts'
import type { TestDevice } from '../../../tests/facts.ts'
import { visit } from '../../browser.ts'
import type { PeersPage, ToldPhone } from '../../page/peers.ts'
import { rounds, type Bench } from '../../rounds.ts'
import { startStand } from '../../stand.ts'
import { median, rounded } from '../../statistics.ts'

declare const peersPage: PeersPage

const facts = 5_000

/**
 * Two phones without a server, each with half of 5,000 gate entries: both browsers pass theirs at once over a data channel into
 * the real store, every signature verified. And one bundle of all 5,000: what it weighs, what it takes to make it, and to open
 * and verify it.
 */
export async function channel(bench: Bench) {
  const stand = await startStand()
  const url = `${stand.peer.url}/peers.html`
  const world = new DirectoryWorld()
  const keeper = world.phone('giu-cong', 'keeper')
  const [here, there] = [world.phone('can-bo', 'officer'), world.phone('ban', 'officer')]
  const written = Array.from({ length: facts }, () => keeper.note(world.unit))
  const told = (device: TestDevice, of: ToldPhone['facts']): ToldPhone => ({
    unit: world.unit,
    account: device.account,
    device: device.id,
    key: device.publicKey,
    root: world.root.id,
    directory: world.facts,
    facts: of
  })
  const [mine, theirs] = [told(here, written.slice(0, facts / 2)), told(there, written.slice(facts / 2))]
  try {
    const { webrtc } = await rounds(bench, {
      webrtc: () =>
        visit({ url }, async (a) => {
          await begin(a, here, mine)
          return visit({ url }, async (b) => {
            await begin(b, there, theirs)
            return exchanged([a, mine], [b, theirs])
          })
        })
    })
    const { bundle } = await rounds(bench, {
      bundle: () =>
        visit({ url }, async (page) => {
          await begin(page, here, told(here, written))
          return page.evaluate(() => peersPage.bundle())
        })
    })
    return {
      facts,
      webrtcFactsPerSecond: Math.round(facts / (median(webrtc.map(({ ms }) => ms)) / 1_000)),
      webrtcBytesPerSecond: Math.round(median(webrtc.map(({ ms, bytes }) => bytes / (ms / 1_000)))),
      webrtcLongestBlockMs: rounded(Math.max(...webrtc.map(({ longestBlockMs }) => longestBlockMs))),
      bundleBytesPerFact: rounded(median(bundle.map(({ bytes }) => bytes)) / facts),
      bundleMakeMs: rounded(median(bundle.map(({ makeMs }) => makeMs))),
      bundleVerifyMs: rounded(median(bundle.map(({ ms }) => ms)))
    }
  } finally {
    await stand.stop()
  }
}

async function begin(page: Page, device: TestDevice, told: ToldPhone): Promise<void> {
  // With it the browser names its address, as after a scan.
  await page.context().grantPermissions(['camera'])
  await page.exposeFunction('signHere', (text: string) => device.sign(text))
  await page.evaluate((phone) => peersPage.open(phone), told)
}

/** Joins two pages and has them pass all they have, both at once. */
async function exchanged([a, mine]: [Page, ToldPhone], [b, theirs]: [Page, ToldPhone]) {
  const offer = await a.evaluate(() => peersPage.offer())
  const answer = await b.evaluate((end) => peersPage.answer(end), offer)
  await a.evaluate((end) => peersPage.accept(end), answer)
  const ends = await Promise.all([
    a.evaluate(([phone, end]) => peersPage.pass(phone, end), [theirs, answer] as const),
    b.evaluate(([phone, end]) => peersPage.pass(phone, end), [mine, offer] as const)
  ])
  const taken = ends[0].facts + ends[1].facts
  if (taken !== facts) throw new Error(`only ${taken} of ${facts} facts were taken`)
  return {
    ms: Math.max(...ends.map(({ ms }) => ms)),
    bytes: ends[0].bytes,
    longestBlockMs: Math.max(...ends.map(({ longestBlockMs }) => longestBlockMs))
  }
}
