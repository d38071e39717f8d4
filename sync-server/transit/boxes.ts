import { hash } from 'node:crypto'
import type { ServerScope } from 'nano'
import { transitDatabase, type SealedBox } from '#lib/domain/transit/box.ts'
import { nullIfMissing } from '../provision/apply.ts'

/** A box as it waits to be opened. */
export interface StoredBox extends SealedBox {
  _id: string
  _rev: string
  /** The account whose phone brought it. */
  via: string
  /** Unix ms. */
  took: number
}

/** Most boxes of one carrier that wait in a unit: what cannot be opened, or not be taken yet, stays. */
export const maxWaitingBoxes = 64
/** Boxes read at once. */
const stride = 8

const idOf = (via: string, { enc, sealed }: SealedBox) =>
  `box:${via}:${hash('sha256', `${enc} ${sealed}`, 'base64url')}`

/** Why a box was not kept: `missing`: the unit has no such database; `full`: too many of this carrier's wait. */
export type BoxRefusal = 'missing' | 'full'

/** Keeps a box until it is opened; the same one once. @returns null when it is kept */
export async function keepBox(
  server: ServerScope,
  via: string,
  box: SealedBox,
  now: number
): Promise<BoxRefusal | null> {
  const documents = server.use(transitDatabase(box.unit))
  const range = { startkey: `box:${via}:`, endkey: `box:${via}:~`, limit: maxWaitingBoxes }
  const there = await nullIfMissing(documents.list(range))
  if (!there) return 'missing'
  const _id = idOf(via, box)
  if (there.rows.some(({ id }) => id === _id)) return null
  if (there.rows.length >= maxWaitingBoxes) return 'full'
  await documents.insert({ _id, via, took: now, ...box } as never).catch((problem: unknown) => {
    if ((problem as { statusCode?: number }).statusCode !== 409) throw problem
  })
  return null
}

/** Reads the boxes that wait in a database, some at a time. @param skip the ids of those that are not wanted now */
export async function* waitingBoxes(
  server: ServerScope,
  database: string,
  skip: (id: string) => boolean
): AsyncGenerator<StoredBox> {
  const documents = server.use(database)
  const listed = await nullIfMissing(documents.list({ startkey: 'box:', endkey: 'box:~' }))
  const ids = (listed?.rows ?? []).map(({ id }) => id).filter((id) => !skip(id))
  for (let i = 0; i < ids.length; i += stride) {
    const { rows } = await documents.fetch({ keys: ids.slice(i, i + stride) })
    for (const row of rows) if ('doc' in row && row.doc) yield row.doc as unknown as StoredBox
  }
}

/** Deletes a box whose contents are settled. */
export async function dropBox(server: ServerScope, database: string, box: StoredBox): Promise<void> {
  await server
    .use(database)
    .destroy(box._id, box._rev)
    .catch((problem: unknown) => {
      // Another server has opened it too.
      const { statusCode } = problem as { statusCode?: number }
      if (statusCode !== 404 && statusCode !== 409) throw problem
    })
}
