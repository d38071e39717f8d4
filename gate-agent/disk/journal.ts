import { closeSync, fdatasyncSync, readFileSync } from 'node:fs'
import { patchBetween, patched, type JsonValue } from './patch.ts'
import { replacedBy, writeWhole } from './replace.ts'

/** Number of changes before compaction. */
const longest = 500
/** Preallocated zeroes: overwriting them halves the time of a flush, because the file size does not change. */
const room = Buffer.alloc(128 * 1024)

/** The file on disk cannot be trusted; an agent that does not know what it did must not do anything. */
export class JournalProblem extends Error {
  override name = 'JournalProblem'
}

/**
 * Persists state that must survive a power cut, as a file with one change per line: `keep` returns once the change is
 * on disk. A line whose writing a power cut interrupted is ignored.
 */
export class Journal<Kept extends object> {
  #kept: JsonValue
  #lines = 0
  /** The last write failed: rewrite the whole file before appending anything. */
  #torn = false
  #file: number
  /** Offset of the next line, and end of the zeroes, bytes. */
  #end = 0
  #size = 0

  private constructor(
    private readonly path: string,
    kept: JsonValue
  ) {
    this.#kept = kept
    this.#file = this.#writeAnew()
  }

  /** @throws JournalProblem when the file is damaged anywhere but at its end */
  static open<Kept extends object>(path: string, empty: Kept): { journal: Journal<Kept>; kept: Kept } {
    const read = readJournal(path)
    const kept = { ...empty, ...(read as Partial<Kept>) }
    return { journal: new Journal<Kept>(path, kept as JsonValue), kept }
  }

  /**
   * Blocks until the state is on disk, because the next step may move a gate. States share unchanged parts, so only the
   * changed ones are compared. @throws when the disk fails, and then nothing may move
   */
  keep(kept: Kept): void {
    const next = kept as JsonValue
    const patch = patchBetween(this.#kept, next)
    if (patch === undefined) return
    const known = this.#kept
    this.#kept = next
    try {
      if (this.#torn || ++this.#lines > longest) this.#file = this.#replaced()
      else {
        this.#append(this.#file, `${JSON.stringify(patch)}\n`)
        fdatasyncSync(this.#file)
      }
      this.#torn = false
    } catch (problem) {
      this.#kept = known
      this.#torn = true
      throw problem
    }
  }

  close(): void {
    closeSync(this.#file)
  }

  #replaced(): number {
    const old = this.#file
    const file = this.#writeAnew()
    try {
      closeSync(old)
    } catch {
      // A file that the disk has already taken away need not be closed.
    }
    return file
  }

  /** Compacts the file to one line; the old file remains until the new one is complete. */
  #writeAnew(): number {
    const file = replacedBy(this.path, (fresh) => {
      this.#end = this.#size = 0
      this.#append(fresh, `${JSON.stringify(plain(this.#kept))}\n`)
    })
    this.#lines = 0
    return file
  }

  #append(file: number, line: string) {
    const bytes = Buffer.from(line)
    for (; this.#end + bytes.length > this.#size; this.#size += room.length)
      writeWhole(file, room, this.#size)
    writeWhole(file, bytes, this.#end)
    this.#end += bytes.length
  }
}

/** Drops members that are null, since the journal cannot represent them. */
const plain = (kept: JsonValue) => patched(undefined, kept)

function readJournal(path: string): JsonValue {
  const lines = textOf(path).split('\n')
  // The last piece is an unfinished line or the preallocated zeroes.
  lines.pop()
  let kept: JsonValue = {}
  for (const [i, line] of lines.entries()) {
    const change = parse(line)
    if (change !== undefined) kept = patched(kept, change)
    else if (i < lines.length - 1) throw new JournalProblem(`${path}: dòng ${i + 1} không đọc được`)
  }
  return kept
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw problem
  }
}

function parse(line: string): JsonValue | undefined {
  try {
    return JSON.parse(line) as JsonValue
  } catch {
    return undefined
  }
}
