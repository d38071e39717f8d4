import type { ListedSession } from '#lib/domain/devices/session-list.ts'
import { deviceOf, type Device } from '#lib/domain/directory/directory.ts'
import type {
  ChangePasswordOutcome,
  DeviceSessions,
  EndSessionOutcome,
  ResetPasswordOutcome,
  SessionsOutcome
} from '#lib/ports/device-sessions.ts'
import type { Notebook } from '../notebook/notebook.svelte.ts'

export { minPassword, weaknessOf } from '#lib/domain/access/password-change.ts'
export type { ChangePasswordOutcome, EndSessionOutcome }

interface DeviceSessionsDeps {
  /** @throws when its code cannot be loaded now */
  deviceSessions(): Promise<DeviceSessions>
}

/** The sessions of devices as the server named them last, for the screens that list and end them. */
export class DeviceSessionsStore {
  /** Null before the first answer. */
  #found = $state.raw<SessionsOutcome | null>(null)
  readonly #deps: DeviceSessionsDeps

  constructor(deps: DeviceSessionsDeps) {
    this.#deps = deps
  }

  /** Returns what the server said last; null while it is asked for the first time. */
  get outcome(): SessionsOutcome | null {
    return this.#found
  }

  get all(): readonly ListedSession[] {
    return this.#found?.code === 'ok' ? this.#found.sessions : []
  }

  /** Returns a device's session; undefined when the server knows none, or gave no list. */
  of(account: string, device: string): ListedSession | undefined {
    return this.all.find((one) => one.account === account && one.device === device)
  }

  /** Asks the server anew. */
  async look(): Promise<void> {
    this.#found = await this.#ask((sessions) => sessions.list())
  }

  async end(account: string, device: string): Promise<EndSessionOutcome> {
    const outcome = await this.endOwn(account, device)
    if (outcome.code === 'ok') await this.look()
    return outcome
  }

  /** Ends the session by which this phone asks: it gets no list any more. */
  endOwn(account: string, device: string): Promise<EndSessionOutcome> {
    return this.#ask((sessions) => sessions.end(account, device))
  }

  /** Changes the account's password; what was typed is kept nowhere. */
  changePassword(present: string, wanted: string): Promise<ChangePasswordOutcome> {
    return this.#ask((sessions) => sessions.changePassword(present, wanted))
  }

  /** Resets the password of another account; the one-time password is kept nowhere. @param order the record's id */
  resetPassword(account: string, order: string): Promise<ResetPasswordOutcome> {
    return this.#ask((sessions) => sessions.resetPassword(account, order))
  }

  /** Treats code that cannot be loaded now as a server that cannot be reached now. */
  async #ask<T>(ask: (sessions: DeviceSessions) => Promise<T>): Promise<T | { code: 'unreachable' }> {
    const sessions = await this.#deps.deviceSessions().catch(() => null)
    return sessions ? ask(sessions) : { code: 'unreachable' }
  }
}

/**
 * Returns the phone of a session as this phone's directory knows it; undefined for one that has not introduced itself here,
 * as those of accounts that live in another unit.
 */
export const introducedPhone = (
  { directory }: Pick<Notebook, 'directory'>,
  { account, device }: Pick<ListedSession, 'account' | 'device'>
): Device | undefined => deviceOf(directory, account, device)
