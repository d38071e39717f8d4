import { LineFile, readLines } from './line-file.ts'
import { patchBetween, patched, type JsonValue } from './patch.ts'

/** Number of changes before compaction. */
const longest = 500

/** The file on disk cannot be trusted; an agent that does not know what it did must not do anything. */
export class JournalProblem extends Error {
  override name = 'JournalProblem'
}

/**
 * Persists state that must survive a power cut, as a file with one change per line: `keep` returns once the change is
 * on disk. A line whose writing a power cut interrupted is ignored. Has room of its own for a disk that is full.
 */
export class Journal<Kept extends object> {
  #kept: JsonValue
  readonly #file: LineFile

  private constructor(path: string, kept: JsonValue, goodUntil: number) {
    this.#kept = kept
    this.#file = new LineFile(path, this.#whole(), goodUntil)
  }

  /** Opens it even where the disk takes nothing. @throws JournalProblem when the file is damaged anywhere but at its end */
  static open<Kept extends object>(path: string, empty: Kept): { journal: Journal<Kept>; kept: Kept } {
    const { kept: read, goodUntil } = readJournal(path)
    const kept = { ...empty, ...(read as Partial<Kept>) }
    return { journal: new Journal<Kept>(path, kept as JsonValue, goodUntil), kept }
  }

  /**
   * Blocks until the state is on disk, because the next step may move a gate. States share unchanged parts, so only the
   * changed ones are compared. @throws when the disk fails, and then nothing counts as kept
   */
  keep(kept: Kept): void {
    const next = kept as JsonValue
    const patch = patchBetween(this.#kept, next)
    if (patch === undefined) return
    this.#file.append(`${JSON.stringify(patch)}\n`, () => this.#whole(), longest)
    this.#file.flush()
    this.#kept = next
  }

  close(): void {
    this.#file.close()
  }

  #whole(): string {
    return `${JSON.stringify(plain(this.#kept))}\n`
  }
}

/** Drops members that are null, since the journal cannot represent them. */
const plain = (kept: JsonValue) => patched(undefined, kept)

/** Reads the state, and the offset of the end of its last good line, bytes. */
function readJournal(path: string): { kept: JsonValue; goodUntil: number } {
  const lines = readLines(path)
  let kept: JsonValue = {}
  let goodUntil = 0
  for (const [i, { text, end }] of lines.entries()) {
    const change = parse(text)
    if (change !== undefined) {
      kept = patched(kept, change)
      goodUntil = end
    } else if (i < lines.length - 1) throw new JournalProblem(`${path}: dòng ${i + 1} không đọc được`)
  }
  return { kept, goodUntil }
}

function parse(line: string): JsonValue | undefined {
  try {
    return JSON.parse(line) as JsonValue
  } catch {
    return undefined
  }
}
