import type { Offence } from './offence.ts'
import type { SourceFile } from './source-files.ts'

const typeImport = /import type [^;]*?from '#lib\/(?:data|ports)\/[^']+'/gs

/**
 * Finds components that import types of the outside world. dependency-cruiser reads what the Svelte compiler leaves, and
 * that has no types any more; so this rule completes `imports` for .svelte files.
 */
export function svelteTypes(files: readonly SourceFile[]): Offence[] {
  return files
    .filter(({ path }) => path.endsWith('.svelte'))
    .flatMap(({ path, text }) => [...text.matchAll(typeImport)].map(([found]) => ({ path, found })))
    .map(({ path, found }) => ({
      subject: `${path}: ${found.slice(found.indexOf("'") + 1, -1)}`,
      message: `${path} has “${found}”: components know the types of app and domain. Export the type from the feature in src/lib/app.`
    }))
}
