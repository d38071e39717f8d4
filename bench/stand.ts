import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { approve, startTestStack, type TestStack } from '../tests/stack.ts'
import type { Visit } from './browser.ts'
import type { Member } from './page/ours.ts'
import { startPeer, type Peer } from './peer.ts'

/** The real stack with one unit, one member, and in the app's place the pages of `bench/page`. */
export interface Stand extends TestStack {
  asMember: Member
  /** Its page, whose devices it approves. */
  page: Pick<Visit, 'url' | 'approve'>
  peer: Peer
}

const here = fileURLToPath(new URL('.', import.meta.url))

export async function startStand(): Promise<Stand> {
  const pagesDir = await mkdtemp(join(tmpdir(), 'antt-bench-'))
  await bundlePages(pagesDir)
  const stack = await startTestStack({ buildDir: pagesDir })
  const { name } = await stack.account('officer')
  const peer = await startPeer(stack.couch, pagesDir)
  return {
    ...stack,
    asMember: { account: name, unit: stack.unit },
    page: { url: stack.url, approve: (enrolment) => approve(stack, enrolment) },
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
    entryPoints: [
      { in: join(here, 'page/ours.ts'), out: 'ours' },
      { in: join(here, 'page/pouch.ts'), out: 'pouch' },
      { in: join(here, 'page/peers.ts'), out: 'peers' },
      { in: join(here, '../src/lib/data/courier-worker/courier-worker.ts'), out: 'courier-worker' }
    ],
    outdir,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'chrome100',
    define: { global: 'globalThis' },
    logLevel: 'error'
  })
  for (const name of ['ours', 'pouch', 'peers'])
    await writeFile(
      join(outdir, name === 'ours' ? 'index.html' : `${name}.html`),
      `<!doctype html><meta charset="utf-8"><title>bench</title><script type="module" src="/${name}.js"></script>`
    )
}
