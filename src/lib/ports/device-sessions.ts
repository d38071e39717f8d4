import type { ChangePasswordRefusal } from '#lib/domain/access/password-change.ts'
import type { ResetPasswordRefusal } from '#lib/domain/access/password-reset.ts'
import type { EndSessionRefusal, ListedSession } from '#lib/domain/devices/session-list.ts'

/**
 * Why the server gave no list, or ended nothing. `unreachable`: it takes a network; `signed-out`: the server wants this
 * phone's own password; `trouble`: the server answered something unusable.
 */
type NotNow = { code: EndSessionRefusal | 'unreachable' | 'signed-out' | 'trouble' }

export type SessionsOutcome = { code: 'ok'; sessions: readonly ListedSession[] } | NotNow
export type EndSessionOutcome = { code: 'ok' } | NotNow
/** `throttled`: wrong passwords were tried, and the next try waits. */
export type ChangePasswordOutcome =
  | { code: 'ok' }
  | { code: ChangePasswordRefusal | 'unreachable' | 'signed-out' | 'trouble' }
  | { code: 'throttled'; seconds: number }

/** The one-time password, said this once; or why there is none. */
export type ResetPasswordOutcome =
  | { code: 'ok'; password: string }
  | { code: ResetPasswordRefusal | 'unreachable' | 'signed-out' | 'trouble' }
  | { code: 'throttled'; seconds: number }

/** The sessions with the server of this account's devices and, for a commander, of those of the unit. */
export interface DeviceSessions {
  list(): Promise<SessionsOutcome>
  /** Ends what a device has open, and lets it open another session only with the account's password. */
  end(account: string, device: string): Promise<EndSessionOutcome>
  /** Changes the password of this account; its other devices must prove the new one. Keeps neither of them. */
  changePassword(present: string, wanted: string): Promise<ChangePasswordOutcome>
  /** Resets the password of another account, as a record that the server has orders. @param order its id */
  resetPassword(account: string, order: string): Promise<ResetPasswordOutcome>
}
