import { mkdirSync, readFileSync } from 'node:fs'
import { appendFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { isRemembered, withoutSeal } from '#lib/domain/directory/seals/unsealed.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import type { Seals } from '../admission/seals.ts'
import { OperatorError } from '../server-config.ts'

/**
 * Decides what of a unit's directory in CouchDB is believed, and remembers all that decides who may do what. What was seen
 * once counts as it was then, whoever takes it out of CouchDB or changes it there, until a later signed record says otherwise.
 */
export class DirectoryMemory {
  readonly #facts = new Map<string, Envelope>()
  /** Lines that are not on the disk yet. */
  #unwritten = ''

  /**
   * @param file JSON of one fact a line, of mode 0600, which processes beside each other share; null: until this one ends
   * @throws OperatorError when it cannot be read
   */
  constructor(
    private readonly unit: string,
    private readonly file: string | null,
    private readonly isRight: Seals['isRight']
  ) {
    for (const line of file === null ? [] : linesOf(file)) {
      const fact = factOf(line)
      if (fact && !this.#facts.has(fact.id)) this.#facts.set(fact.id, fact)
    }
  }

  /** Everything that is remembered, in the order in which it was seen. */
  get facts(): Envelope[] {
    return [...this.#facts.values()]
  }

  has(id: string): boolean {
    return this.#facts.has(id)
  }

  /** Returns what counts of a fact as CouchDB has it: as it was seen first, by its seal, or what `withoutSeal` leaves. */
  believed(fact: Envelope): Envelope | null {
    if (fact.unit !== this.unit || fact.book !== 'directory') return null
    return this.#facts.get(fact.id) ?? (this.isRight(fact) ? fact : withoutSeal(fact))
  }

  /**
   * Remembers those that decide about rights, at once; resolves when they are written. What a disk does not take is written
   * with the next ones.
   * @param facts believed, and signed by their devices
   */
  async remember(facts: readonly Envelope[]): Promise<void> {
    const fresh = facts.filter((fact) => !this.has(fact.id) && isRemembered(fact))
    for (const fact of fresh) this.#facts.set(fact.id, fact)
    if (this.file === null) return
    // A line that was cut short ends before the next one begins.
    const text = this.#unwritten + fresh.map((fact) => `\n${JSON.stringify(fact)}`).join('')
    if (text === '') return
    this.#unwritten = ''
    try {
      await appendFile(this.file, text, { mode: 0o600 })
    } catch (problem) {
      this.#unwritten = text + this.#unwritten
      throw problem
    }
  }
}

function linesOf(file: string): string[] {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    return readFileSync(file, 'utf8').split('\n')
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw new OperatorError(`Không đọc được thư mục dữ liệu ${dirname(file)}.`, { cause })
  }
}

/** Returns the fact of a line; null for one that was cut short. */
function factOf(line: string): Envelope | null {
  if (line === '') return null
  try {
    return JSON.parse(line) as Envelope
  } catch {
    return null
  }
}
