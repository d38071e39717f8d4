import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** How long a nonce may be used, ms: a slow network needs its time. */
export const nonceLastsMs = 5 * 60_000

/** Hands out nonces for session requests, and knows its own again; nothing is kept until one is used. */
export interface Nonces {
  next(): string
  isFresh(nonce: string): boolean
}

/** @param secret the same at every gateway; @param now Unix ms */
export function nonces(secret: Buffer, now: () => number): Nonces {
  const mac = (text: string) => createHmac('sha256', secret).update(`nonce ${text}`).digest()
  return {
    next() {
      const text = `${now().toString(36)}.${randomBytes(12).toString('base64url')}`
      return `${text}.${mac(text).toString('base64url')}`
    },
    isFresh(nonce) {
      const [ms = '', chance = '', given = ''] = nonce.split('.')
      const expected = mac(`${ms}.${chance}`)
      const told = Buffer.from(given, 'base64url')
      if (told.length !== expected.length || !timingSafeEqual(told, expected)) return false
      return Math.abs(now() - parseInt(ms, 36)) < nonceLastsMs
    }
  }
}
