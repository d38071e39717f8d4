import type { ServerScope } from 'nano'
import type { CouchDocument } from './gatekeeper/couch-document.ts'
import { nullIfMissing } from './provision/apply.ts'

/** How far a database has been read, and in which of its lives: a restore begins another one. */
export interface ReadUntil {
  epoch: string
  since: string | number
}

/**
 * Reads what is new in a database, a page after the other; all of it when it was restored or made anew, since its sequence
 * says nothing then.
 * @param anew is called first when everything is read again
 * @param take is awaited for each page
 * @throws 404 when the database is gone
 */
export async function readChanges(
  server: ServerScope,
  database: string,
  from: ReadUntil | null,
  { page, anew, take }: { page: number; anew(): void; take(docs: CouchDocument[]): void | Promise<void> }
): Promise<ReadUntil> {
  const documents = server.use<CouchDocument>(database)
  const epoch = ((await nullIfMissing(documents.get('epoch'))) as { value?: string } | null)?.value ?? ''
  let since = from?.epoch === epoch ? from.since : 0
  if (since === 0) anew()
  for (;;) {
    const asked = { since: since as string, limit: page, include_docs: true }
    const { results, last_seq } = await documents.changes(asked)
    await take((results as { doc?: CouchDocument }[]).flatMap(({ doc }) => doc ?? []))
    since = last_seq as unknown as string
    if (results.length < page) return { epoch, since }
  }
}
