import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { serveApp } from '../../sync-server/serve-app.ts'
import { newPhone, readyForOffline, visitedProfile } from './phone.ts'
import { demoWrittenAt, writeDemo, writtenDemo } from './server.ts'

/** Lets the page that each phone has kept reach a broker beside a gate, which tests start on a port of this machine. */
const gatesHere = ['ws://127.0.0.1:*']

/** Does once what each browser test would do again: writes the demo, and puts the app into a browser. */
export default async function () {
  const folders: string[] = []
  // A real CouchDB keeps the demo by itself.
  if (!process.env['COUCHDB_URL']) {
    process.env[demoWrittenAt] = String(Date.now())
    folders.push((process.env[writtenDemo] = await writeDemo()))
  }
  folders.push((process.env[visitedProfile] = await visit()))
  return async () => {
    for (const folder of folders) await rm(folder, { recursive: true, force: true })
  }
}

/** Opens the app for the first time, until its worker has all of it. @returns the profile of that browser */
async function visit(): Promise<string> {
  const server = createServer(serveApp('build', gatesHere)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const phone = await newPhone(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, 'unknown')
  await phone.page.goto(phone.signal.url)
  await readyForOffline(phone)
  await phone.page.context().close()
  await phone.signal.close()
  server.close()
  // They are made anew, and each phone copies what lies here.
  for (const cache of ['Cache', 'GPUCache', 'DawnGraphiteCache', 'DawnWebGPUCache'])
    await rm(join(phone.profile, 'Default', cache), { recursive: true, force: true })
  return phone.profile
}
