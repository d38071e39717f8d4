import * as v from 'valibot'
import { cut, partDocument, type Photo } from '#lib/domain/photos/parts.ts'
import { photoDatabase, type PhotoHome } from '#lib/domain/database-names.ts'
import type { CarryContext } from '../courier/exchange.ts'
import { askDatabase } from '../http/http.ts'
import { readWriteResults } from '../courier/write-results.ts'
import { Halt } from '../courier/exchange-context.ts'
import { writeRows } from '../courier/wire.ts'
import { toBase64 } from '../keys/base64.ts'

export interface Parcel extends Photo, PhotoHome {
  /** The number of parts that the server has already. */
  sent: number
}

type PartDocument = ReturnType<typeof partDocument>

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
    const doc = partDocument(parcel.parts[part]!, way.account, toBase64(piece))
    const stopped = await send(parcel, doc, way)
    if (stopped) return stopped
    await arrived(part + 1)
  }
  return { end: 'sent' }
}

/** Uploads one part. @returns null when the server has that part now */
async function send(home: PhotoHome, doc: PartDocument, way: CarryContext): Promise<Delivered | null> {
  const own = photoDatabase(home)
  const current = photoDatabase({ ...home, at: way.http.now() })
  const sent = await sendTo(own, doc, way)
  // The quarter has no database yet, or was closed long ago: the current one takes it.
  const settled = sent === 'missing' && current !== own ? await sendTo(current, doc, way) : sent
  return settled === 'missing' ? { end: 'waiting' } : settled
}

async function sendTo(
  database: string,
  doc: PartDocument,
  { http, account }: CarryContext
): Promise<Delivered | 'missing' | null> {
  const answer = await askDatabase(http, 'POST', `/${database}/_bulk_docs`, { docs: [doc] })
  if (answer.kind === 'missing') return 'missing'
  // CouchDB refuses the whole request of an account that does not read there.
  if (answer.kind === 'forbidden') return { end: 'refused', reason: 'not-allowed' }
  if (answer.kind === 'rejected' && answer.status !== 500)
    return { end: 'refused', reason: answer.status === 413 ? 'too-large' : 'unreadable' }
  const rows = answer.kind === 'ok' ? v.safeParse(writeRows, answer.body) : null
  if (!rows?.success) throw answer.kind === 'ok' || answer.kind === 'rejected' ? trouble() : new Halt(answer)
  const { settlements, taken, sessionLost } = readWriteResults(
    rows.output,
    [{ id: doc._id, by: account }],
    account
  )
  if (sessionLost) throw new Halt({ kind: 'signed-out' })
  // The server's gateway lets nothing but these bytes bear their hash: an answer was lost, or another photo has the part too.
  if (taken.length > 0) return null
  const [settled] = settlements
  if (settled?.sync === 'refused') return { end: 'refused', reason: settled.reason }
  if (settled?.sync === 'held') return { end: 'waiting' }
  if (settled?.sync !== 'sent') throw trouble()
  return null
}

const trouble = () => new Halt({ kind: 'trouble', afterMs: 0 })
