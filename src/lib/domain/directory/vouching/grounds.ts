import type { Envelope } from '../../fact.ts'
import type { FactOf } from '../../facts.ts'
import { lastFrom } from '../../devices/barring.ts'
import { serverAccount, type Role } from '../../roles.ts'
import { takenAt, type StoredFact } from '../../stored.ts'
import { noEnds, type RoleEnds } from '../role-ends.ts'
import { idTime } from '../../uuid.ts'
import type { ListedSince } from './listed-roles.ts'

type Reset = FactOf<'directory.password-reset'>
type Listing = FactOf<'directory.account-listed'>
type Times = Pick<Envelope, 'id' | 'took'> & Partial<Pick<StoredFact, 'sync'>>

/** Returns the account that may know the password which a reset brought about; null for the operator. */
export const resetterOf = ({ by, body }: Reset): string | null =>
  by === serverAccount ? (body.orderedBy ?? null) : by

/**
 * Returns since when a phone counts as introduced, Unix ms: the server's time, so that nobody backdates it. Infinity
 * before the server has it.
 */
export const introductionTime = (fact: Pick<Envelope, 'took'>): number => takenAt(fact) ?? Infinity

/** Returns when the server took a grant, or else when it was recorded, Unix ms; beyond all times what was only carried. */
export const arrivalOf = (fact: Times): number => takenAt(fact) ?? idTime(fact.id)

/** Returns since when a reset binds its author, Unix ms: the server carries out none before it has taken it. */
export const resetTime = (fact: Times): number =>
  fact.sync === 'carried' ? idTime(fact.id) : (fact.took ?? idTime(fact.id))

/**
 * Collects what the chain of certificates asks besides itself: who introduced which phone when, who reset whose password, and
 * whom the server lists with which roles. A reset binds its own author alone, and the earliest of them for good: so it needs no
 * right to count, and neither the order of arrival nor anything that comes later loosens it.
 */
export class Grounds {
  /** By phone, Unix ms: when the server took the first introduction by the account's own session, or by a server. */
  readonly introduced = new Map<string, number>()
  /** Says until when the roles of accounts last, as servers list them. */
  roleEnds: RoleEnds = noEnds
  readonly #accounts = new Map<string, Set<string>>()
  readonly #resets = new Map<string, number>()
  readonly #listings = new Map<string, (ListedSince & { id: string })[]>()

  /** Adds an introduction. @returns whether the phone counts as introduced since another time now */
  introduce({ by, device }: Pick<Envelope, 'by' | 'device'>, said: Pick<Envelope, 'took'>): boolean {
    const phone = `${by} ${device}`
    const [known, ms] = [this.introduced.get(phone), introductionTime(said)]
    if (known !== undefined && known <= ms) return false
    this.introduced.set(phone, ms)
    const accounts = this.#accounts.get(device)
    if (accounts) accounts.add(by)
    else this.#accounts.set(device, new Set([by]))
    return true
  }

  /** Adds a reset by a phone that counts as introduced, or by a server. @returns whether it binds somebody anew */
  reset(said: Reset): boolean {
    const resetter = resetterOf(said)
    if (resetter === null) return false
    const [key, ms] = [`${said.body.account} ${resetter}`, resetTime(said)]
    if ((this.#resets.get(key) ?? Infinity) <= ms) return false
    this.#resets.set(key, ms)
    return true
  }

  /** Adds what a server lists. @returns whether that changes which roles it lists an account with, or listed */
  list({ id, body: { account, roles } }: Listing): boolean {
    const all = this.#listings.get(account) ?? []
    this.#listings.set(account, all)
    const last = all.at(-1)
    const isLatest = !last || last.id < id
    all.push({ id, from: idTime(id), roles })
    if (!isLatest) all.sort((a, b) => (a.id < b.id ? -1 : 1))
    return !isLatest || last === undefined || textOf(last.roles) !== textOf(roles)
  }

  /** Returns the accounts that introduced themselves under a device's key. */
  accountsOf(device: string): readonly string[] {
    return [...(this.#accounts.get(device) ?? [])]
  }

  /** Tells whether somebody has reset an account's password by that time, Unix ms. */
  hasReset(account: string, by: string, ms: number): boolean {
    const since = this.#resets.get(`${account} ${by}`)
    return since !== undefined && since <= ms
  }

  /** Returns what servers list an account with, by time, the earliest first. */
  listingsOf(account: string): readonly ListedSince[] {
    return this.#listings.get(account) ?? []
  }

  /** Tells whether the server listed an account as a commander at that time, Unix ms. */
  isListedCommander(account: string, ms: number): boolean {
    const all = this.#listings.get(account) ?? []
    return all[lastFrom(all, ms)]?.roles.includes('commander') ?? false
  }
}

const textOf = (roles: readonly Role[]) => [...roles].sort().join()
