import { readFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import * as v from 'valibot'
import { Envelope } from '#lib/domain/fact.ts'
import { replaceFileApart } from '../disk/replace.ts'

/** Lines made at once: between them others get their turn. */
const atOnce = 64

/**
 * The facts of the directory on disk, one a line: what arrives is added at the end, so that it costs no more in a long file.
 * Nothing here keeps the program waiting for the disk.
 */
export class DirectoryFile {
  /** The disk may lack something: rewrite the whole file before adding anything. */
  #isTorn = false

  constructor(
    private readonly path: string,
    private readonly turn: () => Promise<unknown>
  ) {}

  /**
   * Reads the file; empty when it is missing or damaged, and then nobody is known until the server answers. A power cut may
   * have spared only the beginning of what was added last.
   */
  read(): Envelope[] {
    try {
      const lines = readFileSync(this.path, 'utf8').split('\n')
      this.#isTorn = lines.pop() !== ''
      return lines.map((line) => v.parse(Envelope, JSON.parse(line)))
    } catch {
      this.#isTorn = true
      return []
    }
  }

  /**
   * Writes down what is known. @param added what has come since it was last written down; null: anything may have changed
   * @throws when the disk does not take it; the next call then writes everything
   */
  async write(known: ReadonlyMap<string, Envelope>, added: readonly Envelope[] | null): Promise<void> {
    const isWhole = added === null || this.#isTorn
    if (!isWhole && added.length === 0) return
    this.#isTorn = true
    const text = await this.#text(isWhole ? [...known.values()] : added)
    if (isWhole) await replaceFileApart(this.path, text)
    else await this.#append(text)
    this.#isTorn = false
  }

  async #append(text: string): Promise<void> {
    const file = await open(this.path, 'a', 0o600)
    try {
      await file.appendFile(text)
      await file.datasync()
    } finally {
      await file.close()
    }
  }

  async #text(facts: readonly Envelope[]): Promise<string> {
    let text = ''
    for (const [i, fact] of facts.entries()) {
      if (i > 0 && i % atOnce === 0) await this.turn()
      text += `${JSON.stringify(fact)}\n`
    }
    return text
  }
}
