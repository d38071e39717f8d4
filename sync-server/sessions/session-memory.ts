import { join } from 'node:path'
import { KeptFiles, rememberedFolder } from '../files/kept-files.ts'
import type { NumberedSession } from './device-session.ts'

/** Devices of one account whose endings are remembered; whoever has more proves the password anyway. */
const maxOfAccount = 64

/**
 * Remembers what this process has seen end: sessions, by their numbers, and passwords that were reset. So nothing of it comes
 * back when somebody takes a document out of CouchDB, or puts an earlier one in its place.
 */
export class SessionMemory {
  readonly #ended: KeptFiles<NumberedSession>
  /** The same by account and device. */
  readonly #byAccount = new Map<string, Map<string, NumberedSession>>()
  readonly #resets: KeptFiles<number>

  /** @param dataDir null: until this process ends */
  constructor(dataDir: string | null) {
    const folder = (name: string) => (dataDir === null ? null : join(dataDir, rememberedFolder, name))
    this.#ended = new KeptFiles(folder('sessions'))
    this.#resets = new KeptFiles(folder('resets'))
    for (const [, session] of this.#ended.entries()) this.#index(session)
  }

  /** Returns the last ending of a device's session that was seen. */
  endingOf(account: string, device: string): NumberedSession | undefined {
    return this.#byAccount.get(account)?.get(device)
  }

  /** Returns the last endings of an account, or of everybody. */
  endings(account?: string): NumberedSession[] {
    if (account === undefined) return [...this.#byAccount.keys()].flatMap((name) => this.endings(name))
    return [...(this.#byAccount.get(account)?.values() ?? [])]
  }

  /** Takes note of an ended session, unless a later ending is known. */
  async noteEnding(session: NumberedSession): Promise<void> {
    const known = this.endingOf(session.account, session.device)
    if (known && known.number >= session.number) return
    // Its nonces are of no use to anybody.
    const ending = { ...session, nonces: [] }
    this.#index(ending)
    const written = [this.#ended.set(nameOf(ending), ending)]
    const all = this.endings(session.account)
    if (all.length > maxOfAccount) {
      const [oldest] = all.sort((a, b) => a.number - b.number)
      written.push(this.forget(oldest!.account, oldest!.device))
    }
    await Promise.all(written)
  }

  /** Forgets a session that is removed for good. */
  forget(account: string, device: string): Promise<void> {
    this.#byAccount.get(account)?.delete(device)
    return this.#ended.delete(nameOf({ account, device }))
  }

  /** Returns the time of the last reset of an account's password that was seen, Unix ms. */
  resetOf(account: string): number | undefined {
    return this.#resets.get(account)
  }

  /** Takes note of a reset, unless a later one is known. @param at Unix ms */
  async noteReset(account: string, at: number): Promise<void> {
    if ((this.resetOf(account) ?? 0) < at) await this.#resets.set(account, at)
  }

  #index(session: NumberedSession): void {
    const devices = this.#byAccount.get(session.account) ?? new Map<string, NumberedSession>()
    this.#byAccount.set(session.account, devices.set(session.device, session))
  }
}

/** No tilde occurs in either. */
const nameOf = ({ account, device }: Pick<NumberedSession, 'account' | 'device'>) => `${account}~${device}`
