import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const modules = fileURLToPath(new URL('../../node_modules', import.meta.url))

/**
 * Runs a tool of this project's `node_modules` in another folder and reads the JSON that it prints. Tools exit with 1
 * where they find something, so only output that is no JSON is a failure.
 * @param script below `node_modules`
 */
export function runTool<T>(script: string, args: readonly string[], cwd: string): Promise<T> {
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [join(modules, script), ...args],
      { cwd, maxBuffer: 2 ** 26 },
      (_, out, errors) => {
        try {
          resolve(JSON.parse(out) as T)
        } catch {
          reject(new Error(`${script} failed:\n${errors || out}`))
        }
      }
    )
  })
}
