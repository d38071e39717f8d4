import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { books, type Book } from '#lib/domain/roles.ts'
import { glanceSource } from './glance.ts'

/** CommonJS modules of a design document. */
export interface Modules {
  /** The first look; it loads `rule` only for what it does not know for good. */
  gate: string
  rule: string
}

/** The domain's rule as modules for CouchDB. */
export interface Validator {
  /** Changes whenever the rule does; phones offer refused facts again then. */
  version: string
  /** The modules for one book of one unit. */
  modulesFor(unit: string, book: Book): Modules
}

export const gate = 'function (doc, previous, user) { require("lib/gate").check(doc, previous, user) }'
const check =
  'exports.check=function(doc,previous,user){if(!glance(doc,previous,user))require("lib/rule").default(doc,previous,user)}'

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
  const modulesFor = (unit: string, book: Book) => ({
    gate: `${glanceSource(unit, book)}\n${check}`,
    rule: `var UNIT=${JSON.stringify(unit)},BOOK=${JSON.stringify(book)};${hasOwn}${code}`
  })
  const whole = [gate, ...books.flatMap((book) => Object.values(modulesFor('*', book)))].join('')
  return { version: createHash('sha256').update(whole).digest('hex').slice(0, 16), modulesFor }
}
