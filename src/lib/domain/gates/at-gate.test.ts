import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Gate } from '../directory/directory.ts'
import { gateKeepers, roles, type Role } from '../roles.ts'
import {
  gatesConcerning,
  gatesToClose,
  groupsToClose,
  isConcerned,
  ownGatesToClose,
  rolesAtGate
} from './at-gate.ts'
import { gateActions } from './contract/actions.ts'
import { defaultPolicy, mayAsk, mayLook } from './contract/checks/policy.ts'

const gate = (id: string, more: Partial<Gate> = {}): Gate => ({ gate: id, name: id, kind: 'motor', ...more })
const account = (name: string, held: Role[], hamlet?: string) =>
  [name, { account: name, name, roles: held, ...(hamlet && { hamlet }) }] as const
const group = (id: string, ...gates: string[]) => [id, { group: id, name: id, gates }] as const

/** Gate A with its keeper, B of the hamlet, C beside A in a group, D alone; E is out of use. */
const known = {
  accounts: new Map([
    account('truong', ['commander']),
    account('truc', ['officer']),
    account('giu-a', ['keeper']),
    account('to-vien', ['hamlet'], 'Ấp B'),
    account('xa', ['ubnd']),
    account('moi', ['keeper', 'hamlet'])
  ]),
  gates: new Map(
    [
      gate('a', { keepers: ['giu-a', 'nguoi-khac'] }),
      gate('b', { hamlet: 'Ấp B' }),
      gate('c'),
      gate('d', { hamlet: 'Ấp D', keepers: ['nguoi-khac'] })
    ].map((one) => [one.gate, one])
  ),
  groups: new Map([group('tuyen', 'a', 'c', 'e'), group('ngoai', 'c', 'd')])
}
const heldBy = (who: string) => known.accounts.get(who)?.roles ?? []
const may = (who: string, id: string) => {
  const { roles, closing } = rolesAtGate(known, who, id, heldBy(who))
  const asks = gateActions.filter((action) =>
    mayAsk(defaultPolicy, action, action === 'CLOSE' ? closing : roles)
  )
  return [...asks.filter((action) => action !== 'STOP'), ...(mayLook(defaultPolicy, roles) ? ['look'] : [])]
}
const kept = ['OPEN', 'CLOSE', 'PASS', 'POSTPONE', 'look']
const every = ['OPEN', 'CLOSE', 'PASS', 'LOCK', 'UNLOCK', 'POSTPONE', 'look']

test.each<[string, Record<'a' | 'b' | 'c' | 'd', string[]>]>([
  ['truong', { a: every, b: every, c: every, d: every }],
  ['truc', { a: every, b: every, c: every, d: every }],
  ['giu-a', { a: kept, b: [], c: ['CLOSE'], d: [] }],
  ['to-vien', { a: [], b: ['CLOSE', 'look'], c: [], d: [] }],
  ['xa', { a: [], b: [], c: [], d: [] }],
  ['moi', { a: [], b: [], c: [], d: [] }],
  ['khong-ai', { a: [], b: [], c: [], d: [] }]
])('what %s may do at each gate', (who, table) => {
  const found = Object.keys(table).map((id) => [id, may(who, id).sort()])
  expect(found).toEqual(Object.entries(table).map(([id, all]) => [id, [...all].sort()]))
})

test('nobody but police has a say at a gate that is out of use or unknown', () => {
  for (const id of ['e', 'khong-co']) {
    expect(may('giu-a', id)).toEqual([])
    expect(may('truong', id)).toEqual(expect.arrayContaining(every))
  }
})

test('one’s own gates to close are those that name one, without those of their groups', () => {
  const own = (who: string) => ownGatesToClose(known, who, heldBy(who)).map(({ gate }) => gate)
  expect(['truong', 'giu-a', 'to-vien', 'xa', 'moi'].map(own)).toEqual([
    ['a', 'b', 'c', 'd'],
    ['a'],
    ['b'],
    [],
    []
  ])
})

