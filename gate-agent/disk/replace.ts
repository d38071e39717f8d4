import { closeSync, fsyncSync, openSync, renameSync, writeFileSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/** Puts a text in a file's place, whole or not at all, whenever the power goes; only this program may read it. */
export function replaceFile(path: string, text: string): void {
  const fresh = `${path}.new`
  const file = openSync(fresh, 'w', 0o600)
  try {
    writeFileSync(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(fresh, path)
  syncFolder(path)
}

/** Opens a fresh file beside `path`, fills it, and puts it in its place; it stays open. @throws when the disk does not take all of it, and then the old one stands */
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
    throw problem
  }
}

/** A disk that is nearly full may take a part and say so. @param at where it goes, bytes */
export function writeWhole(file: number, bytes: Buffer, at: number): void {
  for (let done = 0; done < bytes.length;)
    done += writeSync(file, bytes, done, bytes.length - done, at + done)
}

/** A new name in a folder is on the disk only after this. */
function syncFolder(path: string): void {
  const folder = openSync(dirname(path), 'r')
  fsyncSync(folder)
  closeSync(folder)
}
