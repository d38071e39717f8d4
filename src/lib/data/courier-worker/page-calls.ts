import { proxy } from 'comlink'
import { unitsOf } from '#lib/domain/roles.ts'
import type { RootsByUnit } from '#lib/domain/access/session.ts'
import type { Identity, Keys } from '#lib/ports/keys.ts'
import type { Bell, BellHandlers } from '../courier/bell/bell.ts'
import type { Reports } from '../courier/reports.ts'
import type { ServerSession } from '../http/server-session.ts'
import type { Damage } from '../store/damage.ts'
import type { PageCalls } from './types.ts'

/** Lent to the courier by its page. */
export interface LentParts {
  keys: Pick<Keys, 'device' | 'roots'>
  session: Pick<ServerSession, 'token' | 'status'>
  damage: Damage
  openBell(handlers: BellHandlers): Promise<Bell>
  remember(identity: Identity): Promise<void>
  /** @throws when the keys are no longer this phone's */
  mayOpen(): Promise<void>
  brought(account: string, count: number): void
}

/** Returns the pinned root keys of the units in which these roles are. */
export const rootsOf = ({ roots }: Pick<Keys, 'roots'>, roles: readonly string[]): RootsByUnit =>
  Object.fromEntries(unitsOf(roles).flatMap((unit) => pinnedOf(roots.get(unit), unit)))

const pinnedOf = (id: string | undefined, unit: string) => (id === undefined ? [] : [[unit, id] as const])

/**
 * Answers the worker's calls until `stopping`; from then on nobody lends it a session or a signature.
 * @param bells takes every bell that is opened, to be closed with the worker
 */
export function pageCalls(
  { keys, session, damage, ...parts }: LentParts,
  report: Reports,
  bells: Set<Bell>,
  stopping: AbortSignal
): PageCalls {
  return {
    token: async (refused) => (stopping.aborted ? null : session.token(refused)),
    async status() {
      const status = await session.status(stopping)
      return { status, ...(status.kind === 'open' && { roots: rootsOf(keys, status.roles) }) }
    },
    async sign(text) {
      stopping.throwIfAborted()
      return keys.device.sign(text)
    },
    mayOpen: () => parts.mayOpen(),
    remember: (identity) => parts.remember(identity),
    report: async (told) => report.set(told),
    brought: async (...counted) => parts.brought(...counted),
    damageChanged: async (change) => damage.follow(change),
    async openBell(handlers) {
      stopping.throwIfAborted()
      const bell = await parts.openBell({
        rung: (...place) => void handlers.rung(...place),
        opened: () => void handlers.opened(),
        lost: () => void handlers.lost()
      })
      bells.add(bell)
      return proxy({
        hear: async (roles: readonly string[]) => bell.hear(roles),
        wake: async () => bell.wake(),
        async stop() {
          bells.delete(bell)
          await bell.stop()
        }
      })
    },
    isAwake: async () => true
  }
}
