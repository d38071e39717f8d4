import { readWritten } from '../disk/read.ts'
import { replaceFile } from '../disk/replace.ts'

/** The id of the unit's root key, as the server named it first; kept on disk, for a later server may name any. */
export class PinnedRoot {
  #id: string | null

  constructor(private readonly path: string) {
    this.#id = readWritten(path)
  }

  get id(): string | null {
    return this.#id
  }

  /**
   * Keeps the id that the server names if there is none, or if it comes with the password, which an operator has written
   * for this server.
   */
  pin(root: string | null, isProved: boolean): void {
    if (root === null || root === this.#id || (this.#id !== null && !isProved)) return
    this.#id = root
    replaceFile(this.path, root)
  }
}
