import type { Page } from 'playwright-core'
import { databaseName, quarterAfter } from '#lib/domain/database-names.ts'
import { visit } from '../browser.ts'
import type { OursPage } from '../page/ours.ts'
import { rounds, type Bench } from '../rounds.ts'
import { startStand, type Stand } from '../stand.ts'
import { median, rounded } from '../statistics.ts'

declare const oursPage: OursPage

const facts = 2_000

/**
 * Bringing what a phone wrote offline: our courier, from a store full of pending facts to all of them settled,
 * beside bare requests of the same size, by the same member through the same gateway. The bare requests go once to
 * a database with the validator and once to one without any; the difference is what the validator costs. What a
 * function costs that asks nothing stands beside it: CouchDB takes that for asking at all.
 */
export async function push(bench: Bench) {
  const stand = await startStand()
  try {
    const { asMember: member, page } = stand
    const judged = stand.database('gates')
    const unjudged = await openDatabase(stand, 8)
    const empty = await openDatabase(stand, 9, 'function (doc, previous, user) {}')
    const ours = (page: Page) =>
      page.evaluate((asked) => oursPage.push(asked.member, asked.facts), { member, facts })
    const bare = (database: string, facts: number) => (page: Page) =>
      page.evaluate((asked) => oursPage.pushBare(asked.member, asked.facts, asked.database), {
        member,
        facts,
        database
      })
    // The first fact makes CouchDB read the validator; that is no fact's cost.
    for (const database of [judged, unjudged, empty]) await visit(page, bare(database, 1))
    const results = await rounds(bench, {
      ours: () => visit(page, ours),
      raw: () => visit(page, bare(judged, facts)),
      unjudged: () => visit(page, bare(unjudged, facts)),
      empty: () => visit(page, bare(empty, facts))
    })
    const time = (way: keyof typeof results) => median(results[way].map(({ ms }) => ms))
    const [oursMs, rawMs, unjudgedMs] = [time('ours'), time('raw'), time('unjudged')]
    return {
      facts,
      oursMs: rounded(oursMs),
      rawMs: rounded(rawMs),
      oursPerRaw: rounded(oursMs / rawMs),
      validatorMsPerFact: rounded((rawMs - unjudgedMs) / facts),
      emptyValidatorMsPerFact: rounded((time('empty') - unjudgedMs) / facts),
      rawWithoutValidatorMs: rounded(unjudgedMs)
    }
  } finally {
    await stand.stop()
  }
}

/** The gates' database of so many quarters ahead, as a member finds it, but with this validator alone. */
async function openDatabase(
  { couch, unit, database }: Stand,
  ahead: number,
  validate_doc_update?: string
): Promise<string> {
  const db = databaseName(unit, 'gates', quarterAfter(Date.now(), ahead))
  await couch.nano.request({ db, method: 'put', qs: { q: 1 } })
  const security = await couch.nano.request({ db: database('gates'), path: '_security' })
  await couch.nano.request({ db, path: '_security', method: 'put', body: security })
  if (validate_doc_update)
    await couch.nano.use(db).insert({ validate_doc_update } as never, '_design/gatekeeper')
  return db
}
