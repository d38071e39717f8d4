import coucheval, { type DesignPart } from 'couchdb-eval'
import { expect, test } from 'vitest'
import { installCompileCache } from './compile-cache.ts'

const rule = 'function (doc) { return require("lib/rule").default(doc) }'
const says = (word: string): DesignPart => ({ lib: { rule: `exports.default = (doc) => doc + "${word}"` } })
const ask = (design: DesignPart, text = rule) =>
  (coucheval.evaluate(design, {}, text) as (doc: string) => string)('a')

test('a text is compiled once, each rule asks its own module, and a changed one counts at once', () => {
  const [evaluated, counter] = [coucheval.evaluate, globalThis as unknown as { evaluated?: number }]
  installCompileCache()
  try {
    const counting = {
      lib: { rule: 'evaluated = (globalThis.evaluated ?? 0) + 1; exports.default = String' }
    }
    for (let i = 0; i < 3; i++) ask(counting)
    expect(counter.evaluated).toBe(1)
    expect([says(' one'), says(' two'), says(' one')].map((design) => ask(design))).toEqual([
      'a one',
      'a two',
      'a one'
    ])
    expect(ask(says(' one'), 'function (doc) { return doc }')).toBe('a')
  } finally {
    coucheval.evaluate = evaluated
    delete counter.evaluated
  }
})
