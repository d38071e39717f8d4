import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { designId } from '../sync-server/provision/databases.ts'
import { startTestStack, type TestStack } from '../tests/stack.ts'
import { gates, notes } from './notes.ts'
import type { Member } from './page/ours.ts'
import { startPeer, type Peer } from './peer.ts'

/** The real stack with one unit, one member, and in the app's place the pages of `bench/page`. */
export interface Stand extends TestStack {
  asMember: Member
  peer: Peer
}

const here = fileURLToPath(new URL('.', import.meta.url))

export async function startStand(): Promise<Stand> {
  const pagesDir = await mkdtemp(join(tmpdir(), 'antt-bench-'))
  await bundlePages(pagesDir)
  const stack = await startTestStack({ buildDir: pagesDir })
  const { name, password } = await stack.account('officer')
  const peer = await startPeer(stack.couch, pagesDir)
  return {
    ...stack,
    asMember: { account: name, password, unit: stack.unit },
    peer,
    async stop() {
      await peer.stop()
      await stack.stop()
      await rm(pagesDir, { recursive: true, force: true })
    }
  }
}

async function bundlePages(outdir: string) {
  await build({
    entryPoints: [join(here, 'page/ours.ts'), join(here, 'page/pouch.ts')],
    outdir,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'chrome100',
    define: { global: 'globalThis' },
    logLevel: 'error'
  })
  for (const name of ['ours', 'pouch'])
    await writeFile(
      join(outdir, name === 'ours' ? 'index.html' : 'pouch.html'),
      `<!doctype html><meta charset="utf-8"><title>bench</title><script type="module" src="/${name}.js"></script>`
    )
}

/** The bench's gates, in the unit's directory. */
export async function registerGates({ provision, unit }: TestStack): Promise<void> {
  const wanted = gates.map((gate, i) => ({ unit, gate, name: `Cổng ${i + 1}`, kind: 'hand' as const }))
  await provision({ units: [unitOf(unit)], accounts: [], gates: wanted })
}

/**
 * Fills the unit's current gates database with `count` seeded notes, as admin. The validator is away meanwhile:
 * the notes are valid, and judging 150,000 of them would only take its time.
 * @returns mean bytes of JSON a fact
 */
export async function seed({ couch, unit, database, provision }: TestStack, count: number): Promise<number> {
  const documents = couch.nano.use(database('gates'))
  const { _rev } = await documents.get(designId)
  await documents.destroy(designId, _rev)
  let bytes = 0
  let docs: { _id: string }[] = []
  const write = async () => {
    const rows = (await documents.bulk({ docs })) as { error?: string }[]
    const failed = rows.find(({ error }) => error)
    if (failed) throw new Error(`seeding: ${failed.error}`)
    docs = []
  }
  for (const { id, ...rest } of notes(unit, count, Date.now())) {
    const doc = { _id: id, ...rest }
    bytes += JSON.stringify(doc).length
    if (docs.push(doc) === 2_000) await write()
  }
  if (docs.length > 0) await write()
  await provision({ units: [unitOf(unit)], accounts: [], gates: [] })
  return Math.round(bytes / count)
}

/** As `tests/stack.ts` provisions it. */
const unitOf = (id: string) => ({ id, name: 'Thử', kind: 'xã' })
