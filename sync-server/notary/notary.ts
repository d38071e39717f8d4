import { setTimeout as pause } from 'node:timers/promises'
import * as v from 'valibot'
import { bookIn } from '#lib/domain/database-names.ts'
import { slug } from '#lib/domain/shapes.ts'
import type { Couch } from '../couch.ts'
import type { Directories } from '../directories.ts'
import type { Roots } from '../directory/roots.ts'
import { ReportStore } from '../devices/report-store.ts'
import type { FactWriter } from '../fact-writer.ts'
import type { NotaryDeps } from './judge-database.ts'
import { UnitNotary } from './unit-notary.ts'

interface Deps extends Pick<NotaryDeps, 'seals' | 'now'> {
  couch: Pick<Couch, 'nano' | 'follow'>
  directories: Pick<Directories, 'of' | 'anew'>
  roots: Pick<Roots, 'rootOf'>
  writer: FactWriter
  dataDir: string
  report(problem: unknown): void
}

/** How far the notary is. */
interface NotaryStatus {
  /** How long the oldest change has been waiting to be judged, ms; 0 when there is none. */
  lagMs: number
  /** Flags that no commander has settled, in all units. */
  flags: number
}

export interface Notary {
  status(): NotaryStatus
  stop(): Promise<void>
}

/** Interval of looking at everything again, ms: a gap grows old by itself, and a day that begins has room for its flags. */
const lookMs = 3_600_000
/** Interval of saving what is known, and of searching on for what rested; and before another try, ms. */
const saveMs = 10_000
const retryMs = 5_000
/** How long `stop` waits for work under way, ms; the next run reads again what it interrupts. */
const patienceMs = 5_000

/**
 * Judges everything that arrives in the units whose roots this server has, and raises flags for their commanders: a second
 * look at what the gateway let in, and the only one at what went past it. Once a day it looks at all that lies there. Two
 * at once do no harm: each keeps its own record, and reads the flags that there are before it raises one.
 */
export function startNotary(deps: Deps): Notary {
  const { couch, directories, roots, report } = deps
  const reports = new ReportStore(couch.nano)
  const units = new Map<string, UnitNotary>()
  /** Databases to be read, since when. */
  const waiting = new Map<string, number>()
  const touched = new Set<UnitNotary>()
  const open = new Map<string, number>()
  const ending = new AbortController()
  const { signal } = ending
  let working: Promise<void> | null = null
  /** Since when the database has waited that is being read. */
  let oldest: number | null = null

  const notaryOf = (unit: string) => {
    const known = units.get(unit)
    if (known || !v.is(slug, unit) || !roots.rootOf(unit)) return known
    const judges = async (anew: boolean) => ({
      known: await (anew ? directories.anew(unit) : directories.of(unit)),
      root: roots.rootOf(unit)
    })
    const { seals, now, writer, dataDir } = deps
    const made = new UnitNotary(unit, { nano: couch.nano, seals, now, judges, writer, reports, dataDir })
    units.set(unit, made)
    return made
  }
  function ring(database: string) {
    if (signal.aborted || !bookIn(database) || waiting.has(database)) return
    waiting.set(database, performance.now())
    begin()
  }
  function begin() {
    working ??= work().finally(() => (working = null))
  }
  async function work() {
    while (!signal.aborted && (waiting.size > 0 || touched.size > 0 || isOneDue())) {
      const problems = [...(await readAll()), ...(await concludeAll())]
      if (problems.length === 0 || signal.aborted) continue
      for (const problem of problems) report(problem)
      await pause(retryMs, undefined, { signal }).catch(() => {})
    }
  }
  /** Has one database read from its start, where one is due: one at a time, so that it delays nothing that arrives. */
  function isOneDue(): boolean {
    for (const notary of units.values()) {
      const database = notary.due()
      if (database === null) continue
      waiting.set(database, performance.now())
      return true
    }
    return false
  }
  /** Returns what went wrong; those databases wait again, and hold up no other. */
  async function readAll(): Promise<unknown[]> {
    const problems: unknown[] = []
    for (const [database, since] of new Map(waiting)) {
      if (signal.aborted) break
      // Deletes it first: what arrives meanwhile rings again.
      waiting.delete(database)
      oldest = since
      try {
        const notary = notaryOf(bookIn(database)!.unit)
        await notary?.read(database)
        if (notary) touched.add(notary)
      } catch (problem) {
        waiting.set(database, since)
        problems.push(problem)
      }
      oldest = null
    }
    return problems
  }
  async function concludeAll(): Promise<unknown[]> {
    const problems: unknown[] = []
    const failed: UnitNotary[] = []
    for (const notary of touched) {
      if (signal.aborted) break
      const others = waiting.size > 0 ? null : [...units.values()].filter((one) => one !== notary)
      touched.delete(notary)
      try {
        open.set(notary.unit, await notary.conclude(others))
      } catch (problem) {
        // Holds up no other unit.
        failed.push(notary)
        problems.push(problem)
      }
    }
    for (const notary of failed) touched.add(notary)
    return problems
  }
  async function lookAtAll() {
    const names = await couch.nano.db.list()
    for (const name of names) ring(name)
  }
  async function save() {
    for (const notary of units.values()) {
      await notary.save()
      if (notary.isSearching) touched.add(notary)
    }
    if (touched.size > 0 && !signal.aborted) begin()
  }

  const unfollow = couch.follow(ring, report)
  lookAtAll().catch(report)
  const timers = [
    setInterval(() => lookAtAll().catch(report), lookMs),
    setInterval(() => save().catch(report), saveMs)
  ]
  for (const timer of timers) timer.unref()
  return {
    status: () => ({
      lagMs: Math.round(
        performance.now() - Math.min(performance.now(), oldest ?? Infinity, ...waiting.values())
      ),
      flags: [...open.values()].reduce((sum, count) => sum + count, 0)
    }),
    async stop() {
      ending.abort()
      for (const timer of timers) clearInterval(timer)
      await unfollow()
      await Promise.race([working, new Promise((resolve) => setTimeout(resolve, patienceMs).unref())])
      await save().catch(report)
    }
  }
}
