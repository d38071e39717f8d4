/** A document as CouchDB hands it to a validator. */
export interface CouchDocument {
  _id: string
  _rev?: unknown
  _deleted?: unknown
  _attachments?: unknown
  [field: string]: unknown
}

/** Returns the fact in a document: `_id` becomes `id`; `_revisions` and `_deleted: false`, added on the way, are dropped. */
export function asFact({ _id, _revisions, _deleted, ...fields }: CouchDocument) {
  const deleted = _deleted === undefined || _deleted === false ? {} : { _deleted }
  // Another `id` beside `_id` is one field too many: two readers would not read the same.
  return 'id' in fields ? { ...fields, ...deleted, _id } : { ...fields, ...deleted, id: _id }
}
