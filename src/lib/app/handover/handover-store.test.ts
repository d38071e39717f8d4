import { expect, test } from 'vitest'
import type { Envelope } from '#lib/domain/fact.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { handoversIn } from '#lib/domain/handover/handovers.ts'
import type { Gate } from '#lib/domain/directory/directory.ts'
import { TestWork } from '../../../../tests/handover/test-work.ts'
import { sits, type StoredHuiGroup } from '../hui/group-register.svelte.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import type { Draft, Outcome } from '../notebook/record.ts'
import { HandoverStore, type HandoverOrder, type Seating } from './handover-store.svelte.ts'

const order: HandoverOrder = {
  from: 'a',
  to: 'b',
  reason: ' Điều động ',
  files: ['f1'],
  lines: ['l1'],
  gates: ['cong-1', 'cong-2'],
  groups: [],
  passed: ['cong-1', 'cong-2']
}
const nothing: (draft: Draft) => boolean = () => false
const full: Outcome = { ok: false, refusal: { code: 'storage-full' } }

/** A store over these gates; what is recorded about them counts at once. `fails` says of which records nothing is kept. */
function opened(keepers: Record<string, string[]>, { fails = nothing, facts = [] as Envelope[] } = {}) {
  const gates = new Map<string, Gate>(
    Object.entries(keepers).map(([gate, kept]) => [
      gate,
      { gate, name: `Cổng ${gate}`, kind: 'hand', place: 'Bến Đò', hamlet: 'Ấp 1B', keepers: kept }
    ])
  )
  const said: Draft[] = []
  const state = { fails }
  const parts = {
    unit: 'xa-thu',
    account: 'b',
    clock: { now: () => 0, random: (bytes: number) => new Uint8Array(bytes) },
    directory: () => ({ gates, accounts: new Map() }),
    streams: () => ({ subscribe: () => ({ unsubscribe() {} }) }),
    whole: <T>(saving: Promise<T>) => saving,
    record: async (draft: Draft): Promise<Outcome> => {
      if (state.fails(draft)) return full
      said.push(draft)
      if (draft.type === 'directory.gate-registered') gates.set(draft.body.gate, draft.body)
      return { ok: true, fact: { id: 'fact', stream: draft.stream } as StoredFact as never }
    }
  }
  const store = new HandoverStore(parts as unknown as BookDeps)
  return { store: Object.defineProperty(store, 'all', { value: handoversIn(facts) }), said, state }
}

type Seat = StoredHuiGroup['seats'][number]
const account = (name: string, role: Seat['role'] = 'police'): Seat => ({
  official: { account: name },
  role,
  since: '2026-01-01'
})

/** Hụi groups with these seats; what is recorded of them counts at once. `fails` says of which nothing is kept. */
function seating(groups: [id: string, seats: Seat[]][], fails: (what: string) => boolean = () => false) {
  const rows = new Map(groups.map(([id, seats]) => [id, { id, seats }]))
  const moved: string[] = []
  const register: Seating['register'] = {
    get: (id) => rows.get(id) as StoredHuiGroup | undefined,
    async seat(id, what, { official, role }) {
      const name = 'account' in official ? official.account : official.name
      if (fails(`${id} ${what}`)) return full
      moved.push(`${id} ${name} ${what} ${role}`)
      const row = rows.get(id)!
      row.seats =
        what === 'seated'
          ? [...row.seats, account(name, role)]
          : row.seats.filter((seat) => !sits({ seats: [seat] }, name))
      return { ok: true, fact: { id: 'seat' } as never }
    }
  }
  return { seating: { register, today: '2026-11-24' }, moved }
}

test('seats go over, the successor’s first; who sits there already is not seated twice', async () => {
  const { store, said } = opened({})
  const { seating: groups, moved } = seating([
    ['n1', [account('a')]],
    ['n2', [account('a'), account('b')]],
    ['n3', [account('x')]]
  ])
  await store.handOver({ ...order, gates: [], passed: [], groups: ['n1', 'n2', 'n3'] }, groups)
  expect(moved).toEqual(['n1 b seated committee', 'n1 a left police', 'n2 a left police'])
  expect(said.at(-1)!.body).toMatchObject({ groups: ['n1', 'n2'] })
})

