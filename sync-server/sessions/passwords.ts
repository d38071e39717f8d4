import { setTimeout as pause } from 'node:timers/promises'
import type { Couch } from '../couch.ts'
import { throttle, type Throttle } from '../gateway/throttle.ts'
import { Turns } from '../gateway/turns/turns.ts'

/** The outcome of a try. `unreachable`: CouchDB gave no answer. */
type PasswordCheck =
  { code: 'right' } | { code: 'wrong' } | { code: 'unreachable' } | { code: 'wait'; seconds: number }

export interface Passwords {
  /** Tries a password. The admin has none here; provisioning does the admin's work. */
  check(account: string, password: string, address: string): Promise<PasswordCheck>
}

/** Retry-After during CouchDB's own lock-out, which lasts five minutes. */
const lockoutSeconds = 60
/** A wrong answer takes at least this long, ms, so that its speed does not tell which accounts exist. */
const wrongMs = 400
/** Failures that one account, or one address, may have before its next try waits. */
const freeForAll = 30

/**
 * Checks passwords by CouchDB's hashes, throttled by account and address together, by account and by address. Devices
 * that renew a session by their key alone never come here.
 * @param now Unix ms
 */
export function passwords(couch: Couch, now: () => number): Passwords {
  const together = throttle(now)
  const alone = throttle(now, freeForAll)
  // Each try costs the server a hash.
  const hashing = new Turns(2, 64)
  return {
    async check(account, password, address) {
      const counts: [Throttle, string][] = [
        [together, `${account} ${address}`],
        [alone, `account ${account}`],
        [alone, `address ${address}`]
      ]
      const begun: typeof counts = []
      const end = (outcome: 'right' | 'wrong' | 'unknown') =>
        begun.forEach(([by, who]) => by.end(who, outcome))
      for (const count of counts) {
        const seconds = count[0].begin(count[1])
        if (seconds > 0) {
          end('unknown')
          return { code: 'wait', seconds }
        }
        begun.push(count)
      }
      const done = await hashing.begin(address)
      if (!done) {
        end('unknown')
        return { code: 'wait', seconds: 1 }
      }
      const floor = pause(wrongMs)
      const checked = await ask(couch, account, password, address).finally(done)
      end(checked.code === 'right' || checked.code === 'wrong' ? checked.code : 'unknown')
      if (checked.code === 'wrong') await floor
      return checked
    }
  }
}

async function ask(couch: Couch, name: string, password: string, address: string): Promise<PasswordCheck> {
  if (name === couch.admin) return { code: 'wrong' }
  const response = await fetch(`${couch.url}/_session`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      // CouchDB 3.4 locks an account out per address; without this header one stranger could lock out everybody.
      'x-forwarded-for': address,
      ...couch.headers
    },
    body: JSON.stringify({ name, password }),
    signal: AbortSignal.timeout(30_000)
  }).catch(() => null)
  if (!response || response.status >= 500) return { code: 'unreachable' }
  await response.body?.cancel()
  if (response.status === 403) return { code: 'wait', seconds: lockoutSeconds }
  return { code: response.ok ? 'right' : 'wrong' }
}
