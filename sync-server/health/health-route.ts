import type { IncomingMessage } from 'node:http'
import { refusedByCode } from '../admission/admit.ts'
import type { Couch } from '../couch.ts'
import { fail, sendJson } from '../gateway/respond.ts'
import { addressOf } from '../gateway/address.ts'
import type { Throttle } from '../gateway/throttle.ts'
import type { Validator } from '../gatekeeper/validator.ts'
import type { Notary } from '../notary/notary.ts'
import type { Handler } from '../router.ts'
import { appVersion } from './app-version.ts'
import { isHealthKey } from './health-key.ts'
import type { Load } from './load.ts'

/** Timeout of CouchDB's answer, ms. */
const patience = 5_000

type Asked = Pick<Couch, 'url' | 'headers' | 'version' | 'embedded'>

export interface HealthDeps {
  couch: Asked
  validator: Pick<Validator, 'version'>
  /** The oldest version of the app that this server understands. */
  oldestApp(): string
  /** Whether the broker runs in this process. */
  embeddedBroker: boolean
  /** The administrator's, see `healthKey`. */
  key: string
  load: Load
  /** Null where another process has it. */
  notary: Pick<Notary, 'status'> | null
  throttle: Throttle
}

/**
 * `GET /healthz` answers everybody `{ok, oldestApp}`, and 503 for as long as CouchDB does not answer, asked anew each time
 * unless it is the embedded one.
 * An administrator, with `Authorization: Bearer` and the health key, also learns versions and what this process has seen
 * since it began; its own values only, whatever other gateways there are. 401 for a wrong key, 429 for many.
 */
export function healthRoute(deps: HealthDeps): Handler {
  return async (incoming, outgoing) => {
    const { authorization } = incoming.headers
    const isAdministrator = authorization !== undefined && isHealthKey(authorization, deps.key)
    if (authorization !== undefined && !isAdministrator) {
      const seconds = secondsToWait(incoming, deps.throttle)
      if (seconds === 0) return fail(outgoing, 401, 'unauthorized', 'not the health key of this server')
      const headers = { 'retry-after': `${seconds}` }
      return fail(outgoing, 429, 'too_many_requests', `wait ${seconds} s`, headers)
    }
    const ok = await answers(deps.couch)
    const known = isAdministrator ? detailsOf(deps) : {}
    sendJson(outgoing, { ok, oldestApp: deps.oldestApp(), ...known }, {}, ok ? 200 : 503)
  }
}

/** Counts a wrong key. Returns 0, or the seconds that its address has to wait. */
function secondsToWait(incoming: IncomingMessage, throttle: Throttle): number {
  const who = `health-key ${addressOf(incoming)}`
  const seconds = throttle.begin(who)
  if (seconds === 0) throttle.end(who, 'wrong')
  return seconds
}

async function answers({ url, headers, embedded }: Asked): Promise<boolean> {
  // It is part of this process, which does answer.
  if (embedded) return true
  const answer = await fetch(`${url}/`, { headers, signal: AbortSignal.timeout(patience) }).catch(() => null)
  await answer?.body?.cancel()
  return answer !== null && answer.status < 500
}

function detailsOf({ couch, validator, embeddedBroker, load, notary }: HealthDeps) {
  return {
    version: appVersion,
    node: process.versions.node,
    couchdb: { version: couch.version, embedded: couch.embedded },
    mqtt: { embedded: embeddedBroker },
    // Changes with the rule; phones hear of that from each database that was provisioned with it.
    validator: validator.version,
    upSeconds: Math.round(process.uptime()),
    requests: load.open,
    failures: Object.fromEntries(load.failures),
    refusals: Object.fromEntries(refusedByCode),
    notary: notary?.status() ?? null
  }
}
