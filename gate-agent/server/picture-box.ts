import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { open, readdir, readFile, rename, unlink, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import type { Photo } from '#lib/domain/photos/parts.ts'
import type { FactOf } from '#lib/domain/facts.ts'

/** How an entry of the log names a picture. */
export type Snapshot = NonNullable<FactOf<'gates.event-reported'>['body']['snapshots']>[number]

/** A picture that waits. */
export interface WaitingPicture {
  name: string
  photo: Photo
  /** When it was taken, Unix ms. */
  at: number
  bytes: Uint8Array<ArrayBuffer>
}

const names = /^(\d{1,15})-([\w-]{43})\.jpg$/

/**
 * Pictures on their way to the server, byte for byte as the camera made them. A file's name says when it was taken and
 * what it holds, so that the folder is all there is to remember; nothing here makes the gate wait.
 */
export class PictureBox {
  /** @throws when the folder cannot be had */
  constructor(private readonly folder: string) {
    mkdirSync(join(folder, 'refused'), { recursive: true, mode: 0o700 })
  }

  /** It is on the disk when this resolves. @param at when it was taken, Unix ms */
  async keep(bytes: Uint8Array, at: number, camera: string): Promise<Snapshot> {
    const sha256 = createHash('sha256').update(bytes).digest('base64url')
    const path = join(this.folder, `${at}-${sha256}.jpg`)
    const fresh = `${path}.new`
    await written(await open(fresh, 'w', 0o600), (file) => file.writeFile(bytes))
    await rename(fresh, path)
    await written(await open(this.folder, 'r'))
    return { sha256, camera, at: new Date(at).toISOString(), bytes: bytes.length }
  }

  /** The one that has waited longest; null: none waits. */
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

  /** The server has it, or refuses it for good: then it stays here, beside the others. */
  settle({ name }: WaitingPicture, fate: 'there' | 'refused'): Promise<void> {
    const path = join(this.folder, name)
    return fate === 'there' ? unlink(path) : rename(path, join(this.folder, 'refused', name))
  }
}

/** What was done to it is on the disk, and it is closed whatever happens. */
async function written(file: FileHandle, write: (file: FileHandle) => Promise<void> = async () => {}) {
  try {
    await write(file)
    await file.sync()
  } finally {
    await file.close()
  }
}
