import { createHash, randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import * as v from 'valibot'
import { joinNames, namesIn } from '#lib/domain/access/joined-names.ts'
import { deviceId, slug } from '#lib/domain/shapes.ts'
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

/** What `newSecret` makes. */
const secret = /^[A-Za-z0-9_-]{32}$/

/** Returns the token as the client is to send it. */
export const tokenText = (account: string, device: string, token: string) => joinNames(account, device, token)

/** Reads both halves; null when one of them is missing. */
export function credentialsOf(incoming: IncomingMessage): Credentials | null {
  const told = incoming.headers[appHeader]
  const [account, device, token = '', ...more] = typeof told === 'string' ? namesIn(told) : []
  if (!v.is(slug, account) || !v.is(deviceId, device) || !secret.test(token) || more.length > 0) return null
  const cookie = cookieOf(incoming, device)
  return cookie ? { account, device, cookie, token } : null
}
