import { createHash, randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { appHeader } from '../gateway/origin.ts'
import { isTls } from '../gateway/tls.ts'

/** Both halves of a request's session: the cookie, which no script reads, and the token, which no page sends by itself. */
export interface Credentials {
  account: string
  device: string
  cookie: string
  token: string
}

export const newSecret = () => randomBytes(24).toString('base64url')
export const digest = (secret: string) => createHash('sha256').update(secret).digest('base64url')

/** A device has a cookie of its own: two accounts of one phone do not sign each other out. */
const cookieName = (device: string) => `antt-${device.slice(0, 12)}`

/** Returns the values of all cookies of this server, whatever device they say. */
export const cookiesIn = (cookies = ''): string[] =>
  [...cookies.matchAll(/antt-[A-Za-z0-9_-]{12}=([A-Za-z0-9_-]{32})/g)].slice(0, 4).map(([, value]) => value!)

/** Returns the value of a device's cookie among those of a request, or undefined. */
export function cookieOf({ headers }: IncomingMessage, device: string): string | undefined {
  const prefix = `${cookieName(device)}=`
  const all = (headers.cookie ?? '').split(';').map((part) => part.trim())
  return all.find((part) => part.startsWith(prefix))?.slice(prefix.length)
}

/** Returns the line of `Set-Cookie`: kept from scripts and other sites, and from plain HTTP where there is TLS. */
export function cookieLine(incoming: IncomingMessage, device: string, secret: string): string {
  const secure = isTls(incoming) ? ['Secure'] : []
  return [`${cookieName(device)}=${secret}`, 'Path=/', 'HttpOnly', 'SameSite=Strict', ...secure].join('; ')
}

/** Returns the token as the client is to send it. */
export const tokenText = (account: string, device: string, token: string) => `${account}~${device}~${token}`

const shape = /^([a-z0-9.-]{1,64})~([A-Za-z0-9_-]{43})~([A-Za-z0-9_-]{32})$/

/** Reads both halves; null when one of them is missing. */
export function credentialsOf(incoming: IncomingMessage): Credentials | null {
  const told = incoming.headers[appHeader]
  const [, account, device, token] = shape.exec(typeof told === 'string' ? told : '') ?? []
  const cookie = device && cookieOf(incoming, device)
  return account && device && token && cookie ? { account, device, cookie, token } : null
}
