import type { RxDocumentData } from 'rxdb'

/** A document as it lies on the disk: an index takes no truth value. */
export type StoredRow = { _deleted: 0 | 1 } & Record<string, unknown>

export const toStored = <Doc>(doc: RxDocumentData<Doc>): StoredRow => ({
  ...doc,
  _deleted: doc._deleted ? 1 : 0
})

/** Turns a row just read into its document, in place: a long list is not copied once more. */
export function toDocument<Doc>(row: StoredRow): RxDocumentData<Doc> {
  const document = row as unknown as RxDocumentData<Doc>
  document._deleted = row._deleted === 1
  return document
}
