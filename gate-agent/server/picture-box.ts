import { hash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { open, readdir, readFile, rename, unlink, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { cut, maxPhotoBytes } from '#lib/domain/photos/parts.ts'
import type { FactOf } from '#lib/domain/facts.ts'

/** Reference to a picture in a log entry. */
export type Snapshot = NonNullable<FactOf<'gates.event-reported'>['body']['snapshots']>[number]

/** A picture waiting for delivery. */
export interface WaitingPicture {
  name: string
  /** Time when it was taken, Unix ms. */
  at: number
  bytes: Uint8Array<ArrayBuffer>
}

const names = /^(\d{1,15})-[\w-]{43}\.jpg$/
const hashOf = (bytes: Uint8Array) => hash('sha256', bytes, 'base64url')

/**
 * Stores pictures, byte for byte as the camera sent them, until the server has them. A file's name holds its time and
 * hash, so the folder is the only state; the gate never waits for any of this.
 */
export class PictureBox {
  /** @throws when the folder cannot be created */
  constructor(private readonly folder: string) {
    mkdirSync(join(folder, 'refused'), { recursive: true, mode: 0o700 })
  }

  /**
   * Resolves once the picture is on disk.
   * @param at time when it was taken, Unix ms
   * @throws when it is larger than any photo may be, too: the server would refuse the entry that names it
   */
  async keep(bytes: Uint8Array, at: number, camera: string): Promise<Snapshot> {
    if (bytes.length > maxPhotoBytes)
      throw new Error(
        `hình của camera ${camera} quá lớn (${bytes.length} byte), không giữ; hãy giảm cỡ hình.`
      )
    const sha256 = hashOf(bytes)
    const path = join(this.folder, `${at}-${sha256}.jpg`)
    const fresh = `${path}.new`
    await written(await open(fresh, 'w', 0o600), (file) => file.writeFile(bytes))
    await rename(fresh, path)
    await written(await open(this.folder, 'r'))
    const photo = { sha256, type: 'image/jpeg' as const, bytes: bytes.length, parts: cut(bytes).map(hashOf) }
    return { ...photo, camera, at: new Date(at).toISOString() }
  }

  /** Returns the oldest waiting picture; null when there is none. */
  async oldest(): Promise<WaitingPicture | null> {
    const waiting = (await readdir(this.folder)).flatMap((name) => {
      const [, at] = names.exec(name) ?? []
      return at ? [{ name, at: Number(at) }] : []
    })
    const [first] = waiting.sort((a, b) => a.at - b.at)
    if (!first) return null
    return { ...first, bytes: new Uint8Array(await readFile(join(this.folder, first.name))) }
  }

  /** Deletes a delivered picture; moves one that the server refused for good to `refused/`. */
  settle({ name }: WaitingPicture, fate: 'there' | 'refused'): Promise<void> {
    const path = join(this.folder, name)
    return fate === 'there' ? unlink(path) : rename(path, join(this.folder, 'refused', name))
  }
}

/** Flushes the file to disk and always closes it. */
async function written(file: FileHandle, write: (file: FileHandle) => Promise<void> = async () => {}) {
  try {
    await write(file)
    await file.sync()
  } finally {
    await file.close()
  }
}
