import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { markKeysIn } from '../sync-server/marks/mark-keys.ts'
import { sealingKeysIn } from '../sync-server/transit/sealing-keys.ts'
import { sealsIn } from '../sync-server/admission/seals.ts'
import { openCouch } from '../sync-server/couch.ts'
import { demoState } from '../sync-server/demo/demo.ts'
import { rootsIn } from '../sync-server/directory/roots.ts'
import { factWriter, serverAccount, type FactWriter } from '../sync-server/fact-writer.ts'
import { validator } from '../sync-server/gatekeeper/validator.ts'
import { provision, type ProvisionDeps } from '../sync-server/provision/provision.ts'
import { loadServerDevice } from '../sync-server/server-device.ts'

/** Writes a part of the demo. */
type Part = (
  server: ProvisionDeps['couch']['nano'],
  writerFor: (account: string, key: string) => FactWriter,
  now: number,
  tools: Pick<ProvisionDeps, 'marks' | 'seals'>
) => Promise<number>

/** A CouchDB with the demo's units and people. */
export interface DemoPart {
  dataDir: string
  tools: ProvisionDeps
  stop(): Promise<void>
}

/**
 * Opens an embedded CouchDB, since the demo has fixed names, and writes those parts of the demo: a whole server with
 * all of it takes several times as long.
 */
export async function openDemoPart(...parts: Part[]): Promise<DemoPart> {
  const dataDir = mkdtempSync(join(tmpdir(), 'antt-'))
  const couch = await openCouch(null, dataDir)
  const { now } = Date
  const seals = sealsIn(dataDir)
  const writerFor = (account: string, key: string) =>
    factWriter(couch.nano, loadServerDevice(join(dataDir, key)), account, now, seals)
  const writer = writerFor(serverAccount, 'server-key.json')
  const tools = {
    couch,
    writer,
    roots: rootsIn(dataDir),
    seals,
    sealing: sealingKeysIn(dataDir),
    marks: markKeysIn(dataDir),
    validator: await validator(),
    now
  }
  await provision(demoState(now()), tools)
  for (const write of parts) await write(couch.nano, writerFor, now(), tools)
  return {
    dataDir,
    tools,
    async stop() {
      await couch.stop()
      rmSync(dataDir, { recursive: true, force: true })
    }
  }
}
