import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { books, photoPlaces, type Book, type PhotoPlace } from '#lib/domain/roles.ts'
import { glanceOf } from './glance.ts'

/** CommonJS modules of a design document, by name. */
export interface Modules {
  /** The whole check, or a first look that loads `rule` only for what it does not know for good. */
  gate: string
  rule?: string
  [lane: string]: string
}

/** The domain's rule as modules for CouchDB. */
export interface Validator {
  /** Changes whenever the rule does; phones offer refused facts again then. */
  version: string
  /** The modules for one book of one unit, or for one of its places for photos. */
  modulesFor(unit: string, place: Book | PhotoPlace): Modules
}

export const gate = 'function (doc, previous, user) { require("lib/gate").check(doc, previous, user) }'
const check =
  'exports.check=function(doc,previous,user){if(!glance(doc,previous,user))require("lib/rule").default(doc,previous,user)}'

// CouchDB on SpiderMonkey 91 and older has no Object.hasOwn.
const hasOwn = 'var hasOwn=function(o,k){return Object.prototype.hasOwnProperty.call(o,k)};'

let made: Promise<Validator> | undefined

/**
 * Bundles the gatekeepers once a process. ES2017 is what CouchDB's rewriting of SpiderMonkey functions parses.
 */
export function validator(): Promise<Validator> {
  return (made ??= bundle())
}

async function bundle(): Promise<Validator> {
  const [rule, evidence] = await Promise.all([bundled('gatekeeper.ts'), bundled('evidence.ts')])
  const modulesFor = (unit: string, place: Book | PhotoPlace): Modules => {
    const baked = `var UNIT=${JSON.stringify(unit)},BOOK=${JSON.stringify(place)};${hasOwn}`
    if (isPhotoPlace(place)) return { gate: baked + evidence }
    const { source, lanes } = glanceOf(unit, place)
    return {
      ...lanes,
      gate: `${source}\n${check}`,
      rule: baked + rule
    }
  }
  const places = [...books, ...photoPlaces]
  const whole = [gate, ...places.flatMap((place) => Object.values(modulesFor('*', place)))]
  return { version: createHash('sha256').update(whole.join('')).digest('hex').slice(0, 16), modulesFor }
}

const isPhotoPlace = (place: Book | PhotoPlace): place is PhotoPlace =>
  (photoPlaces as readonly string[]).includes(place)

async function bundled(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(entry, import.meta.url))],
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
  return outputFiles[0]!.text
}
