import { statfsSync } from 'node:fs'

/** Free space below which a disk counts as full, bytes. */
const leastBytes = 64 * 1024

/** Tells whether the disk of a folder is full; one that does not say so is found out by writing. */
export function isDiskFull(folder: string, fileSystem: typeof statfsSync = statfsSync): boolean {
  try {
    const { bavail, bsize } = fileSystem(folder)
    return bavail * bsize < leastBytes
  } catch {
    return false
  }
}
