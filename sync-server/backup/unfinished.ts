import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** The name of a backup until it is complete; it contains the id of the writing process. */
export const unfinishedName = (name: string) => `.${name}.${process.pid}.unfinished`

/** Removes unfinished backups of killed processes: they cannot be restored and hold personal data. @returns how many */
export function clearUnfinished(folder: string): number {
  if (!existsSync(folder)) return 0
  const left = readdirSync(folder).filter(
    (name) => /^\.antt-.+\.\d+\.unfinished$/.test(name) && !isWritten(name)
  )
  for (const name of left) rmSync(join(folder, name), { recursive: true, force: true })
  return left.length
}

function isWritten(name: string): boolean {
  const writer = Number(/\.(\d+)\.unfinished$/.exec(name)?.[1])
  // In a container every run may have the same process id.
  return writer > 0 && writer !== process.pid && runs(writer)
}

function runs(id: number): boolean {
  try {
    return process.kill(id, 0)
  } catch (problem) {
    // EPERM: the process exists but belongs to another user.
    return (problem as NodeJS.ErrnoException).code === 'EPERM'
  }
}
