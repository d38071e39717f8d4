import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** A backup bears this name until it is whole, and in it the process that writes it. */
export const unfinishedName = (name: string) => `.${name}.${process.pid}.unfinished`

/** Removes what killed backups left in a folder: nobody can restore it, and it holds people's data. @returns how many */
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
  // In a container each run may bear the same number.
  return writer > 0 && writer !== process.pid && runs(writer)
}

function runs(id: number): boolean {
  try {
    return process.kill(id, 0)
  } catch (problem) {
    // Somebody else's process runs too.
    return (problem as NodeJS.ErrnoException).code === 'EPERM'
  }
}
