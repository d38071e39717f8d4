import { createHash } from 'node:crypto'
import webPush from 'web-push'

/** This server's identity at push services (RFC 8292), see `pushKeysIn`. */
export interface PushKeys {
  publicKey: string
  privateKey: string
  /** `mailto:` or `https:` contact of the operator. */
  subject: string
}

/** Settings of Web Push; the data folder holds those parts of the identity that are absent. */
export interface PushConfig extends Partial<PushKeys> {
  /** Allowed push services; see `isAtService`. */
  services: readonly string[]
}

/** A phone's subscription at a push service (RFC 8030, 8291). */
export interface Receiver {
  endpoint: string
  /** The phone's public key and secret, base64url; only the phone can decrypt a message. */
  p256dh: string
  auth: string
}

/** `gone`: the subscription has ended; `later`: the service is unavailable or busy. */
export type PushOutcome = 'sent' | 'gone' | 'later' | 'refused'

const patienceMs = 10_000

/** The push services of the common browsers; this server sends nothing elsewhere. */
export const knownServices: readonly string[] = [
  'https://fcm.googleapis.com',
  'https://*.push.services.mozilla.com',
  'https://*.notify.windows.com',
  'https://web.push.apple.com'
]

/** Accepts the contact of a server as push services do: `mailto:` or `https:`. */
export const isContact = (text: string): boolean => /^(mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/.test(text)

/** Tells whether an endpoint belongs to one of the services. Clients choose the endpoint, so it must not lead elsewhere. */
export function isAtService(endpoint: string, services: readonly string[]): boolean {
  if (!URL.canParse(endpoint)) return false
  const { origin, username, password } = new URL(endpoint)
  if (username || password) return false
  return services.some((service) => {
    const [scheme, parent] = service.split('*.') as [string, string?]
    return parent ? origin.startsWith(scheme) && origin.endsWith(`.${parent}`) : origin === service
  })
}

/** Encrypts a text for a phone; null where its key is no point of the curve, so that nothing can ever reach it. */
function encrypted(text: string, p256dh: string, auth: string): Buffer | null {
  try {
    return webPush.encrypt(p256dh, auth, text, 'aes128gcm').cipherText
  } catch {
    return null
  }
}

/**
 * Sends one text to one phone, encrypted for it alone.
 * @param topic a later message with the same topic replaces this one while the phone is offline
 * @param ttlSeconds how long the service keeps it for an offline phone
 */
export async function sendPush(
  keys: PushKeys,
  { endpoint, p256dh, auth }: Receiver,
  text: string,
  { topic, ttlSeconds }: { topic: string; ttlSeconds: number }
): Promise<PushOutcome> {
  const { publicKey, privateKey, subject } = keys
  const cipherText = encrypted(text, p256dh, auth)
  if (!cipherText) return 'gone'
  const vapid = webPush.getVapidHeaders(new URL(endpoint).origin, subject, publicKey, privateKey, 'aes128gcm')
  try {
    const response = await fetch(endpoint, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(patienceMs),
      headers: {
        ...vapid,
        'content-type': 'application/octet-stream',
        'content-encoding': 'aes128gcm',
        ttl: String(ttlSeconds),
        urgency: 'high',
        topic: createHash('sha256').update(topic).digest('base64url').slice(0, 32)
      },
      body: new Uint8Array(cipherText)
    })
    await response.body?.cancel()
    return became(response.status)
  } catch {
    return 'later'
  }
}

function became(status: number): PushOutcome {
  if (status >= 200 && status < 300) return 'sent'
  if (status === 404 || status === 410) return 'gone'
  return status === 429 || status >= 500 ? 'later' : 'refused'
}
