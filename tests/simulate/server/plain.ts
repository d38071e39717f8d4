interface Line {
  id?: string
  key?: unknown
  ok?: boolean
  error?: string
  reason?: string
  deleted?: boolean
  doc?: Record<string, unknown> | null
  value?: unknown
}

/** What a courier reads of an answer of CouchDB, without what no two servers say alike: revisions, sequences, words. */
export function plain(body: unknown): object {
  // In which order rows come is nobody's promise.
  if (Array.isArray(body)) return { rows: (body as Line[]).map(written).sort() }
  const { rows, results, error, userCtx, ok, name, roles, _id } = body as Record<string, unknown>
  if (error !== undefined) return { error }
  if (results) return { results: (results as Line[]).map(changed).sort(byId) }
  if (rows) return { rows: (rows as Line[]).map(found) }
  if (userCtx) {
    const { name, roles } = userCtx as { name: unknown; roles: unknown }
    return { name, roles }
  }
  return { ok, name, roles, _id }
}

function written({ id, ok, error, reason = '' }: Line): string {
  const code = error === 'forbidden' || error === 'held' ? (JSON.parse(reason) as { code: string }).code : ''
  return [id, ok ? 'ok' : error, code].join(' ')
}

const changed = ({ id, deleted, doc }: Line) => ({ id, deleted, doc: documentIn(doc) })

const found = ({ id, key, error, value, doc }: Line) => ({
  id,
  key,
  error,
  value: Array.isArray(value) ? value : (value as { deleted?: boolean } | undefined)?.deleted,
  doc: documentIn(doc)
})

/** Of what is no fact the id alone: its content is each server's own, as is the time of a seal. */
function documentIn(doc: Line['doc']): unknown {
  if (!doc) return null
  const { _rev, _revisions, took, seal, ...rest } = doc
  return 'sig' in rest ? { ...rest, isSealed: took !== undefined && seal !== undefined } : { _id: rest._id }
}

const byId = (a: { id?: string | undefined }, b: { id?: string | undefined }) => (a.id! < b.id! ? -1 : 1)
