import { closeSync, fstatSync, fsyncSync, futimesSync, openSync } from 'node:fs'

/**
 * Remembers on a disk that takes nothing more until when commands that were obeyed without being written are valid: as the
 * time of an empty file's last change, which needs no room. A clock that shows less after a restart proves nothing fresh.
 */
export class UnwrittenUntil {
  /** Null: the disk gives no such file. */
  readonly #file: number | null
  #until = 0

  constructor(path: string) {
    this.#file = opened(path) ?? created(path)
    if (this.#file !== null) this.#until = fstatSync(this.#file).mtimeMs
  }

  /** Unix ms; 0: everything was written. */
  get until(): number {
    return this.#until
  }

  /** Remembers a later time, Unix ms. @returns false when the disk does not even take that */
  extend(until: number): boolean {
    if (until <= this.#until) return true
    if (this.#file === null) return false
    const seconds = Math.ceil(until / 1000)
    try {
      futimesSync(this.#file, seconds, seconds)
      fsyncSync(this.#file)
    } catch {
      return false
    }
    this.#until = seconds * 1000
    return true
  }

  close(): void {
    if (this.#file !== null) closeSync(this.#file)
  }
}

function opened(path: string): number | null {
  try {
    return openSync(path, 'r+')
  } catch {
    return null
  }
}

/** Creates the file, which says at first that everything was written. */
function created(path: string): number | null {
  try {
    const file = openSync(path, 'wx', 0o600)
    futimesSync(file, 0, 0)
    fsyncSync(file)
    return file
  } catch {
    return null
  }
}
