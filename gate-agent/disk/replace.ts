import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Replaces a file atomically, even when the power fails; only this program may read it. @throws when the disk does not take
 * all of it; the old file then remains
 */
export function replaceFile(path: string, text: string): void {
  closeSync(replacedBy(path, (file) => writeFileSync(file, text)))
}

/** Does as `replaceFile` does, and lets others go on meanwhile; two of these for one file must not overlap. */
export async function replaceFileApart(path: string, text: string): Promise<void> {
  const fresh = `${path}.new`
  const file = await open(fresh, 'w', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(fresh, path)
  const folder = await open(dirname(path), 'r')
  await folder.sync().finally(() => folder.close())
}

/**
 * Writes a new file beside `path` and moves it into place atomically; returns it still open. @throws when the disk does
 * not take all of it; the old file then remains, and nothing of the new one
 */
export function replacedBy(path: string, fill: (file: number) => void): number {
  const fresh = `${path}.new`
  const file = openSync(fresh, 'w', 0o600)
  try {
    fill(file)
    fsyncSync(file)
    renameSync(fresh, path)
    syncFolder(path)
    return file
  } catch (problem) {
    closeSync(file)
    // Leaves a full disk what room it has.
    rmSync(fresh, { force: true })
    throw problem
  }
}

/** Writes all bytes, since a nearly full disk may accept only a part. @param at offset, bytes */
export function writeWhole(file: number, bytes: Buffer, at: number): void {
  for (let done = 0; done < bytes.length;)
    done += writeSync(file, bytes, done, bytes.length - done, at + done)
}

/** Flushes the folder; without this a rename may be lost in a power cut. */
function syncFolder(path: string): void {
  const folder = openSync(dirname(path), 'r')
  fsyncSync(folder)
  closeSync(folder)
}
