import type { ServerScope } from 'nano'
import type { Barring } from '#lib/domain/devices/barring.ts'
import type { Device, Directory } from '#lib/domain/directory/directory.ts'
import { databaseName } from '#lib/domain/database-names.ts'
import { gatesInReach } from './broker/rights.ts'
import { unitsIn } from './daily.ts'
import { follow } from './follow.ts'
import type { Roots } from './directory/roots.ts'
import { directoryOf } from './directory/unit-directory.ts'

/** The directories of the units, kept up to date. */
export interface Directories {
  /** Reads a unit's directory once, then follows it. @throws when CouchDB does not answer the first time */
  of(unit: string): Promise<Directory>
  /** Reads a unit's directory anew, for whoever misses somebody in it: what was written a moment ago may not have been told yet. */
  anew(unit: string): Promise<Directory>
  /** Follows every unit, since passes may have outlived this server's last run. */
  followAll(): Promise<void>
  stop(): Promise<void>
}

export interface DirectoryEvents {
  /** Is called for each account that is barred, and for each device that is: first for the present ones, then as each is barred. */
  shutOut(account: string, device?: Device): Promise<void>
  /** Is called for each account that has come to command other gates since the directory was read last. */
  reachChanged(account: string): Promise<void>
}

/** Follows directories on demand. */
export function followDirectories(
  server: ServerScope,
  roots: Pick<Roots, 'rootOf'>,
  { shutOut, reachChanged }: DirectoryEvents
): Directories {
  const known = new Map<string, Promise<Directory>>()
  const told = new Set<string>()
  const reaches = new Map<string, ReadonlyMap<string, string>>()
  const stops: (() => Promise<void>)[] = []

  /** Reads what is new in a directory, lets it count, and only then shuts out whom it bars. */
  async function read(unit: string): Promise<Directory> {
    const fresh = await directoryOf(server, unit, roots)
    known.set(unit, Promise.resolve(fresh))
    const out = new Set<string>()
    for (const { fact, account, device } of barringsOf(fresh)) {
      const who = `${account} ${device?.id ?? ''}`
      const barring = `${fact} ${who}`
      if (told.has(barring)) continue
      if (!out.has(who)) await shutOut(account, device)
      out.add(who)
      told.add(barring)
    }
    const [before, now] = [reaches.get(unit), reachOf(fresh)]
    reaches.set(unit, now)
    for (const [account, gates] of now)
      if (before && before.get(account) !== gates) await reachChanged(account)
    return fresh
  }
  function of(unit: string): Promise<Directory> {
    const there = known.get(unit)
    if (there) return there
    const first = read(unit)
    known.set(unit, first)
    first.then(
      () => stops.push(follow(server, nameOf(unit), () => read(unit))),
      () => known.delete(unit)
    )
    return first
  }
  const reads = new Map<string, { began: number; read: Promise<Directory> }>()
  /** One reading answers all who asked before it began, and there are few in a second, whoever asks. */
  async function anew(unit: string): Promise<Directory> {
    const last = reads.get(unit)
    const wait = last ? last.began + restMs - performance.now() : 0
    if (last && wait > 0) {
      await new Promise((resolve) => setTimeout(resolve, wait))
      const next = reads.get(unit)!
      if (next !== last) return next.read
    }
    const began = performance.now()
    const reading = read(unit)
    reads.set(unit, { began, read: reading })
    return reading
  }
  return {
    of,
    anew,
    async followAll() {
      const names = await server.db.list()
      await Promise.all(unitsIn(names).map(of))
    },
    async stop() {
      await Promise.all(stops.splice(0).map((stop) => stop()))
    }
  }
}

/** How long after a reading began the next one begins at the earliest, ms. */
const restMs = 250

const nameOf = (unit: string) => databaseName(unit, 'directory', '')

/** Returns which gates each account may command, as text. */
const reachOf = (known: Directory): ReadonlyMap<string, string> =>
  new Map([...known.accounts.keys()].map((account) => [account, gatesInReach(known, account).join()]))

/**
 * Returns the barrings in force, each with the account that it concerns, and the device where it is one. Of accounts that
 * were never the unit's a commander may say what they like: it bars them nothing elsewhere.
 */
function barringsOf({ devices, barrings, accounts }: Directory) {
  const inForce = (of: readonly Barring[]) => of.filter(({ until }) => until === null)
  return [
    ...devices
      .filter(({ account }) => accounts.has(account))
      .flatMap((device) =>
        inForce(device.barrings).map(({ fact }) => ({ fact, account: device.account, device }))
      ),
    ...[...barrings.accounts]
      .filter(([account]) => accounts.has(account))
      .flatMap(([account, of]) => inForce(of).map(({ fact }) => ({ fact, account, device: undefined })))
  ]
}
