import { sealed } from '#lib/domain/gates/contract/envelope.ts'
import { joinNames } from '#lib/domain/access/joined-names.ts'
import type { AlarmPassRequest } from '#lib/domain/gates/contract/pass-request.ts'
import { Link } from './link.ts'
import { Passes, type PassesDeps } from './pass.ts'
import { SharedLink } from './shared-link.ts'

/** The account that asks for a pass while locked, and its alarm key. */
export interface PassRequester {
  account: string
  key: { id: string; sign(text: string): Promise<string> }
  /** Unix ms, corrected by the server. */
  now(): number
}

/** Returns this page's link to the commune's broker, with a pass of its session. @param send adds the session to a request */
export function communeLink(account: string, send: typeof fetch): SharedLink {
  return linkWith({ account, path: '/broker', fetch: send, request: async () => '{}' })
}

/** Returns a locked phone's link, with a pass that the server issues for its alarm key; there is no session. */
export function alarmLink({ account, key, now }: PassRequester, unit: string): SharedLink {
  return linkWith({
    ...{ account, path: '/broker/alarm', fetch: (input, init) => fetch(input, init) },
    async request() {
      const ask = { v: 1, asks: 'alarm-pass', unit, account, key: key.id, at: Math.round(now()) } as const
      const p = JSON.stringify(ask satisfies AlarmPassRequest)
      return sealed({ p, s: await key.sign(p) })
    }
  })
}

/** Returns the link to the broker on a gate's own network, which needs no pass: the signatures of messages count. */
export function localLink(account: string, url: string): SharedLink {
  const connectOptions = async () => ({ url, clientId: joinNames(account, crypto.randomUUID()) })
  return new SharedLink(
    () => new Link({ connectOptions, after, now: () => performance.now(), chance: Math.random })
  )
}

function linkWith(asking: Omit<PassesDeps, 'now' | 'timeout'>): SharedLink {
  const passes = new Passes({ ...asking, now: Date.now, timeout: (ms) => AbortSignal.timeout(ms) })
  return new SharedLink(() => {
    const connectOptions = () => passes.connectOptions()
    const link = new Link({ connectOptions, after, now: () => performance.now(), chance: Math.random })
    link.watch((state) => {
      if (state === 'not-allowed') passes.drop()
    })
    return link
  })
}

function after(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}
