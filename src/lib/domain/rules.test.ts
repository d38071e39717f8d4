import { describe, expect, test } from 'vitest'
import { permissions } from './facts.ts'
import { keepsOwn, books, readers, roles, rolesIn, unitsOf, type Book } from './roles.ts'
import { refuse, type Actor } from './rules.ts'
import vectors from './vectors/canonical.json' with { type: 'json' }

const note = vectors.facts[0]!.fact
const home = { unit: 'xa-phong-hiep', book: 'gates' as Book }
const keeper: Actor = { name: 'ph-cong1b', roles: ['xa-phong-hiep:keeper'] }
const as = (name: string, ...names: string[]): Actor => ({ name, roles: names })

describe('may this be written?', () => {
  test('an honest note of a keeper', () => expect(refuse(note, null, keeper, home)).toBeNull())

  test.each([
    ['nobody signed in', note, null, as('', 'xa-phong-hiep:keeper'), 'signed-out'],
    ['an edit', note, note, keeper, 'immutable'],
    ['a forged author', { ...note, by: 'ph-truong' }, null, keeper, 'not-author'],
    ['own fact with a carrier', { ...note, via: 'ph-cong1b' }, null, keeper, 'not-author'],
    ['carried under another name', { ...note, via: 'ph-truc' }, null, keeper, 'not-author'],
    ['wrong unit', { ...note, unit: 'phuong-lang-tron' }, null, keeper, 'wrong-place'],
    ['wrong book', { ...note, book: 'incidents' }, null, keeper, 'wrong-place'],
    ['wrong kind of stream', { ...note, stream: 'line/1' }, null, keeper, 'wrong-place'],
    ['unknown type', { ...note, type: 'gates.moon-seen' }, null, keeper, 'unknown-type'],
    ['a name of Object.prototype as type', { ...note, type: 'constructor' }, null, keeper, 'unknown-type'],
    ['a role that only reads', note, null, as('ph-cong1b', 'xa-phong-hiep:ubnd'), 'not-allowed'],
    ['a role of another unit', note, null, as('ph-cong1b', 'phuong-lang-tron:keeper'), 'not-allowed'],
    ['no role', note, null, as('ph-cong1b'), 'not-allowed']
  ])('%s', (_, next, previous, actor, code) => {
    expect(refuse(next, previous, actor, home)).toMatchObject({ code })
  })

  test.each([
    [{ ...note, extra: 1 }, 'extra'],
    [{ ...note, body: { ...note.body, extra: 1 } }, 'body.extra'],
    [{ ...note, body: { ...note.body, reason: '' } }, 'body.reason'],
    [{ ...note, body: { ...note.body, reason: '\ud800' } }, 'body.reason'],
    [{ ...note, body: { ...note.body, reason: 'a\u0000' } }, 'body.reason'],
    [{ ...note, body: { ...note.body, reason: 'Cổng'.normalize('NFD') } }, 'body.reason'],
    [{ ...note, body: { ...note.body, reason: 'x'.repeat(2001) } }, 'body.reason'],
    [{ ...note, body: { ...note.body, reason: 5 } }, 'body.reason'],
    [{ ...note, body: null }, 'body'],
    [{ ...note, n: 0 }, 'n'],
    [{ ...note, n: 1.5 }, 'n'],
    [{ ...note, at: '2026-02-30T00:00:00.000Z' }, 'at'],
    [{ ...note, at: '2026-11-24T15:03:04Z' }, 'at'],
    [{ ...note, id: 'x' }, 'id'],
    [{ ...note, sig: '' }, 'sig'],
    [{ ...note, type: 5 }, 'type'],
    [null, ''],
    ['text', '']
  ])('malformed %#', (next, at) => {
    expect(refuse(next, null, keeper, home)).toEqual({ code: 'malformed', at })
  })

  test('only the commander ends an incident, and leads it from its end', () => {
    const body = { after: note.id, reason: 'Có tin mới' }
    const incidents = { unit: 'xa-phong-hiep', book: 'incidents' as Book }
    const moves = [
      { type: 'incidents.incident-closed', body: { ...body, to: 'closed' } },
      { type: 'incidents.incident-reopened', body: { ...body, to: 'handling' } }
    ]
    for (const move of moves) {
      const fact = { ...note, book: 'incidents', stream: 'incident/1', ...move }
      expect(refuse(fact, null, as('ph-cong1b', 'xa-phong-hiep:commander'), incidents)).toBeNull()
      const officer = as('ph-cong1b', 'xa-phong-hiep:officer')
      expect(refuse(fact, null, officer, incidents)).toEqual({ code: 'not-allowed' })
    }
  })

  test("somebody else's fact, from a carrier who reads the book", () => {
    const carried = { ...note, via: 'ph-truc' }
    expect(refuse(carried, null, as('ph-truc', 'xa-phong-hiep:officer'), home)).toBeNull()
    expect(refuse(carried, null, as('ph-truc', 'xa-phong-hiep:province-hui'), home)).toEqual({
      code: 'not-allowed'
    })
  })

  test('a number set aside stands in each book that its author reads', () => {
    const aside = {
      ...note,
      type: 'device.set-aside',
      stream: `device/${note.device}`,
      body: { n: 3, code: 'malformed' }
    }
    expect(refuse(aside, null, keeper, home)).toBeNull()
    const hui = { unit: 'xa-phong-hiep', book: 'hui' as Book }
    expect(refuse({ ...aside, book: 'hui' }, null, keeper, hui)).toEqual({ code: 'not-allowed' })
    const said = { ...aside, body: { ...aside.body, reason: 'ghi nhầm sổ' } }
    expect(refuse(said, null, keeper, home)).toBeNull()
    const blank = { ...aside, body: { ...aside.body, reason: ' ' } }
    expect(refuse(blank, null, keeper, home)).toEqual({ code: 'malformed', at: 'body.reason' })
  })

  test('a phone explains its own numbers only', () => {
    const body = { n: 3, code: 'malformed' }
    const aside = { ...note, type: 'device.set-aside', stream: `device/${'x'.repeat(43)}`, body }
    expect(refuse(aside, null, keeper, home)).toEqual({ code: 'wrong-place' })
  })

  test('the server itself', () => expect(refuse({}, note, as('admin', '_admin'), home)).toBeNull())
})

