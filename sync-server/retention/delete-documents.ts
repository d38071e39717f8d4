import type { ServerScope } from 'nano'

/** Deletes documents as admin; their tombstones remove them from phones too. */
export async function deleteDocuments(server: ServerScope, database: string, keys: string[]): Promise<void> {
  if (keys.length === 0) return
  const { rows } = await server.use(database).fetchRevs({ keys })
  const docs = rows.flatMap((row) =>
    'value' in row && !('deleted' in row.value) ? [{ _id: row.key, _rev: row.value.rev, _deleted: true }] : []
  )
  if (docs.length === 0) return
  const answers = (await server.use(database).bulk({ docs })) as { error?: string; reason?: string }[]
  const refused = answers.find(({ error }) => error)
  if (refused) throw new Error(`${database}: ${refused.error} ${refused.reason}`)
}
