import type { IncomingMessage } from 'node:http'
import type { Holder } from '../broker/passes.ts'
import type { Couch } from '../couch.ts'
import { sessionCookie, sessionHolder } from './session.ts'
import { addressOf } from './sign-in.ts'
import { Turns } from './turns.ts'

/** Knows whose a request is. */
export interface Sessions {
  /** Returns the account of a request's session; null when signed out. @throws when CouchDB gives no answer */
  holderOf(incoming: IncomingMessage): Promise<Holder | null>
  /** Forgets the session of a request, which is about to be ended or changed. */
  forget(incoming: IncomingMessage): void
}

/** How long CouchDB's word on a session counts, ms: a phone asks several times at once. */
const freshMs = 3_000
const remembered = 10_000

/** Remembers sessions for a moment. @param now Unix ms */
export function sessionsOf(couch: Couch, now: () => number): Sessions {
  // Asks CouchDB no more than a few times at once about the sessions that one address names.
  const lookups = new Turns(8, 256)
  const known = new Map<string, { holder: Holder; at: number }>()
  return {
    async holderOf(incoming) {
      const cookie = sessionCookie(incoming.headers.cookie)
      const there = cookie && known.get(cookie)
      if (there && Math.abs(now() - there.at) < freshMs) return there.holder
      if (!cookie) return null
      known.delete(cookie)
      const end = await lookups.begin(addressOf(incoming))
      if (!end) throw new Error('too many ask from there who they are')
      const holder = await sessionHolder(couch, incoming).finally(end)
      if (holder) known.set(cookie, { holder, at: now() })
      const [oldest] = known.keys()
      if (known.size > remembered && oldest) known.delete(oldest)
      return holder
    },
    forget({ headers }) {
      known.delete(sessionCookie(headers.cookie) ?? '')
    }
  }
}
