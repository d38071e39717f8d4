import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { Book } from '#lib/domain/roles.ts'

/** The domain's rule as a CommonJS module for CouchDB; the words UNIT and BOOK in it are still open. */
export interface Validator {
  /** Changes whenever the rule does; phones offer refused facts again then. */
  version: string
  /** The module for one book of one unit. */
  moduleFor(unit: string, book: Book): string
}

export const gate = 'function (doc, previous, user) { require("lib/gate").default(doc, previous, user) }'

// CouchDB on SpiderMonkey 91 and older has no Object.hasOwn.
const hasOwn = 'var hasOwn=function(o,k){return Object.prototype.hasOwnProperty.call(o,k)};'

let bundled: Promise<Validator> | undefined

/**
 * Bundles the gatekeeper once a process. ES2017 is what CouchDB's rewriting of SpiderMonkey functions parses.
 */
export function validator(): Promise<Validator> {
  return (bundled ??= bundle())
}

async function bundle(): Promise<Validator> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('gatekeeper.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'neutral',
    target: 'es2017',
    minify: true,
    mainFields: ['module', 'main'],
    legalComments: 'none',
    define: { 'Object.hasOwn': 'hasOwn' }
  })
  const code = outputFiles[0]!.text
  const version = createHash('sha256').update(gate).update(hasOwn).update(code).digest('hex').slice(0, 16)
  const moduleFor = (unit: string, book: Book) =>
    `var UNIT=${JSON.stringify(unit)},BOOK=${JSON.stringify(book)};${hasOwn}${code}`
  return { version, moduleFor }
}
