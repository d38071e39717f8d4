import type { Identity } from '#lib/ports/keys.ts'
import type { CourierStore } from './types.ts'
import type { HttpAnswer, Http } from '../http/http.ts'

/** Everything that one exchange works with. */
export interface ExchangeContext {
  http: Http
  store: CourierStore
  identity: Identity
  /** See `ExchangeParts`. */
  absentUntil: Map<string, number>
  /** Limits the exchange to the books whose bells rang; null: all books. */
  moved: ReadonlySet<string> | null
  /** Takes photos off this phone, by their hashes. */
  forget?: ((photos: readonly string[]) => Promise<void>) | undefined
  /** Set when something waits that only a later exchange can bring. */
  incomplete: boolean
  /** Told where rights or a rule have changed: what the server did not take it may take now. */
  anew?: (() => void) | undefined
  /** Set when something refused waits again: another exchange brings it. */
  again?: boolean
}

/** Ends an exchange early: no network, no session, or a server in trouble. Nothing is lost; a later one goes on. */
export class Halt extends Error {
  constructor(readonly answer: HttpAnswer) {
    super(`exchange ended: ${answer.kind}`)
  }
}
