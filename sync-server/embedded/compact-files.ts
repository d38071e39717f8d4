import leveldown, { type Files } from 'leveldown'
import type { Database, Pouch } from 'pouchdb'

/** Keys before and after every other key. */
const [first, last] = [Buffer.alloc(1), Buffer.alloc(8, 0xff)]

const filesByPath = new Map<string, Files>()

/** Opens LevelDB for PouchDB and keeps a handle to its files. */
export const openFiles = new Proxy(leveldown, {
  apply(target, _, [path]: [string]) {
    const files = target(path)
    filesByPath.set(path, files)
    return files
  }
})

/** Makes PouchDB's compaction rewrite LevelDB's files at once; otherwise deleted data stays in them until LevelDB happens to
 * compact. */
export function compactFiles(pouch: Pouch, folder: string): void {
  const { _compact } = pouch.prototype
  // oxlint-disable-next-line no-underscore-dangle -- PouchDB's own name
  pouch.prototype._compact = function (this: Database, options, told) {
    _compact.call(this, options, (problem, answer) => {
      if (problem) return told(problem)
      rewrite(filesByPath.get(folder + this.name)!).then(() => told(null, answer), told)
    })
  }
}

/** Rewrites all files. LevelDB leaves its lowest files alone unless newer entries span all their keys. */
async function rewrite(files: Files): Promise<void> {
  // The first pass flushes the memory table, the second drops what was deleted.
  for (let turn = 0; turn < 2; turn++) {
    await over((done) => files.del(first, done))
    await over((done) => files.del(last, done))
    await over((done) => files.compactRange(first, last, done))
  }
}

const over = (work: (done: (problem?: Error) => void) => void) =>
  new Promise<void>((resolve, reject) => work((problem) => (problem ? reject(problem) : resolve())))
