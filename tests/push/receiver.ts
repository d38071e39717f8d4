import {
  createDecipheriv,
  createECDH,
  createPublicKey,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
  verify,
  type ECDH
} from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Notice } from '#lib/domain/notice.ts'

/** One browser's subscription at the stand-in, with what was pushed to it and could be read with its own key. */
export interface ReceivingPhone {
  endpoint: string
  p256dh: string
  auth: string
  /** What arrived, as the browser would hand it to the service worker. */
  texts: string[]
  notices: Notice[]
  /** When that was, Unix ms. */
  times: number[]
  headers: IncomingMessage['headers'][]
  /** What the service answers; 201 unless a test says otherwise. */
  answers: number[]
  /** What was wrong with a request, by the RFCs. */
  faults: string[]
}

export interface Receiver {
  url: string
  phone(): ReceivingPhone
  stop(): Promise<void>
}

/** A pair of VAPID keys as a server makes them, by Node alone. */
export function vapidKeys() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x, y } = publicKey.export({ format: 'jwk' }) as { x: string; y: string }
  const point = Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')])
  const { d } = privateKey.export({ format: 'jwk' }) as { d: string }
  return { publicKey: point.toString('base64url'), privateKey: d, subject: 'mailto:truc@example.vn' }
}

/** A push service as RFC 8030 has it, on this machine: it checks VAPID (RFC 8292) and reads what a phone could (RFC 8291). */
export async function startReceiver(publicKey: string): Promise<Receiver> {
  const phones = new Map<string, { phone: ReceivingPhone; ecdh: ECDH }>()
  const server = createServer((request, response) => void take(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  async function take(request: IncomingMessage, response: ServerResponse) {
    const chunks: Buffer[] = []
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
    const known = phones.get(request.url ?? '')
    if (!known) return void response.writeHead(404).end()
    const { phone, ecdh } = known
    const status = phone.answers.shift() ?? 201
    const fault = faultOf(request, url, publicKey)
    if (fault) phone.faults.push(fault)
    if (!fault && status < 300) {
      const text = opened(Buffer.concat(chunks), ecdh, Buffer.from(phone.auth, 'base64url'))
      phone.headers.push(request.headers)
      phone.texts.push(text)
      phone.times.push(Date.now())
      phone.notices.push(JSON.parse(text) as Notice)
    }
    response.writeHead(fault ? 403 : status).end()
  }

  return {
    url,
    phone() {
      const ecdh = createECDH('prime256v1')
      const p256dh = ecdh.generateKeys('base64url')
      const path = `/send/${randomBytes(9).toString('base64url')}`
      const phone: ReceivingPhone = {
        endpoint: url + path,
        p256dh,
        auth: randomBytes(16).toString('base64url'),
        texts: [],
        notices: [],
        times: [],
        headers: [],
        answers: [],
        faults: []
      }
      phones.set(path, { phone, ecdh })
      return phone
    },
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
  }
}

/** What of RFC 8030 and 8292 a request breaks. */
function faultOf({ method, headers }: IncomingMessage, origin: string, publicKey: string): string | null {
  if (method !== 'POST' || headers['content-encoding'] !== 'aes128gcm') return 'not a push'
  if (!/^\d+$/.test(String(headers['ttl'])) || headers['urgency'] !== 'high') return 'no TTL, not urgent'
  if (!/^[A-Za-z0-9_-]{1,32}$/.test(String(headers['topic']))) return 'no topic'
  const [, token = '', key = ''] = /^vapid t=([^,]+), ?k=(.+)$/.exec(headers.authorization ?? '') ?? []
  if (key !== publicKey) return 'another key'
  const [head = '', claims = '', signature = ''] = token.split('.')
  const point = Buffer.from(key, 'base64url')
  const coordinates = {
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url')
  }
  const jwk = createPublicKey({ key: { kty: 'EC', crv: 'P-256', ...coordinates }, format: 'jwk' })
  const signed = Buffer.from(`${head}.${claims}`)
  if (!verify('sha256', signed, { key: jwk, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url')))
    return 'not signed by that key'
  const { aud, exp, sub } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>
  const left = Number(exp) - Date.now() / 1000
  if (aud !== origin || !(left > 0 && left <= 86_400) || !String(sub).startsWith('mailto:'))
    return 'wrong claims'
  return null
}

/** RFC 8291 and 8188 by hand, with Node's own primitives: none of it is the sender's code. */
function opened(body: Buffer, own: ECDH, auth: Buffer): string {
  const salt = body.subarray(0, 16)
  const length = body.readUInt8(20)
  const sender = body.subarray(21, 21 + length)
  const sealed = body.subarray(21 + length)
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), own.getPublicKey(), sender])
  const secret = Buffer.from(hkdfSync('sha256', own.computeSecret(sender), auth, info, 32))
  const derived = (name: string, bytes: number) =>
    Buffer.from(hkdfSync('sha256', secret, salt, Buffer.from(`Content-Encoding: ${name}\0`), bytes))
  const cipher = createDecipheriv('aes-128-gcm', derived('aes128gcm', 16), derived('nonce', 12))
  cipher.setAuthTag(sealed.subarray(-16))
  const padded = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()])
  return padded.subarray(0, padded.lastIndexOf(2)).toString('utf8')
}
