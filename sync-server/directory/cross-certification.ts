import { bookIn } from '#lib/domain/database-names.ts'
import { deviceOf, type Directory } from '#lib/domain/directory/directory.ts'
import { homeUnit, rolesIn, unitsOf } from '#lib/domain/roles.ts'
import type { Couch } from '../couch.ts'
import { unitsIn } from '../daily.ts'
import { follow } from '../follow.ts'
import { introduction } from '../provision/cross-certificates.ts'
import { crossCertify, writeMissing, type CrossCertifyDeps } from '../provision/cross-certify.ts'
import { nullIfMissing } from '../provision/apply.ts'
import { allRolesOf, fetchAccounts } from '../sessions/accounts.ts'
import { sessionsDatabase, type SessionStore } from '../sessions/session-store.ts'
import { directoryOf } from './unit-directory.ts'

/**
 * How often one account is written to one unit between two sweeps: a clock far ahead may keep what is written from counting.
 * Leaves as many turns to what bars the account, so that nobody can use them up beforehand.
 */
const maxWritten = 50
/** How long `stop` waits for pending work, ms. */
const patience = 2_000

/**
 * Keeps each account's phones certified in every unit where it holds a role, as its home unit approves, revokes and
 * suspends; and introduces, where a carrier was first to bring an enrolment, the phones whose session has proved the
 * account's password. Looks at a unit whenever its directory changes.
 * @param units those to look at first; null: all
 */
export async function keepCrossCertified(
  units: readonly string[] | null,
  followAll: Couch['follow'],
  deps: CrossCertifyDeps & { sessions: SessionStore },
  report: (problem: unknown) => void
): Promise<{ stop(): Promise<void>; sweep(): Promise<void> }> {
  const { sessions } = deps
  const { nano } = deps.couch
  await sessions.ready()
  const waiting = new Set<string>()
  const written = new Map<string, number>()
  let stopped = false
  let working: Promise<void> = Promise.resolve()

  async function look(unit: string): Promise<void> {
    const read = readOnce()
    const known = await read(unit)
    if (!known) return
    const accounts = [...new Set(known.devices.map(({ account }) => account))]
    for (const [account, owner] of await fetchAccounts(nano, accounts)) {
      const held = allRolesOf(owner)
      const home = homeUnit(held)
      if (home === null || stopped) continue
      if (home === unit) await introduceAtHome(account, unit, known)
      const others = home === unit ? unitsOf(held).filter((other) => other !== home) : [unit]
      for (const other of others) await certify(account, [home, other], held, read)
    }
  }
  /** Reads each directory once for a whole look: what changes meanwhile has a look of its own, and a writer reads anew. */
  function readOnce() {
    const known = new Map<string, Promise<Directory | null>>()
    return (unit: string) => {
      const directory = known.get(unit) ?? nullIfMissing(directoryOf(nano, unit, deps.roots))
      known.set(unit, directory)
      return directory
    }
  }
  async function certify(
    account: string,
    between: readonly [string, string],
    held: readonly string[],
    read: ReturnType<typeof readOnce>
  ) {
    const name = `${account} ${between[1]}`
    const times = written.get(name) ?? 0
    if (times >= 2 * maxWritten) return
    if (
      (await crossCertify(account, between, rolesIn(between[1], held), {
        ...deps,
        read,
        onlyBars: times >= maxWritten
      })) === 0
    )
      return
    written.set(name, times + 1)
    if (times + 1 === maxWritten)
      report(new Error(`${name}: certified ${maxWritten} times since the last sweep`))
  }
  /** Introduces phones that only a carrier brought, once their own sessions have proved the password. */
  async function introduceAtHome(account: string, unit: string, known: Directory): Promise<void> {
    const carried = known.devices.filter((device) => device.account === account && !device.firstHand)
    for (const { id } of carried) {
      const session = await sessions.read(account, id)
      if (session?.provedAt == null) continue
      await writeMissing(unit, deps, (there) => {
        const device = deviceOf(there, account, id)
        return device ? introduction(device, there) : []
      })
    }
  }
  async function after(before: Promise<void>, work: () => Promise<void>) {
    await before
    try {
      if (!stopped) await work()
    } catch (problem) {
      if (!stopped) report(problem)
    }
  }
  const then = (work: () => Promise<void>) => (working = after(working, work))
  const soon = (unit: string) => {
    if (waiting.has(unit)) return
    waiting.add(unit)
    void then(() => {
      waiting.delete(unit)
      return look(unit)
    })
  }
  const sweep = () =>
    then(async () => {
      written.clear()
      for (const unit of units ?? unitsIn(await nano.db.list())) if (!stopped) await look(unit)
    })
  const unfollow = followAll((database) => {
    const moved = bookIn(database)
    if (moved?.book === 'directory') soon(moved.unit)
  }, report)
  const unfollowSessions = follow(
    nano,
    sessionsDatabase,
    async (ids) => {
      const accounts = new Set(ids.map((id) => id.split(' ')[0]!))
      for (const owner of (await fetchAccounts(nano, [...accounts])).values()) {
        const home = homeUnit(allRolesOf(owner))
        if (home !== null) soon(home)
      }
    },
    'now'
  )
  void sweep()
  return {
    sweep,
    async stop() {
      stopped = true
      await Promise.all([unfollow(), unfollowSessions()])
      // The next start completes what is interrupted; a database dropped meanwhile may never answer.
      await Promise.race([working, new Promise((resolve) => setTimeout(resolve, patience))])
    }
  }
}
