import { readFileSync } from 'node:fs'
import type { Config } from './config.ts'
import type { Couch } from './couch.ts'
import type { Validator } from './gatekeeper/validator.ts'

const { name, version } = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8')
) as Record<'name' | 'version', string>

/** The version of this server, and of the app that it serves. */
export const appVersion = version

/** The oldest version of the app that this server still understands. */
const oldestApp = '0.1.0'

/** What `GET /healthz` answers. `validator` changes with the rule; phones hear of that from each database that was provisioned with it. */
export function health(config: Config, couch: Couch, validator: Validator) {
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
