import { createHmac, timingSafeEqual } from 'node:crypto'

/** What can be seen of a gate, by the last part of its path. */
const views = { frame: 'frame.jpeg', mjpeg: 'stream.mjpeg', mse: 'mse' } as const
export type View = keyof typeof views

/** An address that this agent gave out and that is still good. */
export interface CameraAddress {
  gate: string
  view: View
  account: string
  /** Unix ms of the agent's clock. */
  until: number
}

const paths = /^\/camera\/([a-z0-9.-]{1,64})\/(frame\.jpeg|stream\.mjpeg|mse)$/
const queries = /^exp=(\d{1,15})&u=([a-z0-9.-]{1,64})&sig=([A-Za-z0-9_-]{43})$/

/** Path and query of a view of a gate, for that account until then (Unix ms). @param secret of this agent's run alone */
export function signedAddress(secret: Buffer, { gate, view, account, until }: CameraAddress): string {
  const path = `/camera/${gate}/${views[view]}`
  const sig = proof(secret, path, String(until), account).toString('base64url')
  return `${path}?exp=${until}&u=${account}&sig=${sig}`
}

/**
 * Reads the target of a request. Null: nobody gave out that address, or its time is over, whichever of the two.
 * @param now agent's clock, Unix ms
 */
export function readAddress(secret: Buffer, target: string, now: number): CameraAddress | null {
  const [path = '', query = ''] = cut(target)
  const [, gate, file] = paths.exec(path) ?? []
  const [, exp, account, sig] = queries.exec(query) ?? []
  if (!gate || !exp || !account || !sig) return null
  if (!timingSafeEqual(proof(secret, path, exp, account), Buffer.from(sig, 'base64url'))) return null
  const until = Number(exp)
  if (now >= until) return null
  const view = (Object.keys(views) as View[]).find((one) => views[one] === file)!
  return { gate, view, account, until }
}

/** None of the three can hold the sign between them. */
function proof(secret: Buffer, path: string, exp: string, account: string): Buffer {
  return createHmac('sha256', secret).update(`${path}|${exp}|${account}`).digest()
}

function cut(target: string): [string, string] {
  const at = target.indexOf('?')
  return at < 0 ? [target, ''] : [target.slice(0, at), target.slice(at + 1)]
}
