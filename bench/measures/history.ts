import { databaseName, quarterAfter } from '#lib/domain/database-names.ts'
import { visit } from '../browser.ts'
import type { OursPage } from '../page/ours.ts'
import { rounds, type Bench } from '../rounds.ts'
import { seed } from '../seeds.ts'
import { startStand, type Stand } from '../stand.ts'
import { median, rounded } from '../statistics.ts'

declare const oursPage: OursPage

const current = 10_000
const older = 90_000
/** Quarters that a new phone does not ask for by itself. */
const past = [-2, -3, -4]

/** A new phone's first sync in a unit that began this quarter, and in one with 90,000 gate records of older quarters. */
export async function history(bench: Bench) {
  const [young, old] = [await startStand(), await startStand()]
  try {
    for (const stand of [young, old]) await seed(stand, current, { days: 20 })
    for (const back of past) await seedQuarter(old, back, older / past.length)
    bench.say('  both units stand ready')
    const pull = (stand: Stand) => async () => {
      const pulled = await visit(stand.page, (page) =>
        page.evaluate((member) => oursPage.pull(member), stand.asMember)
      )
      if (pulled.facts < current) throw new Error(`only ${pulled.facts} of ${current} facts arrived`)
      return pulled
    }
    const results = await rounds(bench, { young: pull(young), old: pull(old) })
    const time = (way: keyof typeof results) => median(results[way].map(({ ms }) => ms))
    return {
      current,
      older,
      youngMs: rounded(time('young')),
      oldMs: rounded(time('old')),
      ratio: rounded(time('old') / time('young'))
    }
  } finally {
    await young.stop()
    await old.stop()
  }
}

/** Fills the gates' database of so many quarters ago, which a unit of that age has. */
async function seedQuarter(stand: Stand, back: number, count: number): Promise<void> {
  const quarter = quarterAfter(Date.now(), back)
  const name = databaseName(stand.unit, 'gates', quarter)
  await stand.couch.nano.db.create(name)
  await stand.provision({ units: [{ id: stand.unit, name: 'Thử', kind: 'xã' }], accounts: [], gates: [] })
  const end = Date.now() + back * 91 * 86_400_000
  await seed(stand, count, { name, end, days: 60 })
}
