import * as v from 'valibot'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { fact, type FactRights } from './fact.ts'
import { Fact, isKnownType, permissions } from './facts.ts'
import * as hui from './hui/facts.ts'
import { books, police, type Book } from './roles.ts'
import { id } from './shapes.ts'
import vectors from './vectors/canonical.json' with { type: 'json' }

const features = import.meta.glob<Record<string, unknown>>(['./*/**/*facts.ts', './*/facts/*.ts'], {
  eager: true
})

const isDeclaration = (value: unknown): value is (typeof Fact.options)[number] =>
  typeof value === 'object' && value !== null && 'rights' in value

describe('the declarations', () => {
  test('each one stands in the list of its feature', () => {
    const exported = Object.values(features).flatMap((all) => Object.values(all).filter(isDeclaration))
    const types = (all: readonly (typeof Fact.options)[number][]) =>
      all.map(({ entries }) => entries.type.literal).sort()
    expect(types(exported)).toEqual(types(Fact.options))
    expect(types(exported)).toEqual([...new Set(types(exported))])
  })

  test('a type lives in the book that its name begins with, or in any', () => {
    for (const [type, { book }] of Object.entries(permissions))
      if (book !== 'any') expect(`${type}: ${books.includes(book)}`).toBe(`${type}: true`)
    expect(permissions['hui.line-stopped']).toMatchObject({ book: 'hui', stream: 'line' })
    expect(permissions['device.set-aside'].book).toBe('any')
  })

  test('no name of Object.prototype is a type', () => {
    expect(isKnownType('hui.line-stopped')).toBe(true)
    expect(isKnownType('constructor')).toBe(false)
  })
})

describe('a new type in the list of one feature', () => {
  const person = '01936a1c-8f2f-7abc-8def-000000000001'
  const note = vectors.facts[0]!.fact
  const witnessed = {
    ...note,
    type: 'hui.line-witnessed',
    book: 'hui',
    stream: 'line/1',
    body: { with: person }
  }
  const LineWitnessed = fact(
    'hui.line-witnessed',
    {
      stream: 'line',
      writers: police,
      names: { kind: 'person', ids: (body) => [body.with], keptAs: 'in-line' }
    },
    v.strictObject({ with: id })
  )

  afterEach(() => {
    vi.doUnmock('./hui/facts.ts')
    vi.resetModules()
  })

  async function declared() {
    vi.resetModules()
    vi.doMock('./hui/facts.ts', () => ({ ...hui, huiFactTypes: [...hui.huiFactTypes, LineWitnessed] }))
    // Imported one after the other: each of several at once sets the mock anew, and takes it away before.
    const { permissions } = await import('./facts.ts')
    const { refuse } = await import('./rules.ts')
    const { whyNotErased } = await import('./erasure/erasure.ts')
    return { permissions: permissions as Record<string, FactRights>, refuse, whyNotErased }
  }

  test('is known to the table of permissions', async () => {
    const { permissions } = await declared()
    expect(permissions['hui.line-witnessed']).toMatchObject({ book: 'hui', stream: 'line' })
  })

  test('is known to the rule, with its shape, its stream and its writers', async () => {
    const { refuse } = await declared()
    const home = { unit: note.unit, book: 'hui' as Book }
    const asked = (next: object, role: string) =>
      refuse(next, null, { name: note.by, roles: [`${note.unit}:${role}`] }, home)
    expect(asked(witnessed, 'officer')).toBeNull()
    expect(asked(witnessed, 'keeper')).toEqual({ code: 'not-allowed' })
    expect(asked({ ...witnessed, stream: 'person/1' }, 'officer')).toEqual({ code: 'wrong-place' })
    expect(asked({ ...witnessed, body: {} }, 'officer')).toEqual({ code: 'malformed', at: 'body.with' })
  })

  test('is known to erasure: whoever it names is kept', async () => {
    const { whyNotErased } = await declared()
    expect(whyNotErased({ kind: 'person', subject: person }, [witnessed])).toBe('in-line')
    expect(whyNotErased({ kind: 'person', subject: note.id }, [witnessed])).toBeNull()
    expect(whyNotErased({ kind: 'stranger', subject: person }, [witnessed])).toBeNull()
  })
})

test('without its declaration the same fact is unknown', async () => {
  const { refuse } = await import('./rules.ts')
  const stranger = { ...vectors.facts[0]!.fact, type: 'hui.line-witnessed' }
  const actor = { name: stranger.by, roles: [`${stranger.unit}:keeper`] }
  expect(refuse(stranger, null, actor, { unit: stranger.unit, book: 'gates' })).toEqual({
    code: 'unknown-type'
  })
})
