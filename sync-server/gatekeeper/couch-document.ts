/** A document as CouchDB hands it to a validator. */
export interface CouchDocument {
  _id: string
  _rev?: unknown
  _deleted?: unknown
  _attachments?: unknown
  [field: string]: unknown
}

/** The fact in a document: `_id` is its `id`; `_revisions` and `_deleted: false` are added on the way and mean nothing. */
export function asFact({ _id, _revisions, _deleted, ...fields }: CouchDocument) {
  return { ...fields, ...(_deleted === undefined || _deleted === false ? {} : { _deleted }), id: _id }
}
