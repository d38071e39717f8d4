import { execFileSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmdirSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A real disk of its own, small enough to be filled. */
export interface SmallDisk {
  folder: string
  /** Takes all room but so many bytes. */
  fill(but?: number): void
  /** Gives the room back. */
  clear(): void
  unmount(): void
}

/** Mounts a disk of two megabytes in memory; null where this user may mount nothing. */
export function smallDisk(): SmallDisk | null {
  const folder = mkdtempSync(join(tmpdir(), 'disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', folder], { stdio: 'ignore' })
  } catch {
    rmdirSync(folder)
    return null
  }
  const filler = join(folder, 'filler')
  const spare = join(folder, 'spare')
  const write = (path: string, bytes: number) => {
    const file = openSync(path, 'w')
    try {
      const block = Buffer.alloc(4_096, 1)
      for (let done = 0; done < bytes; done += block.length) writeSync(file, block)
    } catch (problem) {
      if ((problem as NodeJS.ErrnoException).code !== 'ENOSPC') throw problem
    } finally {
      closeSync(file)
    }
  }
  return {
    folder,
    fill(but = 0) {
      write(spare, but)
      write(filler, Infinity)
      rmSync(spare)
    },
    clear: () => rmSync(filler, { force: true }),
    unmount() {
      execFileSync('umount', ['-l', folder])
      rmdirSync(folder)
    }
  }
}