test('a seat that could not be left is left by the next try, and the paper names the group', async () => {
  const { store, said } = opened({})
  let full = true
  const { seating: groups, moved } = seating([['n1', [account('a')]]], (what) => full && what === 'n1 left')
  const again = { ...order, gates: [], passed: ['n1'], groups: ['n1'] }
  expect((await store.handOver(again, groups)).ok).toBe(false)
  expect(said).toEqual([])
  full = false
  expect((await store.handOver(again, groups)).ok).toBe(true)
  expect((await store.handOver({ ...again, groups: [] }, groups)).ok).toBe(true)
  expect(moved).toEqual(['n1 b seated committee', 'n1 a left police'])
  expect(said.map(({ body }) => (body as HandoverOrder).groups)).toEqual([['n1'], ['n1']])
})

test('the gates go over as they are but for the keeper, who is named once; then the one record of it all', async () => {
  const { store, said } = opened({ 'cong-1': ['x', 'a'], 'cong-2': ['a', 'b'], 'cong-3': ['x'] })
  expect((await store.handOver(order, seating([]).seating)).ok).toBe(true)
  expect(said.map(({ type, body }) => [type, body])).toEqual([
    [
      'directory.gate-registered',
      {
        gate: 'cong-1',
        name: 'Cổng cong-1',
        kind: 'hand',
        place: 'Bến Đò',
        hamlet: 'Ấp 1B',
        keepers: ['x', 'b']
      }
    ],
    ['directory.gate-registered', expect.objectContaining({ gate: 'cong-2', keepers: ['b'] })],
    [
      'incidents.work-handed-over',
      {
        from: 'a',
        to: 'b',
        reason: 'Điều động',
        files: ['f1'],
        lines: ['l1'],
        gates: ['cong-1', 'cong-2'],
        groups: []
      }
    ]
  ])
})

test('a save that fails half-way is made again with the same order: nothing moves twice, and the paper names every gate', async () => {
  const isSecond = (draft: Draft) => draft.stream === 'gate/cong-2'
  const { store, said, state } = opened({ 'cong-1': ['a'], 'cong-2': ['a'] }, { fails: isSecond })
  expect(await store.handOver(order, seating([]).seating)).toEqual(full)
  expect(said.map(({ stream }) => stream)).toEqual(['gate/cong-1'])
  state.fails = () => false
  // The form then finds but one gate that the leaver keeps.
  expect((await store.handOver({ ...order, gates: ['cong-2'] }, seating([]).seating)).ok).toBe(true)
  expect(said.slice(1).map(({ type }) => type)).toEqual([
    'directory.gate-registered',
    'incidents.work-handed-over'
  ])
  expect(said.at(-1)!.body).toMatchObject({ gates: ['cong-1', 'cong-2'] })
})

test('a gate that the leaver keeps no more stays as it is, and is not on the paper', async () => {
  const { store, said } = opened({ 'cong-1': ['x'], 'cong-2': ['a'] })
  await store.handOver({ ...order, passed: [] }, seating([]).seating)
  expect(said.map(({ stream }) => stream.split('/')[0])).toEqual(['gate', 'handover'])
  expect(said.at(-1)!.body).toMatchObject({ gates: ['cong-2'] })
})

test('a gate that an earlier try gave to somebody else is not on this paper', async () => {
  const { store, said } = opened({ 'cong-1': ['c'], 'cong-2': ['a'] })
  await store.handOver({ ...order, gates: ['cong-2'] }, seating([]).seating)
  expect(said.at(-1)!.body).toMatchObject({ gates: ['cong-2'] })
})

test('a handover waits for the one who receives it, until they confirm it in its own stream', async () => {
  const work = new TestWork()
  const [mine, other] = [work.handsOver('chief', 1, 'a', 'b'), work.handsOver('chief', 2, 'a', 'c')]
  const { store, said } = opened({}, { facts: [mine, other] })
  expect(store.waiting.map(({ fact }) => fact.id)).toEqual([mine.id])
  await store.takeOver(store.find(mine.id)!)
  expect(said.map(({ type, stream, body }) => ({ type, stream, body }))).toEqual([
    { type: 'incidents.work-taken-over', stream: mine.stream, body: { handover: mine.id } }
  ])
  const answered = opened({}, { facts: [mine, other, work.takesOver('b', 3, mine)] })
  expect(answered.store.waiting).toEqual([])
})
