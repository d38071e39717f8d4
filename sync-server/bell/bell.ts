import { bellOf, type Ring } from '#lib/domain/bell.ts'
import { bookIn } from '#lib/domain/database-names.ts'
import type { Broker } from '../broker/passes.ts'
import type { Couch } from '../couch.ts'

/** How often one bell rings at most, ms: a phone that brings much rings it once. */
const restMs = 200

/**
 * Rings at the broker for each book that moves, so that phones need not ask: a retained `{seq}` which says nothing of what
 * is in the book. One follower for all units. A ring that fails is no loss: phones ask by themselves now and then.
 */
export function startBell(
  { nano, follow }: Pick<Couch, 'nano' | 'follow'>,
  broker: Pick<Broker, 'publishRetained'>,
  report: (problem: unknown) => void
): { stop(): Promise<void> } {
  /** Databases whose bell rests, and whether it shall ring again after that. */
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
      // A database that was dropped has no more readers to call.
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
