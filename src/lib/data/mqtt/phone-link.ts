import { sealed } from '#lib/domain/gates/contract/envelope.ts'
import type { AlarmPassRequest, PassRequest } from '#lib/domain/gates/contract/pass-request.ts'
import { Link } from './link.ts'
import { Passes } from './pass.ts'
import { SharedLink } from './shared-link.ts'

/** The account that asks for a pass, and its key. */
export interface PassRequester {
  account: string
  key: { id: string; sign(text: string): Promise<string> }
  /** Unix ms, corrected by the server. */
  now(): number
}

/**
 * Returns this page's link to the commune's broker, with a pass requested by the phone's key.
 * @param signIn runs when nobody is signed in
 */
export function communeLink(asker: PassRequester, signIn: () => Promise<void>): SharedLink {
  return linkWith(asker, '/broker', { v: 1, asks: 'pass' }, signIn)
}

/** Returns a locked phone's link, with a pass that the server issues for its alarm key; nobody signs in. */
export function alarmLink(asker: PassRequester, unit: string): SharedLink {
  return linkWith(asker, '/broker/alarm', { v: 1, asks: 'alarm-pass', unit }, async () => {})
}

/** Returns the link to the broker on a gate's own network, which needs no pass: the signatures of messages count. */
export function localLink(account: string, url: string): SharedLink {
  const connectOptions = async () => ({ url, clientId: `${account}.${crypto.randomUUID()}` })
  return new SharedLink(
    () => new Link({ connectOptions, after, now: () => performance.now(), chance: Math.random })
  )
}

function linkWith(
  { account, key, now }: PassRequester,
  path: '/broker' | '/broker/alarm',
  asking: Pick<PassRequest, 'v' | 'asks'> | Pick<AlarmPassRequest, 'v' | 'asks' | 'unit'>,
  signIn: () => Promise<void>
): SharedLink {
  const passes = new Passes({
    ...{ account, path, signIn, now: Date.now },
    async request() {
      const p = JSON.stringify({ ...asking, account, key: key.id, at: Math.round(now()) })
      return sealed({ p, s: await key.sign(p) })
    },
    fetch: (input, init) => fetch(input, init),
    timeout: (ms) => AbortSignal.timeout(ms)
  })
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
