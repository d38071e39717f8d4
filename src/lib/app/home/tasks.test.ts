import { expect, test } from 'vitest'
import { directory, type Device, type Directory, type Gate } from '#lib/domain/directory/directory.ts'
import type { Notebook } from '../notebook/notebook.svelte.ts'
import type { StoredGateStatus } from '../gates/gate-statuses.ts'
import type { Role } from '#lib/domain/roles.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import vectors from '#lib/domain/vectors/canonical.json' with { type: 'json' }
import {
  ownGates,
  phonesWaiting,
  taskOrder,
  tasksIn,
  tasksOf,
  undecidedGates,
  type TaskSources
} from './tasks.ts'

const now = Date.parse('2026-11-24T15:15:00.000Z')
const minute = 60_000
const fact = (at: number): StoredFact => ({
  ...vectors.facts[0]!.fact,
  id: uuidv7(at, new Uint8Array(10)),
  sync: 'pending',
  tries: 0
})
const gate = (name: string): Gate => ({ gate: name, name, kind: 'hand' })
const at = (name: string, concern: StoredGateStatus['concern']) => ({
  gate: gate(name),
  status: { concern } as StoredGateStatus
})
const phone = (id: string, approved: boolean, enrolledAt = '2026-11-24T08:00:00.000Z'): Device => ({
  id,
  account: 'ph-truc',
  key: { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' },
  label: 'Máy trực',
  enrolledAt,
  firstHand: true,
  introducedAt: 0,
  broughtBy: [null],
  admitted: approved,
  approved,
  certificates: [],
  granted: [],
  barrings: [],
  alarmKey: null
})
const quiet: TaskSources = { refused: 0, waiting: [], gates: [], undecided: [], phones: [], now }

const withdrawn = { by: 'ph-ubnd', at: '2026-11-24T08:00:00.000Z', reason: 'Đường đang sửa' }

test('nothing that is in order is a task', () => {
  const gates = [at('a', null), at('b', null)]
  expect(tasksOf({ ...quiet, waiting: [fact(now - 59 * minute)], gates })).toEqual([])
})

test('records that wait for more than an hour are one task, with the oldest named', () => {
  const waiting = [fact(now - 90 * minute), fact(now - 61 * minute), fact(now - minute)]
  expect(tasksOf({ ...quiet, waiting })).toEqual([{ kind: 'unsent', count: 2, since: now - 90 * minute }])
})

test('gates come first, the worst on top, then refused records, what waits, decisions taken back, phones', () => {
  const gates = (['lost', 'left-open', 'obstructed', 'fault', 'contradicted'] as const).map((concern) =>
    at(concern, concern)
  )
  const waiting = [fact(now - 90 * minute)]
  const undecided = [{ gate: gate('bo'), withdrawn }]
  const tasks = tasksOf({ refused: 2, waiting, gates, undecided, phones: [phone('a', false)], now })
  expect(tasks.map((task) => (task.kind === 'gate' ? task.gate.name : task.kind))).toEqual([
    'contradicted',
    'fault',
    'obstructed',
    'left-open',
    'lost',
    'refused',
    'unsent',
    'decision',
    'phone'
  ])
  const kinds = [...new Set(tasks.map(({ kind }) => kind))]
  expect(taskOrder.filter((kind) => (kinds as string[]).includes(kind))).toEqual(kinds)
})

test('phones wait in the order in which they came; those let in wait no more, nor does a key of nobody in the unit', () => {
  const devices = [phone('b', false), phone('a', false, '2026-11-24T07:00:00.000Z'), phone('c', true)]
  const server = { ...phone('d', false), account: 'may-chu' }
  const barrings = { devices: new Map(), accounts: new Map() }
  const known = { devices: [...devices, server], accounts: new Map([['ph-truc', {}]]), barrings }
  expect(phonesWaiting(known as unknown as Directory).map(({ id }) => id)).toEqual(['a', 'b'])
})

test('a commander’s own new phone is a task of the other commander, not theirs', () => {
  const own = { ...phone('a', false), account: 'ph-truong' }
  const accounts = (...commanders: string[]) =>
    new Map(commanders.map((account) => [account, { account, name: account, roles: ['commander'] }]))
  const told = (account: string, ...commanders: string[]) => {
    const certificates = [{ roles: ['commander'] as const, from: 0, until: null }]
    const theirs = commanders.map((account) => ({ ...phone(account, true), account, certificates }))
    const known = { ...directory([], null), accounts: accounts(...commanders), devices: [own, ...theirs] }
    const notebook = {
      directory: known,
      identity: { account, roles: [] },
      roles: ['commander'],
      sync: { counts: { refused: 0, pending: 0 } },
      open: () => ({ statusOf: null }),
      mayWrite: () => true
    }
    return tasksIn(notebook as unknown as Notebook, now).map(({ kind }) => kind)
  }
  expect(told('ph-truong', 'ph-truong')).toEqual(['phone'])
  expect(told('ph-pho', 'ph-truong', 'ph-pho')).toEqual(['phone'])
  expect(told('ph-truong', 'ph-truong', 'ph-pho')).toEqual([])
})

test('a phone of a suspended account waits only once the account is restored', () => {
  const suspension = { fact: 'f', by: 'ph-truong', reason: 'Nghỉ việc', from: 1 }
  const waiting = (until: number | null) => {
    const accounts = new Map([['ph-truc', [{ ...suspension, until }]]])
    const barrings = { devices: new Map(), accounts }
    const known = { devices: [phone('a', false)], accounts: new Map([['ph-truc', {}]]), barrings }
    return phonesWaiting(known as unknown as Directory).length
  }
  expect([waiting(null), waiting(2)]).toEqual([0, 1])
})

test('a keeper answers for the gates that name them, for any gate of a unit where none names keepers; police for all, who closes none for none', () => {
  const gates = new Map([
    ['a', { ...gate('a'), keepers: ['ph-cong1b'] }],
    ['b', { ...gate('b'), keepers: ['ph-khoa'] }],
    ['c', { ...gate('c'), hamlet: 'Ấp 1B' }]
  ])
  const accounts = new Map([['ph-ap1b', { hamlet: 'Ấp 1B' }]])
  const own = (account: string, ...roles: Role[]) => {
    const known = { directory: { gates, accounts }, identity: { account, roles: [] }, roles }
    return ownGates(known as unknown as Notebook).map(({ gate }) => gate)
  }
  expect(own('ph-cong1b', 'keeper')).toEqual(['a'])
  expect(own('ph-moi', 'keeper')).toEqual([])
  const bare = { gates: new Map([['c', gate('c')]]), accounts }
  const known = { directory: bare, identity: { account: 'ph-moi', roles: [] }, roles: ['keeper'] }
  expect(ownGates(known as unknown as Notebook).map(({ gate }) => gate)).toEqual(['c'])
  expect(own('ph-cong1b', 'officer', 'keeper')).toEqual(['a', 'b', 'c'])
  expect(own('ph-truong', 'commander')).toEqual(['a', 'b', 'c'])
  expect(own('ph-ap1b', 'hamlet')).toEqual(['c'])
  expect(own('ph-ubnd', 'ubnd')).toEqual([])
  expect(own('ph-thanhtra', 'auditor')).toEqual([])
})

test('a decision taken back concerns the keeper of that gate and the commander, until another is recorded', () => {
  const gates = new Map([
    ['a', { ...gate('a'), keepers: ['ph-cong1b'] }],
    ['b', { ...gate('b'), keepers: ['ph-khoa'] }]
  ])
  const told = (account: string, role: Role, ...undecided: string[]) => {
    const withdrawnDecisions = new Map(undecided.map((id) => [id, withdrawn]))
    const known = {
      directory: { gates, withdrawnDecisions, accounts: new Map() },
      identity: { account, roles: [] },
      roles: [role]
    }
    return undecidedGates(known as unknown as Notebook).map(({ gate }) => gate.gate)
  }
  expect(told('ph-cong1b', 'keeper', 'a', 'b')).toEqual(['a'])
  expect(told('ph-truong', 'commander', 'a', 'b')).toEqual(['a', 'b'])
  expect(told('ph-truong', 'commander', 'b', 'retired')).toEqual(['b'])
  expect(told('ph-truong', 'commander')).toEqual([])
  expect(told('ph-ap1b', 'hamlet', 'a')).toEqual([])
})
