import type { DeviceSession } from './device-session.ts'

const remembered = 10_000

/** Remembers the cookies of approved devices, so that it is known whose a request is before anything is read for it. */
export class KnownCookies {
  /** Devices by cookie, and cookies by device, the latest learnt last. */
  readonly #devices = new Map<string, string>()
  readonly #cookies = new Map<string, string>()

  /** Takes note of an approved device's session; a cookie that it had before counts no more. */
  learn({ account, device, cookie }: DeviceSession): void {
    this.forget(account, device)
    if (cookie === null) return
    const who = `${account} ${device}`
    this.#cookies.set(who, cookie)
    this.#devices.set(cookie, who)
    const [oldest] = this.#devices.values()
    if (this.#devices.size > remembered) this.#remove(oldest!)
  }

  /** Forgets a device that has no session any more, or is not approved. */
  forget(account: string, device: string): void {
    this.#remove(`${account} ${device}`)
  }

  /** Returns the account and device of a cookie, or undefined. @param cookie its digest */
  deviceOf(cookie: string): string | undefined {
    return this.#devices.get(cookie)
  }

  #remove(who: string): void {
    this.#devices.delete(this.#cookies.get(who) ?? '')
    this.#cookies.delete(who)
  }
}
