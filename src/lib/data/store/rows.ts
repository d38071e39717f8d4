import { addedTo, type Envelope } from '#lib/domain/fact.ts'
import { damagedType, type StoredFact, type SyncState } from '#lib/domain/stored.ts'
import { seal, unseal } from '../keys/seal.ts'
import type { Row } from './database.ts'

/** Prepares a fact for the phone's storage: from here on its body is sealed. */
export async function sealRow(fact: Envelope, sync: SyncState, key: CryptoKey): Promise<Row> {
  const { id, unit, book, stream, type, at, by, device, n, body, sig } = fact
  const sealed = await seal(key, id, body)
  return {
    ...{ id, unit, book, stream, type, at, by, device, n, body: sealed, sig, sync, tries: 0 },
    ...addedTo(fact)
  }
}

/** Stands in for a record whose body was damaged on this phone. */
const damaged = { type: damagedType, body: {} }

export async function openRow(row: Row, key: CryptoKey): Promise<StoredFact> {
  const { id, unit, book, stream, at, by, device, n, sig, sync, reason, tries } = row
  const { type, body } = await unseal(key, id, row.body).then(
    (body) => ({ type: row.type, body: body as Envelope['body'] }),
    () => damaged
  )
  const signed = { id, unit, book, stream, type, at, by, device, n, body, sig }
  const fact: StoredFact = { ...signed, ...addedTo(row), sync, tries }
  if (reason !== undefined) fact.reason = reason
  return fact
}

/** Returns what is left of an erased fact: its id, so that no late copy is taken for a new fact. */
export function erasedRow(row: Row): Row {
  const { id, sync } = row
  const blank = { unit: '', book: '', stream: '', type: '', at: '', by: '', device: '', body: '', sig: '' }
  return { id, ...blank, n: 0, sync, tries: 0 }
}

/** Marks what is left of a fact that was dropped because its reader's role had ended: it may come again. */
const unreadType = 'unread'

/** Returns what is left of such a fact. */
export const unreadRow = (row: Row): Row => ({ ...erasedRow(row), type: unreadType })

/** Tells whether a deleted row is of such a fact. */
export const isUnreadRow = ({ type }: Pick<Row, 'type'>): boolean => type === unreadType
