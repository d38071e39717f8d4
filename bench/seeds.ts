import { designId } from '../sync-server/provision/databases.ts'
import type { TestStack } from '../tests/stack.ts'
import { gates, notes, type Spread } from './notes.ts'

/** The bench's gates, in the unit's directory. */
export async function registerGates({ provision, unit }: TestStack): Promise<void> {
  const wanted = gates.map((gate, i) => ({ unit, gate, name: `Cổng ${i + 1}`, kind: 'hand' as const }))
  await provision({ units: [unitOf(unit)], accounts: [], gates: wanted })
}

/**
 * Fills the unit's current gates database, or that of another book or name, with `count` seeded notes up to `end`
 * (Unix ms), as admin. The validator is away meanwhile:
 * the notes are valid, and judging 150,000 of them would only take its time.
 * @returns mean bytes of JSON a fact
 */
export async function seed(
  { couch, unit, database, provision }: TestStack,
  count: number,
  { name, end = Date.now(), ...spread }: Spread & { name?: string; end?: number } = {}
): Promise<number> {
  const documents = couch.nano.use(name ?? database(spread.book ?? 'gates'))
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
  for (const { id, ...rest } of notes(unit, count, end, spread)) {
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
