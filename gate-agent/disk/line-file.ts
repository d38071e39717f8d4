import { closeSync, fdatasync, fdatasyncSync, fstatSync, openSync, readFileSync, statSync } from 'node:fs'
import { promisify } from 'node:util'
import { replacedBy, writeWhole } from './replace.ts'

const zeroes = Buffer.alloc(128 * 1024)
/** Room ahead of the lines of a fresh file, bytes: enough for some hundred commands on a disk that is full. */
const roomBytes = 256 * 1024
/** Number of lines after which a rewriting that the disk did not take is tried again. */
const retryLines = 64

/** A complete line, and the offset of its end in the file, bytes. */
export interface FileLine {
  text: string
  end: number
}

/** Reads the complete lines of a file, without what a power cut left unfinished; none where there is no file. */
export function readLines(path: string): FileLine[] {
  const bytes = contentOf(path)
  const lines: FileLine[] = []
  for (let begin = 0, at = bytes.indexOf(10); at >= 0; begin = at + 1, at = bytes.indexOf(10, begin))
    lines.push({ text: bytes.toString('utf8', begin, at), end: at + 1 })
  return lines
}

/**
 * Appends lines to a file, over zeroes that were written before: a full disk takes further lines as long as there are
 * some, and a flush takes half the time, because the file size does not change. Rewrites the file now and then, with what
 * still counts.
 */
export class LineFile {
  /** Null: the disk gives no file to write to. */
  #file: number | null = null
  /** Offset of the next line, and end of the zeroes, bytes. */
  #end = 0
  #size = 0
  #lines = 0
  /** Number of lines at which the last rewriting failed. */
  #failedAt = -Infinity
  /** Whether a write failed half-way, so that nothing may follow before the file is rewritten. */
  #isTorn = false

  /**
   * Rewrites the file; where the disk does not take that, goes on with the one that is there.
   * @param text complete lines, with which it begins
   * @param goodUntil offset of the end of the last good line of the file that is there, bytes; what follows is dropped
   */
  constructor(
    private readonly path: string,
    text: string,
    goodUntil: number
  ) {
    try {
      this.#rewrite(text)
    } catch {
      this.#goOn(goodUntil)
    }
  }

  /**
   * Appends a line, which is on disk after the next flush. @param whole returns what the file must hold before that line;
   * it is rewritten so after `most` lines @throws when the disk takes neither
   */
  append(line: string, whole: () => string, most: number): void {
    const isDue = this.#lines >= most && this.#lines - this.#failedAt >= retryLines
    if (this.#file === null || this.#isTorn) this.#rewrite(whole())
    else if (isDue) this.#rewriteOrGoOn(whole())
    this.#write(Buffer.from(line))
    this.#lines++
  }

  /** @throws when the disk fails; the file is then rewritten before the next line */
  flush(): void {
    try {
      fdatasyncSync(this.#file!)
    } catch (problem) {
      this.#isTorn = true
      throw problem
    }
  }

  /** Resolves once everything is on disk. */
  flushed(): Promise<void> {
    return this.#file === null ? Promise.reject(new Error(this.path)) : promisify(fdatasync)(this.#file)
  }

  close(): void {
    if (this.#file !== null) closeSync(this.#file)
    this.#file = null
  }

  #rewriteOrGoOn(text: string) {
    try {
      this.#rewrite(text)
    } catch (problem) {
      // A rename that succeeded before something else failed has taken the old file away.
      this.#isTorn = statSync(this.path, { throwIfNoEntry: false })?.ino !== fstatSync(this.#file!).ino
      if (this.#isTorn) throw problem
      this.#failedAt = this.#lines
    }
  }

  /** Writes a new file with room ahead; the old one remains until that is complete. */
  #rewrite(text: string) {
    const bytes = Buffer.from(text)
    const old = this.#file
    let size = 0
    this.#file = replacedBy(this.path, (fresh) => {
      for (; size < bytes.length + roomBytes; size += zeroes.length) writeWhole(fresh, zeroes, size)
      writeWhole(fresh, bytes, 0)
    })
    this.#end = bytes.length
    this.#size = size
    this.#lines = 0
    this.#failedAt = -Infinity
    this.#isTorn = false
    closeQuietly(old)
  }

  /** Goes on with the file that is there, whatever its size. */
  #goOn(goodUntil: number) {
    let file: number | null = null
    try {
      file = openSync(this.path, 'r+')
      const { size } = fstatSync(file)
      for (let at = goodUntil; at < size; at += zeroes.length)
        writeWhole(file, zeroes.subarray(0, size - at), at)
      fdatasyncSync(file)
      this.#file = file
      this.#end = goodUntil
      this.#size = size
    } catch {
      closeQuietly(file)
    }
  }

  #write(bytes: Buffer) {
    const file = this.#file!
    for (; this.#end + bytes.length > this.#size; this.#size += zeroes.length)
      writeWhole(file, zeroes, this.#size)
    this.#isTorn = true
    writeWhole(file, bytes, this.#end)
    this.#isTorn = false
    this.#end += bytes.length
  }
}

function contentOf(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0)
    throw problem
  }
}

/** A file that the disk has already taken away need not be closed. */
function closeQuietly(file: number | null) {
  try {
    if (file !== null) closeSync(file)
  } catch {
    // See above.
  }
}
