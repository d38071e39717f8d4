import type { Directory } from '#lib/domain/directory/directory.ts'
import type { CouchDocument } from '../gatekeeper/couch-document.ts'
import { judge, type Verdict } from './judge.ts'

/** A row of `_bulk_docs` in CouchDB's form; phones offer again what is `held`, as after any error that they do not know. */
interface RefusedRow {
  id: string
  error: 'forbidden' | 'held'
  /** JSON `{code, at?}`. */
  reason: string
}

export interface Admitted {
  passed: CouchDocument[]
  refused: RefusedRow[]
}

/** Facts judged at once: between them others get their turn. */
const abreast = 16

/**
 * Judges the documents of a push one by one: a refused one holds up no other.
 * @param current the directory of their unit, or null
 * @param anew reads it again: asked once when a document's device is not in it
 */
export async function admit(
  docs: readonly CouchDocument[],
  current: Directory | null,
  anew: () => Promise<Directory>
): Promise<Admitted> {
  const devices = new Set(current?.devices.map(({ id }) => id))
  const isMissing = ({ device, type }: CouchDocument) =>
    type !== 'directory.device-enrolled' && !devices.has(device as string)
  const known = current && docs.some(isMissing) ? await anew() : current
  const admitted: Admitted = { passed: [], refused: [] }
  for (let i = 0; i < docs.length; i += abreast) {
    const some = docs.slice(i, i + abreast)
    const verdicts = await Promise.all(some.map((doc) => judge(doc, known)))
    some.forEach((doc, j) => {
      const verdict = verdicts[j]
      if (verdict) admitted.refused.push(rowOf(doc, verdict))
      else admitted.passed.push(doc)
    })
  }
  return admitted
}

function rowOf({ _id: id }: CouchDocument, { kind, why }: Verdict): RefusedRow {
  return { id, error: kind === 'held' ? 'held' : 'forbidden', reason: JSON.stringify(why) }
}