test('an alarm covers what one may close, and of groups those that one may close whole', () => {
  const scope = (who: string) => [
    gatesToClose(known, who, heldBy(who)).map(({ gate }) => gate),
    groupsToClose(known, who, heldBy(who)).map(({ group }) => group)
  ]
  expect(scope('truong')).toEqual([
    ['a', 'b', 'c', 'd'],
    ['tuyen', 'ngoai']
  ])
  expect(scope('giu-a')).toEqual([['a', 'c'], ['tuyen']])
  expect(scope('to-vien')).toEqual([['b'], []])
  expect(scope('moi')).toEqual([[], []])
})

test('roles are counted, never added: whatever gates, groups and hamlets say', () => {
  const names = fc.constantFrom('a', 'b', 'c')
  const hamlets = fc.constantFrom('Ấp A', 'Ấp B')
  const someGate = fc.record({ keepers: fc.uniqueArray(names, { maxLength: 3 }), hamlet: fc.option(hamlets) })
  const world = fc.record({
    held: fc.uniqueArray(fc.constantFrom(...roles)),
    hamlet: fc.option(hamlets),
    gates: fc.tuple(someGate, someGate, someGate),
    together: fc.uniqueArray(names)
  })
  fc.assert(
    fc.property(world, ({ held, hamlet, gates, together }) => {
      const of = {
        accounts: new Map([account('a', held, hamlet ?? undefined)]),
        gates: new Map(
          gates.map(({ keepers, hamlet }, i) => {
            const id = 'abc'[i]!
            return [id, gate(id, { ...(keepers.length > 0 && { keepers }), ...(hamlet && { hamlet }) })]
          })
        ),
        groups: new Map([group('g', ...together)])
      }
      for (const id of ['a', 'b', 'c', 'd']) {
        const { roles: here, closing } = rolesAtGate(of, 'a', id, held)
        expect(held).toEqual(expect.arrayContaining([...closing]))
        expect(closing).toEqual(expect.arrayContaining([...here]))
        if (here.includes('keeper')) expect(of.gates.get(id)?.keepers).toContain('a')
        if (here.includes('hamlet') && !of.gates.get(id)?.keepers?.includes('a'))
          expect(of.gates.get(id)?.hamlet).toBe(hamlet)
      }
      // The same, asked gate by gate and for all at once.
      const closes = (id: string) =>
        rolesAtGate(of, 'a', id, held).closing.some((role) => gateKeepers.includes(role))
      expect(gatesToClose(of, 'a', held).map(({ gate }) => gate)).toEqual([...of.gates.keys()].filter(closes))
    })
  )
})

test.each<[string, string[]]>([
  ['truong', ['a', 'b', 'c', 'd', 'moi-lap']],
  ['truc', ['a', 'b', 'c', 'd', 'moi-lap']],
  ['giu-a', ['a', 'moi-lap']],
  ['nguoi-khac', ['a', 'd', 'moi-lap']],
  ['to-vien', ['b', 'moi-lap']],
  ['moi', ['moi-lap']],
  ['xa', []]
])('the gates that concern %s: their own, and one that the directory does not name yet', (who, gates) => {
  const held = who === 'nguoi-khac' ? (['keeper'] as const) : heldBy(who)
  const all = [...known.gates.keys(), 'moi-lap']
  expect(all.filter((id) => isConcerned(known, id, who, held))).toEqual(gates)
})

test('where no gate names its keepers, each concerns every keeper, and still nobody else', () => {
  const bare = { ...known, gates: new Map([gate('c'), gate('d')].map((one) => [one.gate, one])) }
  const concerned = (who: string) => gatesConcerning(bare, who, heldBy(who)).map(({ gate }) => gate)
  expect(['giu-a', 'to-vien', 'xa'].map(concerned)).toEqual([['c', 'd'], [], []])
})
