import leveldown, { type Files } from 'leveldown'
import type { Database, Pouch } from 'pouchdb'

/** Before any key and after all. */
const [first, last] = [Buffer.alloc(1), Buffer.alloc(8, 0xff)]

const filesByPath = new Map<string, Files>()

/** LevelDB as PouchDB opens it, with its files at hand. */
export const openFiles = new Proxy(leveldown, {
  apply(target, _, [path]: [string]) {
    const files = target(path)
    filesByPath.set(path, files)
    return files
  }
})

/** What PouchDB deletes at a compaction lies in the files until LevelDB writes them anew: now, and not one day. */
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

/** LevelDB leaves its lowest files as they are, unless something newer reaches over all their keys. */
async function rewrite(files: Files): Promise<void> {
  // The first turn writes down what lay in memory as it came, the second lets go of what was deleted.
  for (let turn = 0; turn < 2; turn++) {
    await over((done) => files.del(first, done))
    await over((done) => files.del(last, done))
    await over((done) => files.compactRange(first, last, done))
  }
}

const over = (work: (done: (problem?: Error) => void) => void) =>
  new Promise<void>((resolve, reject) => work((problem) => (problem ? reject(problem) : resolve())))
