import * as v from 'valibot'
import { expect, test } from 'vitest'
import { Fact, isShaped } from '#lib/domain/facts.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { TestDevice } from '../facts.ts'

/** What would tell somebody's people or faith, as a field or a label may be called. */
const origin = /ethni|religio|\brace\b|faith|nationality|dân tộc|tôn giáo|sắc tộc|tín ngưỡng/iu
/** The one field that tells an origin, and the one in which the person agreed to it. */
const scripts = /khmer|chinese|script$/iu

const words = import.meta.glob<string>('../../src/lib/i18n/**/*.ts', {
  eager: true,
  query: '?raw',
  import: 'default'
})
const screens = import.meta.glob<string>('../../src/routes/**/*.svelte', {
  eager: true,
  query: '?raw',
  import: 'default'
})

/** Returns the names of all fields of a shape, however deep, and the values that a choice offers. */
function namesIn(shape: unknown): string[] {
  if (typeof shape !== 'object' || shape === null) return []
  const { entries, wrapped, item, items, options, key, value } = shape as Record<string, unknown>
  const own = entries && typeof entries === 'object' ? Object.entries(entries) : []
  const offered = Array.isArray(options) ? options : []
  return [
    ...own.flatMap(([name, inner]) => [name, ...namesIn(inner)]),
    ...offered.flatMap((one) => (typeof one === 'string' ? [one] : namesIn(one))),
    ...[wrapped, item, key, value].flatMap(namesIn),
    ...(Array.isArray(items) ? items.flatMap(namesIn) : [])
  ]
}

test('no record has a field for anybody’s people or faith, and no screen asks for it', () => {
  const names = Fact.options.flatMap(({ entries }) => namesIn(entries.body))
  expect(names.length).toBeGreaterThan(200)
  expect(names.filter((name) => origin.test(name))).toEqual([])
  expect([...new Set(names.filter((name) => scripts.test(name)))].sort()).toEqual(['khmer', 'khmerConsent'])
  const shown = { ...words, ...screens }
  expect(Object.keys(shown).length).toBeGreaterThan(200)
  expect(Object.entries(shown).flatMap(([file, text]) => (origin.test(text) ? file : []))).toEqual([])
})

test('the rule finds such a field where there is one', () => {
  const shape = v.strictObject({ person: v.optional(v.array(v.strictObject({ ethnicity: v.string() }))) })
  expect(
    namesIn(
      v.pipe(
        shape,
        v.check(() => true)
      )
    ).filter((name) => origin.test(name))
  ).toEqual(['ethnicity'])
  expect(origin.test("legend: 'Dân tộc'")).toBe(true)
})

test('a name in Khmer script is a record only with the consent of its person', () => {
  const device = new TestDevice('can-bo')
  const isRecord = (body: object) =>
    isShaped(device.fact('xa-thu', 'hui', 'hui.person-described', 'person/1', body) as Envelope)
  const named = { name: 'Lý Thị Sà Mol', khmer: 'លី សាម៉ុល' }
  expect(isRecord({ ...named, khmerConsent: { version: '2026-11', agreed: true } })).toBe(true)
  expect(isRecord({ name: named.name })).toBe(true)
  for (const khmerConsent of [
    undefined,
    { version: '', agreed: true },
    { version: '2026-11', agreed: false }
  ])
    expect(isRecord({ ...named, ...(khmerConsent && { khmerConsent }) })).toBe(false)
  expect(isRecord({ name: named.name, khmerConsent: { version: '2026-11', agreed: true } })).toBe(false)
})
