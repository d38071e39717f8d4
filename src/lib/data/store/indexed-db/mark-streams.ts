import type { RxDocumentData } from 'rxdb'

/** Names the store of marks in the database of a collection whose documents lie in streams. */
export const marksStore = 'marks'

type Written = { document: RxDocumentData<unknown>; previous?: RxDocumentData<unknown> | undefined }

/**
 * Gives each stream that is written in another mark, in the transaction that writes: whoever made something of a stream and
 * finds its mark unchanged need not read it again. Clocks and tabs do not matter.
 */
export function markStreams(marks: IDBObjectStore, writes: readonly Written[]): void {
  const mark = crypto.randomUUID()
  for (const stream of streamsIn(writes)) marks.put(mark, stream)
}

/** An erased document names no stream any more: the one before it does. */
function streamsIn(writes: readonly Written[]): ReadonlySet<string> {
  const streams = writes.flatMap(({ document, previous }) => [streamOf(document), streamOf(previous)])
  return new Set(streams.filter((stream) => stream !== undefined && stream !== '') as string[])
}

const streamOf = (document: RxDocumentData<unknown> | undefined) =>
  (document as { stream?: string } | undefined)?.stream
