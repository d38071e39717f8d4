import { closeSync, mkdirSync, openSync, readdirSync, readSync, rmSync, statSync } from 'node:fs'
import { open, readFile, rename, truncate, unlink } from 'node:fs/promises'
import { join } from 'node:path'

/** A sealed box on the disk. */
export interface BoxOnDisk {
  /** SHA-256 of its letters, base64url. */
  name: string
  /** The id of the phone's key that left it. */
  device: string
  /** When it was left, Unix ms. */
  at: number
  /** The id of the key that it is sealed to; '' where it was brought. */
  to: string
  /** Bytes of its file; 0: it was brought, and only its name is remembered. */
  bytes: number
}

/** A box as it is read back; `letters`: see `boxLetters`. */
export interface BoxContent extends Pick<BoxOnDisk, 'to'> {
  letters: string
}

const named = /^(\d{1,15})\.([\w-]{43})\.([\w-]{43})$/
const keyLetters = 43
const fileOf = ({ at, device, name }: BoxOnDisk) => `${at}.${device}.${name}`

/** Returns the bytes of the file of a box with so many letters, and the letters of a box whose file has so many bytes. */
export const fileBytes = (letters: number): number => keyLetters + 1 + letters
export const lettersIn = ({ bytes }: Pick<BoxOnDisk, 'bytes'>): number => bytes - keyLetters - 1

function keyIn(path: string): string {
  const file = openSync(path, 'r')
  try {
    const bytes = Buffer.alloc(keyLetters)
    return bytes.toString('ascii', 0, readSync(file, bytes))
  } finally {
    closeSync(file)
  }
}

/**
 * Holds boxes as files of a folder, whose names say all that is known of them: a power cut leaves each whole or not there.
 */
export class BoxFiles {
  /** @throws when the folder cannot be created */
  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  }

  /** Lists what is there, and drops what a power cut left unfinished. */
  read(): BoxOnDisk[] {
    const files = readdirSync(this.folder)
    for (const file of files) if (file.endsWith('.new')) rmSync(join(this.folder, file), { force: true })
    return files.flatMap((file) => {
      const [, at, device, name] = named.exec(file) ?? []
      if (at === undefined) return []
      const path = join(this.folder, file)
      const { size: bytes } = statSync(path)
      return { at: Number(at), device: device!, name: name!, bytes, to: bytes > 0 ? keyIn(path) : '' }
    })
  }

  /** Resolves once the box is on the disk. @throws when the disk does not take all of it; nothing of it remains then */
  async write(box: BoxOnDisk, { to, letters }: BoxContent): Promise<void> {
    const path = this.#path(box)
    const fresh = `${path}.new`
    try {
      const file = await open(fresh, 'w', 0o600)
      try {
        await file.writeFile(`${to} ${letters}`)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(fresh, path)
      await this.#flushFolder()
    } catch (problem) {
      await unlink(fresh).catch(() => {})
      throw problem
    }
  }

  /** Reads a box back. @throws when its file is gone or damaged */
  async content(box: BoxOnDisk): Promise<BoxContent> {
    const text = await readFile(this.#path(box), 'ascii')
    return { to: text.slice(0, keyLetters), letters: text.slice(keyLetters + 1) }
  }

  /** Empties the file of a box that was brought: its name is remembered. */
  empty(box: BoxOnDisk): Promise<void> {
    return truncate(this.#path(box), 0)
  }

  /** Removes a box, or the memory of one. */
  async remove(box: BoxOnDisk): Promise<void> {
    await unlink(this.#path(box)).catch((problem: unknown) => {
      if ((problem as NodeJS.ErrnoException).code !== 'ENOENT') throw problem
    })
  }

  #path(box: BoxOnDisk): string {
    return join(this.folder, fileOf(box))
  }

  async #flushFolder() {
    const folder = await open(this.folder, 'r')
    try {
      await folder.sync()
    } finally {
      await folder.close()
    }
  }
}
