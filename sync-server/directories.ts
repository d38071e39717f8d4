import type { ServerScope } from 'nano'
import { isBarred, type Barring } from '#lib/domain/devices/barring.ts'
import { directory, type Directory } from '#lib/domain/directory/directory.ts'
import { databaseName } from '#lib/domain/database-names.ts'
import { unitsIn } from './daily.ts'
import { follow } from './follow.ts'
import { factsIn } from './fact-writer.ts'

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

/**
 * Follows directories on demand.
 * @param shutOut is called for each account that is barred, or one of whose phones is: first for the present ones, then as
 * each is barred
 */
export function followDirectories(
  server: ServerScope,
  shutOut: (account: string) => Promise<void>
): Directories {
  const known = new Map<string, Promise<Directory>>()
  const told = new Set<string>()
  const stops: (() => Promise<void>)[] = []

  async function read(unit: string): Promise<Directory> {
    const fresh = directory(await factsIn(server, nameOf(unit)))
    for (const [barring, accounts] of barringsOf(fresh)) {
      if (told.has(barring)) continue
      for (const account of accounts) await shutOut(account)
      told.add(barring)
    }
    return fresh
  }
  function of(unit: string): Promise<Directory> {
    const there = known.get(unit)
    if (there) return there
    const first = read(unit)
    known.set(unit, first)
    first.then(
      () =>
        stops.push(
          follow(server, nameOf(unit), async () => known.set(unit, Promise.resolve(await read(unit))))
        ),
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
    const fresh = await reading
    known.set(unit, reading)
    return fresh
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
const restMs = 50

const nameOf = (unit: string) => databaseName(unit, 'directory', '')

/** Returns the barrings in force by the id of their fact, each with the accounts that it concerns. */
function barringsOf({ devices, barrings }: Directory): Map<string, string[]> {
  const accountsByFact = new Map<string, string[]>()
  const add = (of: readonly Barring[], account: string) => {
    for (const { fact, until } of of)
      if (until === null) accountsByFact.set(fact, [...(accountsByFact.get(fact) ?? []), account])
  }
  for (const { account, barrings } of devices) if (isBarred(barrings)) add(barrings, account)
  for (const [account, of] of barrings.accounts) add(of, account)
  return accountsByFact
}
