import type { ServerScope } from 'nano'
import type { Barring } from '#lib/domain/devices/barring.ts'
import type { Device, Directory } from '#lib/domain/directory/directory.ts'
import { listedRoles, nextRoleEnd } from '#lib/domain/directory/role-ends.ts'
import { databaseName } from '#lib/domain/database-names.ts'
import { gateMachines } from '#lib/domain/gates/contract/gate-machine.ts'
import { gatesInReach } from './broker/rights.ts'
import { unitsIn } from './daily.ts'
import { follow } from './follow.ts'
import type { Anchors } from './directory/roots.ts'
import { directoryOf } from './directory/unit-directory.ts'
import type { ServerConfig } from './server-config.ts'

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
  /**
   * Is called for each account that has come to command other gates since the directory was read last, or whose machine
   * has come to move others; first for each account of a machine, since passes may be older than this server.
   */
  reachChanged(account: string): Promise<void>
  /** Is called for each account whose roles are others than before, since it was listed anew or a last day is over. */
  rolesChanged(account: string, devices: readonly Device[]): Promise<void>
}

/** Follows directories on demand. */
export function followDirectories(
  server: ServerScope,
  roots: Anchors,
  { shutOut, reachChanged, rolesChanged }: DirectoryEvents,
  { now, report }: Pick<ServerConfig, 'now' | 'report'>
): Directories {
  const known = new Map<string, Promise<Directory>>()
  const told = new Set<string>()
  const reaches = new Map<string, ReadonlyMap<string, Reach>>()
  const turns = new Map<string, { ms: number; directory: Directory }>()
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
    await compare(unit, fresh)
    return fresh
  }
  /** Tells whose rights are others than before, and looks again when the next last day is over. */
  async function compare(unit: string, directory: Directory): Promise<void> {
    const [before, after] = [reaches.get(unit), reachOf(directory, now())]
    reaches.set(unit, after)
    const ends = [...directory.accounts.values()].map((listed) => nextRoleEnd(listed, now()))
    turns.set(unit, { ms: Math.min(...ends), directory })
    for (const [account, { roles, gates, moves }] of after) {
      const last = before?.get(account)
      const isRenamed = last ? last.moves !== moves : roles.split(',').includes('agent')
      if ((before && last?.gates !== gates) || isRenamed) await reachChanged(account)
      if (!before || !last || last.roles === roles) continue
      const devices = directory.devices.filter((device) => device.account === account)
      await rolesChanged(account, devices)
    }
  }
  const clock = setInterval(() => {
    for (const [unit, { ms, directory }] of turns) if (now() >= ms) compare(unit, directory).catch(report)
  }, lookMs)
  clock.unref()
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
      clearInterval(clock)
      await Promise.all(stops.splice(0).map((stop) => stop()))
    }
  }
}

/** How long after a reading began the next one begins at the earliest, ms. */
const restMs = 250

const nameOf = (unit: string) => databaseName(unit, 'directory', '')

/** How soon it is noticed that a last day is over, ms: each request is judged by itself, this ends what is open. */
const lookMs = 1_000

/** An account's roles in force and the gates that it may command, as text. */
interface Reach {
  roles: string
  gates: string
  /** The gates that its machines move, each with the id of the machine's key, as text. */
  moves: string
}

function reachOf(known: Directory, ms: number): ReadonlyMap<string, Reach> {
  const machines = [...gateMachines(known, ms)]
  const movedBy = (account: string) =>
    machines.flatMap(([gate, machine]) => (machine.account === account ? `${gate} ${machine.id}` : []))
  return new Map(
    [...known.accounts.keys()].map((account) => {
      const held = listedRoles(known, account, ms)
      const gates = gatesInReach(known, account, held).join()
      return [account, { roles: held.join(), gates, moves: movedBy(account).join() }]
    })
  )
}

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
