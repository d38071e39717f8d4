import { permissions, type FactType } from '#lib/domain/facts.ts'
import {
  keepsOwn,
  mayRead,
  maySee,
  rolesIn,
  type Book,
  type PhotoPlace,
  type Role
} from '#lib/domain/roles.ts'
import type { Identity } from '#lib/ports/ports.ts'

/** The rights of an open notebook's account, by the roles that the server named last; open screens follow them. */
export class AccountRights {
  #identity = $state.raw<Identity>(null!)

  constructor(
    identity: Identity,
    readonly unit: string
  ) {
    this.#identity = identity
  }

  get identity(): Identity {
    return this.#identity
  }

  /** Returns the account's roles in its unit. */
  get roles(): Role[] {
    return rolesIn(this.unit, this.#identity.roles)
  }

  /** Takes over the roles that the server names. */
  follow(roles: readonly string[]): void {
    const { account, roles: known } = this.#identity
    if (roles.join() !== known.join()) this.#identity = { account, roles }
  }

  /** Tells whether the rule lets this account write that type: screens do not offer what would be refused. */
  mayWrite(type: FactType): boolean {
    const { writers } = permissions[type]
    return this.roles.some((role) => writers.includes(role))
  }

  /** Tells whether this account reads that book, of hụi a host her own lines: screens do not lead to what it would never have. */
  mayRead(book: Book): boolean {
    return mayRead(this.roles, book) || this.keeps(book)
  }

  /** Tells whether what this account writes in that book stays on this phone: a host's own lines. */
  keeps(book: Book): boolean {
    return keepsOwn(this.roles, book)
  }

  /** Tells whether this account may see photos of that place. */
  maySee(place: PhotoPlace, unit = this.unit): boolean {
    return maySee(rolesIn(unit, this.#identity.roles), place)
  }
}
