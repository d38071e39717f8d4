import type { Directory } from '#lib/domain/directory/directory.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { databaseName } from '#lib/domain/database-names.ts'
import { factIn } from '#lib/domain/fact-document.ts'
import type { Directories } from '../../../sync-server/directories.ts'
import { directoryIn } from '../../../sync-server/directory/unit-directory.ts'
import type { Seals } from '../../../sync-server/admission/seals.ts'
import { DirectoryMemory } from '../../../sync-server/directory/directory-memory.ts'
import type { Roots } from '../../../sync-server/directory/roots.ts'
import type { CouchDocument } from '../../../sync-server/gatekeeper/couch-document.ts'
import type { Shelf } from './shelf.ts'

const known = new WeakMap<CouchDocument, Envelope | null>()

/** Returns the fact in a document of a shelf; reads each document once. */
function factOn(doc: CouchDocument): Envelope | null {
  let fact = known.get(doc)
  if (fact === undefined) known.set(doc, (fact = 'sig' in doc ? factIn(doc) : null))
  return fact
}

export const factsOn = (shelf: Shelf): Envelope[] =>
  [...shelf.all.values()].flatMap(({ doc }) => (doc && factOn(doc)) ?? [])

/** The directories as the server folds them; a changed one is folded anew when it is next asked for. */
export function unitDirectories(
  shelves: ReadonlyMap<string, Shelf>,
  { rootOf }: Pick<Roots, 'rootOf'>,
  { isRight }: Pick<Seals, 'isRight'>
): Pick<Directories, 'of' | 'anew'> {
  const folded = new Map<string, { shelf: Shelf; changes: number; directory: Directory }>()
  const roots = { rootOf, memoryOf: (unit: string) => new DirectoryMemory(unit, null, isRight) }
  const of = async (unit: string) => {
    const shelf = shelves.get(databaseName(unit, 'directory', ''))
    if (!shelf) throw Object.assign(new Error(`no unit ${unit}`), { statusCode: 404 })
    const last = folded.get(unit)
    if (last?.shelf === shelf && last.changes === shelf.changeCount) return last.directory
    const changes = shelf.changeCount
    const directory = await directoryIn(factsOn(shelf), unit, roots)
    folded.set(unit, { shelf, changes, directory })
    return directory
  }
  return { of, anew: of }
}
