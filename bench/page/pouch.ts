import PouchDB from 'pouchdb-core'
import http from 'pouchdb-adapter-http'
import idb from 'pouchdb-adapter-idb'
import replication from 'pouchdb-replication'

PouchDB.plugin(idb).plugin(http).plugin(replication)

/** PouchDB as its documentation has it: every option at its default. */
async function pull(database: string): Promise<{ ms: number; facts: number }> {
  const started = performance.now()
  const local = new PouchDB('peer', { adapter: 'idb' })
  const { docs_written: facts } = await local.replicate.from(`${location.origin}/couch/${database}`)
  return { ms: performance.now() - started, facts }
}

export type PouchPage = { pull: typeof pull }
Object.assign(globalThis, { pouchPage: { pull } satisfies PouchPage })
