import { compileFunction } from 'node:vm'
import coucheval, { type DesignPart } from 'couchdb-eval'

type Require = (path: string) => unknown
type Compiled = (require: Require, isArray: typeof Array.isArray) => unknown
const functions = new Map<string, Compiled>()
const modules = new Map<string, unknown>()

/**
 * Compiles what design documents hold once for each text. The library does so for each document that is written, and for
 * each module that a rule asks for: three milliseconds of it, so that writing the demo took twice as long.
 */
export function installCompileCache(): void {
  coucheval.evaluate = (design, _more, text) => {
    const at = (path: string) =>
      path.split('/').reduce((part: DesignPart, name) => (part as Record<string, DesignPart>)[name]!, design)
    return functionOf(text)((path) => moduleOf(at(path) as string), Array.isArray)
  }
}

/** With what CouchDB gives to a rule, of which its own for accounts uses `isArray`. */
function functionOf(text: string): Compiled {
  const made =
    functions.get(text) ?? (compileFunction(`return (${text})`, ['require', 'isArray']) as Compiled)
  functions.set(text, made)
  return made
}

/** A rule keeps nothing from one document to the next, so its modules may stay. */
function moduleOf(text: string): unknown {
  if (!modules.has(text)) {
    const module = { exports: {} as unknown }
    compileFunction(text, ['module', 'exports'])(module, module.exports)
    modules.set(text, module.exports)
  }
  return modules.get(text)
}
