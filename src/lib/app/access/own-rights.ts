import type { Directory } from '#lib/domain/directory/directory.ts'
import { permissions, type FactType } from '#lib/domain/facts.ts'
import { rolesAtGate } from '#lib/domain/gates/at-gate.ts'
import { gateActions, type GateAction } from '#lib/domain/gates/contract/actions.ts'
import { defaultPolicy, mayAsk, mayLook } from '#lib/domain/gates/contract/checks/policy.ts'
import { books, type Book, type Role } from '#lib/domain/roles.ts'
import type { AccountRights } from '../notebook/account-rights.svelte.ts'

/** The rights of an account in one book. */
export interface BookRight {
  book: Book
  reads: boolean
  /** The types of record that it may write there. */
  writes: FactType[]
}

/** Returns an account's rights in each book, from the table that server and phones check by. */
export function bookRights(rights: Pick<AccountRights, 'mayRead' | 'mayWrite'>): BookRight[] {
  const types = Object.keys(permissions) as FactType[]
  const writable = types.filter((type) => rights.mayWrite(type))
  return books.map((book) => ({
    book,
    reads: rights.mayRead(book),
    writes: writable.filter((type) => permissions[type].book === book)
  }))
}

/** The rights of an account at gates that it may do the same at. */
export interface GateRight {
  /** The names of these gates. */
  names: string[]
  /** Whether these are all motor gates of the unit. */
  isEvery: boolean
  asks: GateAction[]
  looks: boolean
  /** Closes there only when an alarm closes its group. */
  inAlarm: boolean
}

/**
 * Returns what an account may do at the motor gates, by the table that agents check by; gates where it may do nothing are
 * left out. A gate's own policy may be stricter.
 */
export function gateRights(known: Directory, account: string, held: readonly Role[]): GateRight[] {
  const motor = [...known.gates.values()].filter(({ kind }) => kind === 'motor')
  const alike = new Map<string, GateRight>()
  for (const { gate, name } of motor) {
    const { roles, closing } = rolesAtGate(known, account, gate, held)
    const asks = gateActions.filter((action) => action !== 'STOP' && mayAsk(defaultPolicy, action, roles))
    const looks = mayLook(defaultPolicy, roles)
    const inAlarm = !asks.includes('CLOSE') && mayAsk(defaultPolicy, 'CLOSE', closing)
    if (asks.length === 0 && !looks && !inAlarm) continue
    const kind = `${asks.join()} ${looks} ${inAlarm}`
    const right = alike.get(kind) ?? { names: [], isEvery: false, asks, looks, inAlarm }
    right.names.push(name)
    alike.set(kind, right)
  }
  return [...alike.values()].map((right) => ({ ...right, isEvery: right.names.length === motor.length }))
}
