import type { KnownReset } from '#lib/domain/directory/directory-shape.ts'
import { serverAccount } from '#lib/domain/roles.ts'
import type { BookDeps } from '../notebook/book-deps.ts'

/** Tells whether the operator of the server set a password, and no commander. */
export const isOperators = ({ by }: Pick<KnownReset, 'by'>): boolean => by === serverAccount

/** The draft that holds which resets of the own password were read on this phone; it outlives the lock. */
const form = 'password-resets-seen'
/** The resets remembered as read. */
const maxSeen = 50

/** The resets of this account's own password that its owner has not acknowledged on this phone. */
export class ResetsSeen {
  #seen = $state.raw<readonly string[]>([])

  constructor(private readonly deps: Pick<BookDeps, 'drafts' | 'directory' | 'account'>) {
    this.#seen = deps.drafts.get<{ seen: string[] }>(form)?.seen ?? []
  }

  /** Returns the latest reset that was not acknowledged. */
  get latest(): KnownReset | undefined {
    const all = this.deps.directory().passwordResets.get(this.deps.account) ?? []
    return all.findLast(({ fact }) => !this.#seen.includes(fact))
  }

  /** Acknowledges all that are here. */
  acknowledge(): void {
    const all = this.deps.directory().passwordResets.get(this.deps.account) ?? []
    this.#seen = all.map(({ fact }) => fact).slice(-maxSeen)
    const { drafts } = this.deps
    // Set an empty one first: only what differs from the first call is kept.
    if (!drafts.get(form)) drafts.set(form, { seen: [] })
    drafts.set(form, { seen: this.#seen })
  }
}
