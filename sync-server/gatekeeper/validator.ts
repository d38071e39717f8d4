import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { books, photoPlaces, type Book, type PhotoPlace } from '#lib/domain/roles.ts'
import { fastValidatorOf } from './fast-validator.ts'

/** The design document that validates each write to one database. */
export interface Design {
  /** The whole check, or a fast path that loads `rule` only when it cannot decide. */
  validate_doc_update: string
  /** CommonJS modules by name. */
  lib: Record<string, string>
}

/** The domain's rule for CouchDB. */
export interface Validator {
  /** Changes whenever the rule changes. */
  version: string
  /** Returns the design document of a unit's book or photo database. */
  designFor(unit: string, place: Book | PhotoPlace): Design
}

const photos = 'function (doc, previous, user) { require("lib/gate").checkPart(doc, previous, user) }'
const looking = (glance: string) => `function (doc, previous, user) {${glance}
if(!known)require("lib/rule").default(doc,previous,user)}`

// CouchDB on SpiderMonkey 91 and older has no Object.hasOwn, and on QuickJS no normalize: there the gateway alone sees to NFC.
const prelude = [
  'var hasOwn=function(o,k){return Object.prototype.hasOwnProperty.call(o,k)};',
  'if(!String.prototype.normalize)String.prototype.normalize=function(){return String(this)};'
].join('')

let made: Promise<Validator> | undefined

/**
 * Bundles the gatekeepers once per process. ES2017 is what CouchDB's rewriting of SpiderMonkey functions parses.
 */
export function validator(): Promise<Validator> {
  return (made ??= bundle())
}

async function bundle(): Promise<Validator> {
  const [rule, evidence] = await Promise.all([bundled('gatekeeper.ts'), bundled('check-part.ts')])
  const designFor = (unit: string, place: Book | PhotoPlace): Design => {
    const baked = `var UNIT=${JSON.stringify(unit)},BOOK=${JSON.stringify(place)};${prelude}`
    if (isPhotoPlace(place)) return { validate_doc_update: photos, lib: { gate: baked + evidence } }
    return { validate_doc_update: looking(fastValidatorOf(unit, place)), lib: { rule: baked + rule } }
  }
  const whole = JSON.stringify([...books, ...photoPlaces].map((place) => designFor('*', place)))
  return { version: createHash('sha256').update(whole).digest('hex').slice(0, 16), designFor }
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