describe('the table', () => {
  test('every writer of a type reads its book, or keeps what they wrote on their phone', () => {
    for (const { book, writers } of Object.values(permissions))
      if (book !== 'any')
        for (const role of writers) if (!keepsOwn([role], book)) expect(readers[book]).toContain(role)
  })

  test('what is the commander’s alone: ending an incident, letting a phone in, and what the unit’s screens say', () => {
    const alone = Object.entries(permissions).filter(([, { writers }]) => writers.join() === 'commander')
    expect(alone.map(([type]) => type)).toEqual(
      expect.arrayContaining([
        'incidents.incident-closed',
        'directory.device-approved',
        'directory.contacts-set',
        'directory.hui-words-chosen',
        'directory.gate-registered'
      ])
    )
  })

  test('private details are read by the commander and by officers named for it', () =>
    expect(readers.private).toEqual(['commander', 'private-reader']))

  test('each book has readers, all of them known roles', () => {
    for (const book of books) {
      expect(readers[book].length).toBeGreaterThan(0)
      for (const role of readers[book]) expect(roles).toContain(role)
    }
  })

  test('roles of a unit among CouchDB names', () => {
    const granted = ['xa-a:officer', 'xa-b:ubnd', 'xa-a:king', '_admin', 'officer']
    expect(rolesIn('xa-a', granted)).toEqual(['officer'])
    expect(unitsOf(granted)).toEqual(['xa-a', 'xa-b'])
  })
})
