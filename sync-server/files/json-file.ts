import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { OperatorError } from '../server-config.ts'

/**
 * Reads JSON from a file of mode 0600, or creates it with `make` the first time.
 * @throws OperatorError when the folder cannot be used, or the file is damaged
 */
export function readOrCreateJson<T>(file: string, make: () => T): T {
  const text = readOrCreateText(file, () => JSON.stringify(make()))
  try {
    return JSON.parse(text) as T
  } catch (problem) {
    throw unusable(file, problem)
  }
}

/**
 * Reads a file of mode 0600, or creates it with `make` the first time.
 * @throws OperatorError when the folder cannot be used
 */
export function readOrCreateText(file: string, make: () => string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code !== 'ENOENT') throw unusable(file, problem)
  }
  const made = make()
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    writeFileSync(`${file}.new`, made, { mode: 0o600 })
    renameSync(`${file}.new`, file)
  } catch (problem) {
    throw unusable(file, problem)
  }
  return made
}

const unusable = (file: string, cause: unknown) =>
  new OperatorError(
    `Không đọc hoặc ghi được thư mục dữ liệu ${dirname(file)} (${(cause as NodeJS.ErrnoException).code ?? 'tệp hỏng'}).`,
    { cause }
  )
