import type { Page } from 'playwright-core'
import { visit, type Visit } from '../browser.ts'
import type { OursPage } from '../page/ours.ts'
import type { PouchPage } from '../page/pouch.ts'
import { rounds, type Bench } from '../rounds.ts'
import { seed } from '../seeds.ts'
import { startStand } from '../stand.ts'
import { median, rounded } from '../statistics.ts'

declare const oursPage: OursPage
declare const pouchPage: PouchPage

const facts = 20_000

/** `idle`: a page that reads the same and keeps nothing. */
type Way = 'ours' | 'raw' | 'pouchdb' | 'ours6x' | 'idle' | 'idle6x'

interface Pull {
  ms: number
  facts: number
  longestBlockMs?: number
}

/**
 * The first sync of a new phone: ours beside PouchDB's defaults and beside the least a browser can do.
 * Ours also reads the directory, seals each body, and keeps live queries told while it works.
 */
export async function firstSync(bench: Bench) {
  const stand = await startStand()
  try {
    const bytesPerFact = await seed(stand, facts)
    const member = stand.asMember
    const database = stand.database('gates')
    const ours = (page: Page) => page.evaluate((member) => oursPage.pull(member), member)
    const raw = (page: Page) =>
      page.evaluate((asked) => oursPage.pullBare(asked.member, asked.database), { member, database })
    const idle = (page: Page) =>
      page.evaluate((asked) => oursPage.readIdly(asked.member, asked.database), { member, database })
    const pouchdb = (page: Page) => page.evaluate((database) => pouchPage.pull(database), database)
    const results = await rounds<Way, Pull>(bench, {
      ours: () => pull(stand.page, ours),
      raw: () => pull(stand.page, raw),
      pouchdb: () => pull({ url: stand.peer.url + '/pouch.html' }, pouchdb),
      ours6x: () => pull({ ...stand.page, throttle: 6 }, ours),
      idle: () => pull(stand.page, idle),
      idle6x: () => pull({ ...stand.page, throttle: 6 }, idle)
    })
    return { facts, bytesPerFact, ...summary(results) }
  } finally {
    await stand.stop()
  }
}

async function pull(asked: Visit, work: (page: Page) => Promise<Pull>): Promise<Pull> {
  const result = await visit(asked, work)
  if (result.facts < facts) throw new Error(`only ${result.facts} of ${facts} facts arrived`)
  return result
}

function summary({ ours, raw, pouchdb, ours6x, idle, idle6x }: Record<Way, Pull[]>) {
  const [oursMs, rawMs, pouchdbMs] = [time(ours), time(raw), time(pouchdb)]
  return {
    oursMs: rounded(oursMs),
    rawMs: rounded(rawMs),
    pouchdbMs: rounded(pouchdbMs),
    oursPerRaw: rounded(oursMs / rawMs),
    pouchdbPerOurs: rounded(pouchdbMs / oursMs),
    longestBlockMs: rounded(median(blocks(ours))),
    longestBlockMs6x: rounded(median(blocks(ours6x))),
    idleBlockMs: rounded(median(blocks(idle))),
    idleBlockMs6x: rounded(median(blocks(idle6x))),
    worstBlockMs: rounded(Math.max(...blocks(ours))),
    worstBlockMs6x: rounded(Math.max(...blocks(ours6x))),
    oursMs6x: rounded(time(ours6x))
  }
}

const time = (pulls: Pull[]) => median(pulls.map(({ ms }) => ms))
const blocks = (pulls: Pull[]) => pulls.map(({ longestBlockMs }) => longestBlockMs ?? 0)
