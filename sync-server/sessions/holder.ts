import type { SessionState } from '#lib/domain/access/session.ts'
import type { PublicKey } from '#lib/domain/directory/facts.ts'

/** The account and device behind a session, as of now. */
export interface Holder {
  account: string
  /** RFC 7638 thumbprint of `key`. */
  device: string
  key: PublicKey
  state: Exclude<SessionState, 'barred'>
  /** `<unit>:<role>` in the units that do not bar it. */
  roles: readonly string[]
  /** Likewise those whose last day is over. */
  past: readonly string[]
}
