import type { RxStorageChangeEvent, WrappedRxStorageInstance } from 'rxdb'
import type { StreamMarks } from '#lib/ports/store.ts'
import type { Source } from '#lib/ports/source.ts'
import type { Facts, Row } from '../database.ts'
import { answerOf } from './pages.ts'
import type { StorageInstance } from './storage-instance.ts'

/** Opens the marks of the streams in which facts lie. */
export function openStreamMarks(facts: Facts): StreamMarks {
  const wrapped = facts.storageInstance as unknown as WrappedRxStorageInstance<Row, unknown, unknown>
  const disk = wrapped.originalStorageInstance as unknown as StorageInstance<Row>
  return {
    async all(kind) {
      return marksOfKind(await disk.readMarks(), kind)
    },
    async of(stream) {
      const marks = await disk.readMarks()
      return (await answerOf<string | undefined>(marks.get(stream))) ?? unmarked
    },
    written: (kind) => writtenStreams(facts, kind)
  }
}

/** Stands for the mark of a stream in which nothing was ever written. */
const unmarked = ''

function writtenStreams(facts: Facts, kind: string): Source<readonly string[]> {
  const streamsOf = ({ documentData, previousDocumentData }: RxStorageChangeEvent<Row>) =>
    [documentData as Row, previousDocumentData as Row | undefined].flatMap((row) => row?.stream ?? [])
  return {
    subscribe: ({ next }) =>
      facts.eventBulks$.subscribe(({ events }) => {
        const written = new Set(events.flatMap(streamsOf).filter((stream) => stream.startsWith(`${kind}/`)))
        if (written.size > 0) next([...written])
      })
  }
}

/** Lists the streams of `kind/`, by name, each with its mark: two requests, however many streams there are. */
async function marksOfKind(marks: IDBObjectStore, kind: string): Promise<Map<string, string>> {
  const range = IDBKeyRange.bound(`${kind}/`, `${kind}0`, false, true)
  const [names, values] = await Promise.all([
    answerOf(marks.getAllKeys(range)),
    answerOf<string[]>(marks.getAll(range))
  ])
  return new Map(names.map((name, i) => [name as string, values[i]!] as const))
}
