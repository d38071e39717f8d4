import { closeSync, fdatasyncSync, readFileSync } from 'node:fs'
import { patchBetween, patched, type JsonValue } from './patch.ts'
import { replacedBy, writeWhole } from './replace.ts'

/** After so many changes the file is written anew, short. */
const longest = 500
/** Written over zeroes that lie ready, a change is on the disk in half the time: the file's own size need not follow. */
const room = Buffer.alloc(128 * 1024)

/** A disk that cannot be believed: an agent that does not know what it did must not do anything. */
export class JournalProblem extends Error {
  override name = 'JournalProblem'
}

/**
 * What must outlive any power cut, as a file of changes, one a line: `keep` returns when the change is on the disk.
 * A line that was being written when the power went is as if it had never been begun.
 */
export class Journal<Kept extends object> {
  #kept: JsonValue
  #lines = 0
  /** The disk did not take a line whole: what stands there must be written anew before anything follows. */
  #torn = false
  #file: number
  /** Where the next line goes, and how far the zeroes reach, bytes. */
  #end = 0
  #size = 0

  private constructor(
    private readonly path: string,
    kept: JsonValue
  ) {
    this.#kept = kept
    this.#file = this.#writeAnew()
  }

  /** @throws JournalProblem when the file is damaged elsewhere than at its end */
  static open<Kept extends object>(path: string, empty: Kept): { journal: Journal<Kept>; kept: Kept } {
    const read = readJournal(path)
    const kept = { ...empty, ...(read as Partial<Kept>) }
    return { journal: new Journal<Kept>(path, kept as JsonValue), kept }
  }

  /**
   * Blocks until it is on the disk: what follows may move a gate. States share what they have in common, so that only
   * what is new is looked at. @throws when the disk does not take it, and then nothing may move
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
      // What the disk took away already need not be closed.
    }
    return file
  }

  /** One line holds everything; the old file stands until the new one is whole. */
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

/** Members that are null read as absent. */
const plain = (kept: JsonValue) => patched(undefined, kept)

function readJournal(path: string): JsonValue {
  const lines = textOf(path).split('\n')
  // What follows the last line's end was never finished, or is the room ahead.
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
