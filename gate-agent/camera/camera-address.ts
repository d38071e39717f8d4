import { createHmac, timingSafeEqual } from 'node:crypto'

/** The views of a gate, named by the last part of their path. */
const views = { frame: 'frame.jpeg', mjpeg: 'stream.mjpeg', mse: 'mse' } as const
export type View = keyof typeof views

/** A verified address of this agent that has not expired. */
export interface CameraAddress {
  gate: string
  view: View
  account: string
  /** Unix ms of the agent's clock. */
  until: number
}

const paths = /^\/camera\/([a-z0-9.-]{1,64})\/(frame\.jpeg|stream\.mjpeg|mse)$/
const queries = /^exp=(\d{1,15})&u=([a-z0-9.-]{1,64})&sig=([A-Za-z0-9_-]{43})$/

/**
 * Builds the signed path and query of a gate's view for that account until then (Unix ms).
 * @param secret of this run of the agent only
 */
export function signedAddress(secret: Buffer, { gate, view, account, until }: CameraAddress): string {
  const path = `/camera/${gate}/${views[view]}`
  const sig = proof(secret, path, String(until), account).toString('base64url')
  return `${path}?exp=${until}&u=${account}&sig=${sig}`
}

/**
 * Verifies the target of a request. Null when its signature is invalid or it has expired, without saying which.
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

/** Signs an address with HMAC-SHA256; the separator cannot occur in any of the three fields. */
function proof(secret: Buffer, path: string, exp: string, account: string): Buffer {
  return createHmac('sha256', secret).update(`${path}|${exp}|${account}`).digest()
}

function cut(target: string): [string, string] {
  const at = target.indexOf('?')
  return at < 0 ? [target, ''] : [target.slice(0, at), target.slice(at + 1)]
}
