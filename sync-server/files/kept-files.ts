import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { OperatorError } from '../server-config.ts'

/** The folder, in that of the data, of what a process has seen of CouchDB. */
export const rememberedFolder = 'remembered'
const ending = '.json'

/** Small JSON values by name, in memory and each in a file of mode 0600, which a power cut leaves whole. */
export class KeptFiles<T> {
  readonly #values = new Map<string, T>()
  #writing: Promise<void> = Promise.resolve()

  /**
   * @param folder null: in memory alone
   * @throws OperatorError when a file of the folder cannot be read
   */
  constructor(private readonly folder: string | null) {
    if (folder === null) return
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      for (const file of readdirSync(folder).filter((name) => name.endsWith(ending)))
        this.#values.set(
          file.slice(0, -ending.length),
          JSON.parse(readFileSync(join(folder, file), 'utf8')) as T
        )
    } catch (cause) {
      throw new OperatorError(`Không đọc được thư mục dữ liệu ${folder}.`, { cause })
    }
  }

  get(name: string): T | undefined {
    return this.#values.get(name)
  }

  entries(): [name: string, value: T][] {
    return [...this.#values]
  }

  /** Counts at once; resolves when it is on the disk. @param name without a slash */
  set(name: string, value: T): Promise<void> {
    this.#values.set(name, value)
    return this.#write(async (file) => {
      const text = JSON.stringify(this.#values.get(name))
      // Taken out meanwhile.
      if (text === undefined) return
      await writeFile(`${file}.new`, text, { mode: 0o600, flush: true })
      await rename(`${file}.new`, file)
    }, name)
  }

  delete(name: string): Promise<void> {
    if (!this.#values.delete(name)) return Promise.resolve()
    return this.#write((file) => rm(file, { force: true }), name)
  }

  /** One at a time, so that the file ends as memory does. */
  #write(step: (file: string) => Promise<void>, name: string): Promise<void> {
    const { folder } = this
    if (folder === null) return Promise.resolve()
    const done = this.#writing.then(() => step(join(folder, `${name}${ending}`)))
    this.#writing = done.catch(() => {})
    return done
  }
}
