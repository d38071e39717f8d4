import { designId } from '../sync-server/provision/databases.ts'
import { certifiedId } from '#lib/domain/certified-id.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import type { Book } from '#lib/domain/roles.ts'
import type { TestStack } from '../tests/stack.ts'
import type { WriteNth } from './folds/books.ts'
import { gates, notes, type Spread } from './notes.ts'

/** The bench's gates, in the unit's directory. */
export async function registerGates({ provision, unit }: TestStack): Promise<void> {
  const wanted = gates.map((gate, i) => ({ unit, gate, name: `Cổng ${i + 1}`, kind: 'hand' as const }))
  await provision({ units: [unitOf(unit)], accounts: [], gates: wanted })
}

/**
 * Fills the unit's current gates database, or that of another book or name, with `count` seeded notes up to `end`
 * (Unix ms), as admin.
 * @returns mean bytes of JSON a fact
 */
export async function seed(
  stack: TestStack,
  count: number,
  { name, end = Date.now(), ...spread }: Spread & { name?: string; end?: number } = {}
): Promise<number> {
  const database = name ?? stack.database(spread.book ?? 'gates')
  return Math.round((await fill(stack, database, notes(stack.unit, count, end, spread))) / count)
}

/**
 * Fills a database with facts. The validator is away meanwhile: they are valid, and judging 150,000 of them would only
 * take its time.
 * @returns bytes of JSON
 */
export async function fill(
  { couch, unit, provision }: TestStack,
  name: string,
  facts: Iterable<Envelope>
): Promise<number> {
  const documents = couch.nano.use(name)
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
  for (const { id, ...rest } of facts) {
    const doc = { _id: id, ...rest }
    bytes += JSON.stringify(doc).length
    if (docs.push(doc) === 2_000) await write()
  }
  if (docs.length > 0) await write()
  await provision({ units: [unitOf(unit)], accounts: [], gates: [] })
  return bytes
}

/** As `tests/stack.ts` provisions it. */
const unitOf = (id: string) => ({ id, name: 'Thử', kind: 'xã' })

/** Returns the first `count` facts of a book, a minute apart, the last one now, with the ids that their phones would have given them. */
export function* writtenBy(
  { unit }: Pick<TestStack, 'unit'>,
  book: Book,
  write: WriteNth,
  count: number
): Generator<Envelope> {
  const start = Date.now() - count * 60_000
  for (let nth = 0; nth < count; nth++) {
    const { took: _, sync: __, tries: ___, ...fact } = write(nth)
    const ms = start + nth * 60_000
    const id = certifiedId({ unit, book, device: fact.device, n: fact.n }, ms)
    yield { ...fact, id, unit, at: new Date(ms).toISOString() } as Envelope
  }
}
