import { hash } from 'node:crypto'
import type { ServerScope } from 'nano'
import type { Envelope } from '#lib/domain/fact.ts'
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

/** Most boxes of one share that wait in a unit: what cannot be opened, or not be taken yet, stays. */
export const maxWaitingBoxes = 64

/** Names a box within a share: signed once more, it is the same one. */
const idOf = (share: string, { enc, sealed }: SealedBox) =>
  `box:${share}:${hash('sha256', `${enc} ${sealed}`, 'base64url')}`

/** Why a box was not kept: `missing`: the unit has no such database; `full`: too many of its share wait. */
export type BoxRefusal = 'missing' | 'full'

/** Whose a box is: the account that brings it, and the share in which it waits, see `shareOf`. */
interface BoxBearing {
  via: string
  share: string
}

/** Keeps a box until it is opened; the same one of a share once. @returns null when it is kept */
export async function keepBox(
  server: ServerScope,
  { via, share }: BoxBearing,
  box: SealedBox,
  now: number
): Promise<BoxRefusal | null> {
  const documents = server.use(transitDatabase(box.unit))
  const range = { startkey: `box:${share}:`, endkey: `box:${share}:~`, limit: maxWaitingBoxes }
  const there = await nullIfMissing(documents.list(range))
  if (!there) return 'missing'
  const _id = idOf(share, box)
  if (there.rows.some(({ id }) => id === _id)) return null
  if (there.rows.length >= maxWaitingBoxes) return 'full'
  await documents.insert({ _id, via, took: now, ...box } as never).catch(ignoreIfThere)
  return null
}

function ignoreIfThere(problem: unknown): void {
  if ((problem as { statusCode?: number }).statusCode !== 409) throw problem
}

/** Tells whether a box waits as its author's: in the share of that phone, or as one fact of it. */
export const isHome = ({ _id }: Pick<StoredBox, '_id'>, author: string): boolean =>
  [`box:@${author}:`, `box:=${author}:`].some((home) => _id.startsWith(home))

/** Keeps one fact of a phone in a box of its own, once, beside the share of that phone: in no share is it counted. */
export async function keepFact(
  server: ServerScope,
  { device, id }: Pick<Envelope, 'device' | 'id'>,
  box: Omit<StoredBox, '_id' | '_rev' | 'device' | 'sig'>
): Promise<void> {
  const documents = server.use(transitDatabase(box.unit))
  await documents.insert({ _id: `box:=${device}:${id}`, ...box } as never).catch(ignoreIfThere)
}

/** Returns the share in which a box waits: what stands between its kind and its own name. */
const shareIn = (id: string) => id.slice('box:'.length, id.lastIndexOf(':'))

/**
 * Returns ids of boxes that wait in a database, one of each share, so that whoever fills theirs keeps nobody waiting.
 * @param skip tells which are not wanted now
 */
export async function firstOfShares(
  server: ServerScope,
  database: string,
  skip: (id: string) => boolean
): Promise<string[]> {
  const listed = await nullIfMissing(server.use(database).list({ startkey: 'box:', endkey: 'box:~' }))
  const first = new Map<string, string>()
  for (const { id } of listed?.rows ?? [])
    if (!first.has(shareIn(id)) && !skip(id)) first.set(shareIn(id), id)
  return [...first.values()]
}

/** Reads a box; null when it is gone. */
export async function readBox(server: ServerScope, database: string, id: string): Promise<StoredBox | null> {
  return nullIfMissing(server.use<StoredBox>(database).get(id))
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
