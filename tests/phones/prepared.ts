import { rm } from 'node:fs/promises'
import { demoWrittenAt, writeDemo, writtenDemo } from './server.ts'

/** Before all browser tests: the demo is written once. A real CouchDB keeps it by itself. */
export default async function () {
  if (process.env['COUCHDB_URL']) return
  process.env[demoWrittenAt] = String(Date.now())
  const folder = await writeDemo()
  process.env[writtenDemo] = folder
  return () => rm(folder, { recursive: true, force: true })
}
