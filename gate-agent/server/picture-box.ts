import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { open, readdir, readFile, rename, unlink, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import type { Photo } from '#lib/domain/photos/parts.ts'
import type { FactOf } from '#lib/domain/facts.ts'

/** Reference to a picture in a log entry. */
export type Snapshot = NonNullable<FactOf<'gates.event-reported'>['body']['snapshots']>[number]

/** A picture waiting for delivery. */
export interface WaitingPicture {
  name: string
  photo: Photo
  /** Time when it was taken, Unix ms. */
  at: number
  bytes: Uint8Array<ArrayBuffer>
}

const names = /^(\d{1,15})-([\w-]{43})\.jpg$/

/**
 * Stores pictures, byte for byte as the camera sent them, until the server has them. A file's name holds its time and
 * hash, so the folder is the only state; the gate never waits for any of this.
 */
export class PictureBox {
  /** @throws when the folder cannot be created */
  constructor(private readonly folder: string) {
    mkdirSync(join(folder, 'refused'), { recursive: true, mode: 0o700 })
  }

  /** Resolves once the picture is on disk. @param at time when it was taken, Unix ms */
  async keep(bytes: Uint8Array, at: number, camera: string): Promise<Snapshot> {
    const sha256 = createHash('sha256').update(bytes).digest('base64url')
    const path = join(this.folder, `${at}-${sha256}.jpg`)
    const fresh = `${path}.new`
    await written(await open(fresh, 'w', 0o600), (file) => file.writeFile(bytes))
    await rename(fresh, path)
    await written(await open(this.folder, 'r'))
    return { sha256, camera, at: new Date(at).toISOString(), bytes: bytes.length }
  }

  /** Returns the oldest waiting picture; null when there is none. */
  async oldest(): Promise<WaitingPicture | null> {
    const waiting = (await readdir(this.folder)).flatMap((name) => {
      const [, at, sha256] = names.exec(name) ?? []
      return at && sha256 ? [{ name, at: Number(at), sha256 }] : []
    })
    const [first] = waiting.sort((a, b) => a.at - b.at)
    if (!first) return null
    const { name, at, sha256 } = first
    const bytes = new Uint8Array(await readFile(join(this.folder, name)))
    return { name, at, bytes, photo: { sha256, type: 'image/jpeg', bytes: bytes.length } }
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
