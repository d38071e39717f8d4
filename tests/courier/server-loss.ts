import { databaseName } from '#lib/domain/database-names.ts'
import { until } from '../until.ts'
import type { TestServer } from './server.ts'

interface Kept {
  _id: string
  _rev?: string
  value?: string
  type?: string
}

/** Everything in a database of facts but its design documents, as a backup would have it. */
export async function copyOf({ couch }: TestServer, name: string): Promise<Kept[]> {
  const { rows } = await couch.nano.use<Kept>(name).list({ include_docs: true })
  return rows.flatMap(({ doc }) => (doc && !doc._id.startsWith('_design/') ? [doc as Kept] : []))
}

/**
 * Puts an older copy in a database's place, as a restored server has it. `epoch` 'same': behind the couriers' back, as
 * when somebody puts files back.
 */
export async function restore(
  server: TestServer,
  name: string,
  copy: readonly Kept[],
  epoch: 'same' | 'new'
): Promise<void> {
  const { nano } = server.couch
  await nano.db.destroy(name)
  await server.provisionAt(Date.now())
  const database = nano.use<Kept>(name)
  if (epoch === 'same') {
    const { value } = copy.find(({ _id }) => _id === 'epoch')!
    await database.insert({ ...(await database.get('epoch')), value } as never)
  }
  const docs = copy.filter(({ _id }) => _id !== 'epoch').map(({ _rev, ...doc }) => doc)
  if (docs.length > 0) await database.bulk({ docs })
  if (name !== databaseName(server.unit, 'directory', '')) return
  // Nobody is let in before the server has read it again.
  const enrolled = docs.some(({ type }) => type === 'directory.device-enrolled')
  await until(async () => !enrolled || (await server.directories.of(server.unit)).devices.length > 0)
}
