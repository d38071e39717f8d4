import { bellOf, type Ring } from '#lib/domain/bell.ts'
import { bookIn } from '#lib/domain/database-names.ts'
import type { Broker } from '../broker/passes.ts'
import type { Couch } from '../couch.ts'

/** Shortest interval between two rings of one bell, ms: an upload of many batches rings once. */
const restMs = 200

/**
 * Publishes a retained `{seq}` for each book that changes, so that phones need not poll; it reveals nothing of the content.
 * One follower serves all units. A failed ring loses nothing, since phones also poll now and then.
 */
export function startBell(
  { nano, follow }: Pick<Couch, 'nano' | 'follow'>,
  broker: Pick<Broker, 'publishRetained'>,
  report: (problem: unknown) => void
): { stop(): Promise<void> } {
  /** Databases within their interval, and whether they changed meanwhile. */
  const resting = new Map<string, { again: boolean; timer: NodeJS.Timeout }>()
  let stopped = false

  const ring = async (database: string) => {
    const home = bookIn(database)
    if (!home) return
    const { update_seq } = await nano.db.get(database)
    const said: Ring = { seq: String(update_seq) }
    await broker.publishRetained(bellOf(home.unit, home.book), JSON.stringify(said))
  }
  const moved = (database: string) => {
    const rest = resting.get(database)
    if (rest) return void (rest.again = true)
    if (stopped || !bookIn(database)) return
    const timer = setTimeout(() => {
      const { again } = resting.get(database)!
      resting.delete(database)
      if (again) moved(database)
    }, restMs)
    resting.set(database, { again: false, timer })
    ring(database).catch((problem: { statusCode?: number }) => {
      // 404: the database was dropped and has no readers.
      if (!stopped && problem.statusCode !== 404) report(problem)
    })
  }
  const unfollow = follow(moved, report)
  return {
    async stop() {
      stopped = true
      for (const { timer } of resting.values()) clearTimeout(timer)
      await unfollow()
    }
  }
}
