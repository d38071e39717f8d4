/**
 * A server of the flood, in a process of its own: the test stack with the embedded CouchDB and broker, seeded. Speaks with
 * its parent by messages; `measure` collects garbage first, so it is to be started with `--expose-gc`.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Envelope } from '#lib/domain/fact.ts'
import { photoDatabase } from '#lib/domain/database-names.ts'
import type { Role } from '#lib/domain/roles.ts'
import { embeddedLimits, noLimits } from '../../sync-server/gateway/turns/limits.ts'
import { approve, startTestStack } from '../../tests/stack.ts'
import { seed } from '../seeds.ts'

/** Names the parent's questions, with their answers. */
export interface ServerAsks {
  account(role: Role): Promise<{ name: string; password: string }>
  approve(enrolment: Envelope): Promise<null>
  /** Bytes in use after a collection. */
  measure(): Promise<{ heap: number; rss: number }>
  stop(): Promise<null>
}

/** Tells a flood where to aim, and what is there. */
export interface FloodTarget {
  url: string
  pid: number
  unit: string
  gates: string
  evidence: string
  directory: string
  /** Path of a file of the app. */
  file: string
}

const seeded = 2_000
const file = '/_app/immutable/big.js'
const buildDir = mkdtempSync(join(tmpdir(), 'antt-flood-'))
mkdirSync(join(buildDir, '_app/immutable'), { recursive: true })
writeFileSync(join(buildDir, 'index.html'), '<!doctype html><title>flood</title>')
writeFileSync(join(buildDir, file), `//${'x'.repeat(2 ** 21)}`)

const bounds = process.argv.includes('--no-limits') ? noLimits : embeddedLimits
const stack = await startTestStack({ buildDir }, { limits: bounds })
await seed(stack, seeded)

const asks: ServerAsks = {
  async account(role) {
    const { name, password } = await stack.account(role)
    return { name, password }
  },
  approve: (enrolment) => approve(stack, enrolment).then(() => null),
  async measure() {
    for (let i = 0; i < 3; i++) globalThis.gc?.()
    const { heapUsed: heap, rss } = process.memoryUsage()
    return { heap, rss }
  },
  async stop() {
    await stack.stop()
    rmSync(buildDir, { recursive: true })
    setImmediate(() => process.exit())
    return null
  }
}

process.on('message', ({ id, name, input }: { id: number; name: keyof ServerAsks; input: never }) => {
  asks[name](input).then(
    (answer) => process.send?.({ id, answer }),
    (problem: unknown) => process.send?.({ id, problem: String(problem) })
  )
})
process.on('disconnect', () => process.exit())
const target: FloodTarget = {
  url: stack.url,
  pid: process.pid,
  unit: stack.unit,
  gates: stack.database('gates'),
  evidence: photoDatabase({ unit: stack.unit, place: 'evidence', at: Date.now() }),
  directory: stack.database('directory'),
  file
}
process.send?.({ target })
