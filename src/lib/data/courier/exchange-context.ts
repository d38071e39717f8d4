import type { ComingBooks } from '#lib/ports/courier.ts'
import type { Identity, PinnedRoots, Verify } from '#lib/ports/keys.ts'
import type { CourierStore } from './types.ts'
import type { HttpAnswer, Http } from '../http/http.ts'

/** Tells the server's word from that of somebody else who writes into its database. */
export interface Trust {
  verify: Verify
  roots: Pick<PinnedRoots, 'get'>
}

/** The state and dependencies of one exchange. */
export interface ExchangeContext {
  http: Http
  store: CourierStore
  identity: Identity
  trust: Trust
  /** See `ExchangeDeps`. */
  absentUntil: Map<string, number>
  /** Limits the exchange to the books whose bells rang; null: all books. */
  moved: ReadonlySet<string> | null
  /** Hears what of the books is still to come. */
  told?: ((coming: ComingBooks) => void) | undefined
  /** Removes photos from this phone, by their hashes. */
  forget?: ((photos: readonly string[]) => Promise<void>) | undefined
  /** Set when something waits that only a later exchange can bring. */
  incomplete: boolean
  /** Offers refused photos again. */
  sendPhotosAgain?: (() => Promise<void>) | undefined
  /** Runs when rights or a rule have changed: the server may now accept what it refused. */
  anew?: (() => void) | undefined
  /** Set when refused facts were offered again: another exchange sends them. */
  again?: boolean
}

/** Ends an exchange early: no network, no session, or a failing server. Nothing is lost; a later one continues. */
export class Halt extends Error {
  constructor(readonly answer: HttpAnswer) {
    super(`exchange ended: ${answer.kind}`)
  }
}
