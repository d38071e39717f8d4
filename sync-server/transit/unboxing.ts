import { bookIn } from '#lib/domain/database-names.ts'
import { transitDatabase, unitOfTransit } from '#lib/domain/transit/box.ts'
import type { Couch } from '../couch.ts'
import { admitBox, type BoxDeps } from './admit-box.ts'
import { dropBox, firstOfShares, readBox, type StoredBox } from './boxes.ts'
import { openBox } from './open-box.ts'
import { refile } from './refile.ts'
import type { SealingKeys } from './sealing-keys.ts'

interface Deps extends BoxDeps {
  couch: BoxDeps['couch'] & Pick<Couch, 'follow'>
  sealing: SealingKeys
  /** How long what could not be taken rests before it is tried again, ms. */
  restMs?: number
  report(problem: unknown): void
}

/** A directory moves with each phone, and what waits for a commander's word may be much. */
const usualRestMs = 10 * 60_000
/** How long `stop` waits for work under way, ms; the next run opens what it interrupts. */
const patienceMs = 2_000

/**
 * Opens the boxes that phones bring for units whose sealing keys lie here, and has what they hold admitted. A box leaves
 * when nothing of it is left to be taken, or all that is waits in its authors' names, see `refile`; else it is tried again after
 * a rest, such as when a phone was approved meanwhile.
 */
export function startUnboxing(deps: Deps): { stop(): Promise<void> } {
  const { couch, sealing, report, restMs = usualRestMs } = deps
  const server = couch.nano
  /** When each box that stayed was tried last, by database and id. */
  const tried = new Map<string, number>()
  const due = new Set<string>()
  let stopped = false
  let working: Promise<void> | null = null

  const nameOf = (database: string, id: string) => `${database} ${id}`
  const rests = (name: string) => {
    const at = tried.get(name)
    return at !== undefined && performance.now() - at < restMs
  }
  function ring(database: string): void {
    if (stopped || unitOfTransit(database) === null) return
    due.add(database)
    begin()
  }
  function begin(): void {
    working ??= work().finally(() => {
      working = null
      if (due.size > 0 && !stopped) begin()
    })
  }
  /** Goes round until no box is left that was not tried in these rounds. */
  async function work(): Promise<void> {
    const met = new Set<string>()
    while (due.size > 0) {
      if (stopped) return
      await goRound(met)
    }
  }
  /** Tries of each database one box of each share. */
  async function goRound(met: Set<string>): Promise<void> {
    const databases = [...due]
    // Clears it first: what arrives meanwhile rings again.
    due.clear()
    for (const database of databases) {
      const count = await openSome(database, met).catch((problem: unknown) => {
        if (!stopped) report(problem)
        return 0
      })
      if (count > 0) due.add(database)
    }
  }
  /** @returns how many boxes it has tried */
  async function openSome(database: string, met: Set<string>): Promise<number> {
    const isLater = (id: string) => met.has(nameOf(database, id)) || rests(nameOf(database, id))
    const ids = await firstOfShares(server, database, isLater)
    for (const id of ids) {
      if (stopped) return 0
      const name = nameOf(database, id)
      met.add(name)
      const box = await readBox(server, database, id)
      const isSettled =
        box === null ||
        (await settle(box).catch((problem: unknown) => {
          report(problem)
          return false
        }))
      if (box && isSettled) await dropBox(server, database, box)
      if (isSettled) tried.delete(name)
      else tried.set(name, performance.now())
    }
    return ids.length
  }
  async function settle(box: StoredBox): Promise<boolean> {
    const key = sealing.privateOf(box.unit, box.key)
    // Another server may have that key.
    if (!key) return false
    const contents = await openBox(box, key)
    const left = contents && (await admitBox(box, contents, deps))
    return left === null || refile(box, left, deps)
  }
  async function lookAtAll(): Promise<void> {
    for (const name of await server.db.list()) ring(name)
  }
  const unfollow = couch.follow((database) => {
    const home = bookIn(database)
    ring(home?.book === 'directory' ? transitDatabase(home.unit) : database)
  }, report)
  lookAtAll().catch(report)
  const timer = setInterval(() => lookAtAll().catch(report), restMs)
  timer.unref()
  return {
    async stop() {
      stopped = true
      clearInterval(timer)
      await unfollow()
      await Promise.race([working, new Promise((resolve) => setTimeout(resolve, patienceMs).unref())])
    }
  }
}
