import { resolve } from 'node:path'
import { oldestApp } from './health/oldest-app.ts'
import { isContact, knownServices, type PushConfig } from './push/push-service.ts'
import { problemText } from './problem-text.ts'

/** Everything that configures a server; nothing reads the environment after this. */
export interface ServerConfig {
  /** 0 for any free port. */
  port: number
  host: string
  /** Keys, and the databases of the embedded CouchDB. */
  dataDir: string
  /** The built app; may be absent. */
  buildDir: string
  /** Sources, as of the policy's `connect-src`, of gates that phones reach beside this server. */
  gateHosts: readonly string[]
  /** Null for the embedded CouchDB. */
  couch: CouchAddress | null
  /** Null for the embedded broker. */
  mqttUrl: URL | null
  /** Null to send no push messages, as tests may. */
  push: PushConfig | null
  /** Provisions the demo units and approves their phones automatically. */
  demo: boolean
  /** The units whose databases this server maintains; null for all that exist. */
  units: readonly string[] | null
  /** Returns the oldest version of the app that this server understands. */
  oldestApp: () => string
  /** Unix milliseconds. */
  now: () => number
  /** Called with problems of background work, which is retried. */
  report: (problem: unknown) => void
}

export interface CouchAddress {
  /** Without credentials and without a slash at the end. */
  url: string
  admin: string
  password: string
}

/** A problem that the operator must fix; `message` is in Vietnamese and shown as it is. */
export class OperatorError extends Error {
  override name = 'OperatorError'
}

/**
 * Reads PORT, HOST, DATA_DIR, GATE_HOSTS, COUCHDB_URL, MQTT_URL, VAPID_* and DEMO.
 * @throws OperatorError when one of them is malformed
 */
export function readServerConfig(
  env: Record<string, string | undefined>,
  root = process.cwd()
): ServerConfig {
  return {
    port: port(env.PORT),
    host: env.HOST || '127.0.0.1',
    dataDir: resolve(root, env.DATA_DIR || 'data'),
    buildDir: resolve(root, 'build'),
    gateHosts: gateHosts(env.GATE_HOSTS),
    couch: env.COUCHDB_URL ? couchAddress(env.COUCHDB_URL) : null,
    mqttUrl: env.MQTT_URL ? mqttUrl(env.MQTT_URL) : null,
    push: pushConfig(env),
    demo: env.DEMO !== '0',
    units: null,
    oldestApp: () => oldestApp,
    now: Date.now,
    report: (problem) => console.error(`Lỗi khi chạy nền: ${problemText(problem)}.`)
  }
}

/**
 * Parses `http://admin:password@host:5984` into address and credentials.
 * @throws OperatorError when it is not an http(s) address with credentials
 */
export function couchAddress(text: string): CouchAddress {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || !/^https?:$/.test(url.protocol) || !url.username || !url.password)
    throw new OperatorError('COUCHDB_URL phải có dạng http://quản-trị:mật-khẩu@máy-chủ:5984.')
  const path = url.pathname.replace(/\/+$/, '')
  return { url: url.origin + path, admin: decoded(url.username), password: decoded(url.password) }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    throw new OperatorError('Trong COUCHDB_URL, dấu % của mật khẩu phải viết là %25.')
  }
}

function port(text: string | undefined): number {
  const number = text ? Number(text) : 8080
  if (Number.isInteger(number) && number >= 0 && number < 65536) return number
  throw new OperatorError(`PORT phải là một số từ 0 đến 65535, không phải “${text}”.`)
}

/** Accepts hosts over TLS, and this machine for trials: whatever else stood in the list would become part of the policy. */
function gateHosts(text = ''): string[] {
  const hosts = text.split(/[\s,]+/).filter(Boolean)
  const isHost = (host: string) =>
    /^((https|wss):\/\/(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*|ws:\/\/127\.0\.0\.1)(:(\d{1,5}|\*))?$/.test(host)
  const wrong = hosts.find((host) => !isHost(host))
  if (wrong === undefined) return hosts
  throw new OperatorError(
    `GATE_HOSTS phải là các địa chỉ cách nhau bằng dấu cách, như wss://*.cong.example.vn:8883 hoặc https://*.cong.example.vn; “${wrong}” thì không.`
  )
}

/** Requires both keys or neither: with one the operator would believe that their pair is in use. */
function pushConfig(env: Record<string, string | undefined>): PushConfig {
  const { VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey, VAPID_SUBJECT: subject } = env
  const long = (text: string | undefined, bytes: number) =>
    text !== undefined && /^[A-Za-z0-9_-]+$/.test(text) && Buffer.from(text, 'base64url').length === bytes
  const isPair = long(publicKey, 65) && long(privateKey, 32)
  if ((publicKey || privateKey) && !isPair)
    throw new OperatorError(
      'VAPID_PUBLIC_KEY và VAPID_PRIVATE_KEY phải là một cặp khóa Web Push; bỏ cả hai thì máy chủ dùng cặp trong DATA_DIR.'
    )
  if (subject && !isContact(subject))
    throw new OperatorError('VAPID_SUBJECT phải có dạng mailto:người-phụ-trách@đơn-vị.vn hoặc https://…')
  return {
    ...(publicKey && privateKey && { publicKey, privateKey }),
    ...(subject && { subject }),
    services: knownServices
  }
}

function mqttUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url && /^(mqtts?|wss?):$/.test(url.protocol)) return url
  throw new OperatorError('MQTT_URL phải có dạng mqtt://máy-chủ:1883 hoặc ws://máy-chủ:9001.')
}
