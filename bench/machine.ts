import { cpus, loadavg, totalmem } from 'node:os'
import { startTestStack } from '../tests/stack.ts'
import { browserVersion } from './browser.ts'

/** What the figures were measured on. `loadBefore`: the machine's own load, 1 minute; above 1 it was not quiet. */
export async function machine() {
  const processors = cpus()
  return {
    cpu: `${processors.length} × ${processors[0]?.model.trim() ?? 'unknown'}`,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    browser: await browserVersion(),
    loadBefore: loadavg()[0]
  }
}

/** The CouchDB that the stack talks to. */
export async function couchdb() {
  const { couch, stop } = await startTestStack()
  const { version, embedded } = couch
  await stop()
  return { version, embedded }
}
