import { readFileSync } from 'node:fs'
import type { ServerConfig } from './server-config.ts'
import type { Couch } from './couch.ts'
import type { Handler } from './router.ts'
import type { Validator } from './gatekeeper/validator.ts'

const { name, version } = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8')
) as Record<'name' | 'version', string>

/** The version of this server, and of the app that it serves. */
export const appVersion = version

/** The oldest version of the app that this server still understands. */
const oldestApp = '0.1.0'

/** Timeout of CouchDB's answer, ms. */
const patience = 5_000

type Asked = Pick<Couch, 'url' | 'headers' | 'version' | 'embedded'>

/**
 * `GET /healthz`: what runs here, and 503 for as long as CouchDB does not answer, asked anew each time. `validator`
 * changes with the rule; phones hear of that from each database that was provisioned with it.
 */
export function healthRoute(
  config: Pick<ServerConfig, 'mqttUrl'>,
  couch: Asked,
  validator: Validator
): Handler {
  const what = health(config, couch, validator)
  return async (_incoming, response) => {
    const problem = (await answers(couch))
      ? {}
      : { problem: 'CouchDB không trả lời; điện thoại giữ bản ghi lại.' }
    const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' }
    response.writeHead('problem' in problem ? 503 : 200, headers).end(JSON.stringify({ ...what, ...problem }))
  }
}

async function answers({ url, headers }: Asked): Promise<boolean> {
  const answer = await fetch(`${url}/`, { headers, signal: AbortSignal.timeout(patience) }).catch(() => null)
  await answer?.body?.cancel()
  return answer !== null && answer.status < 500
}

function health(config: Pick<ServerConfig, 'mqttUrl'>, couch: Asked, validator: Validator) {
  return {
    name,
    version,
    node: process.versions.node,
    couchdb: { version: couch.version, embedded: couch.embedded },
    mqtt: { embedded: config.mqttUrl === null },
    oldestApp,
    validator: validator.version
  }
}
