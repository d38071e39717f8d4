import * as v from 'valibot'
import { cut, fileName, partDocument, partId, type Photo } from '#lib/domain/photos/parts.ts'
import { photoDatabase, type PhotoHome } from '#lib/domain/database-names.ts'
import type { CarryContext } from '../courier/exchange.ts'
import { askDatabase, askBytes, type Http } from '../http/http.ts'
import { readWriteResults } from '../courier/write-results.ts'
import { Halt } from '../courier/exchange-context.ts'
import { writeRows } from '../courier/wire.ts'
import { toBase64 } from '../keys/base64.ts'

export interface Parcel extends Photo, PhotoHome {
  /** The number of parts that the server has already. */
  sent: number
}

/** `waiting`: the server was not ready for it, or something more urgent waits; a later delivery continues from there. */
export type Delivered = { end: 'sent' | 'waiting' } | { end: 'refused'; reason: string }

/**
 * Uploads the missing parts of one photo, one a request, so that a weak connection loses little and more urgent
 * exchanges wait for one part at most; `arrived` runs after each with the number that the server has.
 * @throws Halt when the network, the session or the server ends the exchange
 */
export async function deliverPhoto(
  parcel: Parcel,
  bytes: Uint8Array<ArrayBuffer>,
  way: CarryContext,
  arrived: (parts: number) => Promise<void>
): Promise<Delivered> {
  const pieces = cut(bytes)
  for (const [part, piece] of pieces.entries()) {
    if (part < parcel.sent) continue
    if (way.hurried()) return { end: 'waiting' }
    const stopped = await send(parcel, part, piece, way)
    if (stopped) return stopped
    await arrived(part + 1)
  }
  return { end: 'sent' }
}

/** Uploads one part. @returns null when the server has that part now */
async function send(
  parcel: Parcel,
  part: number,
  piece: Uint8Array,
  way: CarryContext
): Promise<Delivered | null> {
  const own = photoDatabase(parcel)
  const current = photoDatabase({ ...parcel, at: way.http.now() })
  const sent = await sendTo(own, parcel, part, piece, way)
  // The quarter has no database yet, or was closed long ago: the current one takes it.
  const settled =
    sent === 'missing' && current !== own ? await sendTo(current, parcel, part, piece, way) : sent
  return settled === 'missing' ? { end: 'waiting' } : settled
}

async function sendTo(
  database: string,
  photo: Photo,
  part: number,
  piece: Uint8Array,
  { http, account }: CarryContext
): Promise<Delivered | 'missing' | null> {
  const id = partId(photo.sha256, part)
  const doc = partDocument(photo, part, account, toBase64(piece))
  const answer = await askDatabase(http, 'POST', `/${database}/_bulk_docs`, { docs: [doc] })
  if (answer.kind === 'missing') return 'missing'
  if (answer.kind === 'forbidden') return { end: 'waiting' }
  if (answer.kind === 'rejected' && answer.status !== 500)
    return { end: 'refused', reason: answer.status === 413 ? 'too-large' : 'unreadable' }
  const rows = answer.kind === 'ok' ? v.safeParse(writeRows, answer.body) : null
  if (!rows?.success) throw answer.kind === 'ok' || answer.kind === 'rejected' ? trouble() : new Halt(answer)
  const { settlements, taken, sessionLost } = readWriteResults(rows.output, [{ id, by: account }], account)
  if (sessionLost) throw new Halt({ kind: 'signed-out' })
  if (taken.length > 0)
    return (await isServed(http, `/${database}/${id}/${fileName}`, piece))
      ? null
      : { end: 'refused', reason: 'id-taken' }
  const [settled] = settlements
  if (settled?.sync === 'refused') return { end: 'refused', reason: settled.reason }
  if (settled?.sync !== 'sent') throw trouble()
  return null
}

/** Tells whether a taken id holds these very bytes, which means that an answer was lost; others are somebody else's. */
async function isServed(http: Http, path: string, piece: Uint8Array): Promise<boolean> {
  const answer = await askBytes(http, path)
  if (answer.kind !== 'ok') throw answer.kind === 'missing' ? trouble() : new Halt(answer)
  return answer.body.length === piece.length && answer.body.every((byte, i) => byte === piece[i])
}

const trouble = () => new Halt({ kind: 'trouble', afterMs: 0 })
