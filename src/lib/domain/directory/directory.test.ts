import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DirectoryWorld } from '../../../../tests/devices/directory-world.ts'
import { TestDevice } from '../../../../tests/facts.ts'
import type { Envelope } from '../fact.ts'
import { idTime } from '../uuid.ts'
import { deviceOf, directory as fold, nameOf } from './directory.ts'

const world = new DirectoryWorld()
const fact = (type: string, body: object) =>
  world.server.fact(world.unit, 'directory', type, `unit/${world.unit}`, body)
const directory = (facts: readonly Envelope[]) => world.known(...facts)

test('the latest listing of an account and of a gate counts', () => {
  const facts = [
    fact('directory.unit-named', { name: 'Phong Hiệp', kind: 'xã' }),
    fact('directory.unit-history-named', { province: 'tỉnh Bạc Liêu', predecessors: [] }),
    fact('directory.unit-history-named', { province: 'tỉnh Cà Mau', predecessors: [] }),
    fact('directory.account-listed', { account: 'ph-cong1b', name: 'Trần Văn Khởi', roles: ['keeper'] }),
    fact('directory.account-listed', {
      account: 'ph-cong1b',
      name: 'Trần Văn Khởi',
      knownAs: 'Tư Khởi',
      roles: ['keeper']
    }),
    fact('directory.gate-registered', { gate: 'cong-1b', name: 'Cổng 1', kind: 'hand' }),
    fact('directory.gate-registered', { gate: 'cong-1b', name: 'Cổng 1B', kind: 'motor' })
  ]
  const known = directory(facts.reverse())
  expect(known.unit).toEqual({ name: 'Phong Hiệp', kind: 'xã' })
  expect(known.history).toEqual({ province: 'tỉnh Cà Mau', predecessors: [] })
  expect(nameOf(known, 'ph-cong1b')).toBe('Tư Khởi')
  expect(nameOf(known, 'ph-la')).toBe('ph-la')
  expect([...known.gates.values()]).toEqual([{ gate: 'cong-1b', name: 'Cổng 1B', kind: 'motor' }])
})

test('a gate taken out of use is no gate any more, but known; a registration after that takes it into use again', () => {
  const gate = { gate: 'cong-1b', name: 'Cổng 1B', kind: 'motor' }
  const facts = [
    fact('directory.gate-registered', gate),
    fact('directory.gate-retired', { gate: 'cong-1b', reason: 'Dời cổng' }),
    fact('directory.gate-retired', { gate: 'cong-la', reason: 'Chưa có' })
  ]
  const known = directory(facts)
  expect([...known.gates.keys(), ...known.retired.keys()]).toEqual(['cong-1b'])
  expect(known.retired.get('cong-1b')).toMatchObject({ gate, reason: 'Dời cổng' })
  const again = directory([...facts, fact('directory.gate-registered', { ...gate, name: 'Cổng mới' })])
  expect([again.gates.get('cong-1b')?.name, again.retired.size]).toEqual(['Cổng mới', 0])
})

test('a gate’s machine is the one that its latest registration names, since when without a break', () => {
  const named = (agent?: string) =>
    fact('directory.gate-registered', {
      gate: 'cong-1b',
      name: 'Cổng',
      kind: 'motor',
      ...(agent && { agent })
    })
  const old = named('may-cu')
  const between = [named('may-moi'), named('may-moi')]
  const machineAfter = (...facts: Envelope[]) => directory(facts).machines.get('cong-1b')
  expect(machineAfter(old, ...between)).toEqual({ agent: 'may-moi', since: idTime(between[0]!.id) })
  const back = named('may-cu')
  expect(machineAfter(back, old, ...between)).toEqual({ agent: 'may-cu', since: idTime(back.id) })
  expect(machineAfter(old, named())).toBeUndefined()
  const shown = (...facts: Envelope[]) => [...(directory(facts).gateEntries.get('cong-1b') ?? [])]
  expect(shown(old, ...between, back)).toEqual([between[0]!.id, back.id])
  expect(shown(old)).toEqual([])
  expect(
    machineAfter(old, fact('directory.gate-retired', { gate: 'cong-1b', reason: 'Dời' }))
  ).toBeUndefined()
})

test('the latest numbers count whole: one left out is one that the unit has no more', () => {
  const facts = [
    fact('directory.contacts-set', { police: '0900 000 001', committee: '0900 000 002' }),
    fact('directory.contacts-set', { police: '0900 000 003' })
  ]
  expect(directory(facts.reverse()).contacts).toEqual({ police: '0900 000 003' })
  expect(directory([]).contacts).toEqual({})
})

test('the unit’s latest words for hụi count whole', () => {
  const facts = [
    fact('directory.hui-words-chosen', { words: { take: 'lĩnh', part: 'chân' } }),
    fact('directory.hui-words-chosen', { words: { part: 'chân' } })
  ]
  expect(directory(facts.reverse()).huiWords).toEqual({ part: 'chân' })
})

test("nobody replaces another's phone by enrolling under their own name", () => {
  const phone = world.waiting('ph-cong1b')
  const thief = new TestDevice('ke-gian')
  const claimed = thief.enrolment(world.unit, { device: phone.id })
  const also = phone.enrolment(world.unit, { by: 'ke-gian', ms: Date.now() + 1 })
  const known = directory([claimed, also])
  expect(deviceOf(known, 'ph-cong1b', phone.id)?.key).toEqual(phone.publicKey)
  expect(deviceOf(known, 'ke-gian', phone.id)?.key).toEqual(phone.publicKey)
  expect(deviceOf(known, 'ai-do', phone.id)).toBeUndefined()
})

test('the root is no phone, and what is not certified is not read', () => {
  expect(directory([]).devices.map(({ account }) => account)).not.toContain('goc')
  const known = fold(world.facts, null)
  expect([known.accounts.size, known.devices.length > 0]).toEqual([0, true])
})

test('the latest address at a gate counts; one taken away is none', () => {
  const set = (url?: string) =>
    fact('directory.local-address-set', { gate: 'cong-1b', ...(url && { url }) }) as Envelope
  const [first, second] = [set('wss://cong01.example.vn:8883'), set('wss://cong02.example.vn')]
  expect(directory([second, first]).localAddresses.get('cong-1b')).toBe('wss://cong02.example.vn')
  expect(directory([first, set()]).localAddresses.size).toBe(0)
})

test('the latest word on a gate’s decision counts, whichever arrives first; one withdrawn is told with its reason', () => {
  const said = (type: string, body: object) =>
    world.says(world.commander, `gate-decision-${type}`, 'gate/cong-1b', body)
  const hours = { from: '22:00', to: '05:00' }
  const recorded = (number: string) =>
    said('recorded', { number, date: '2026-01-05', hours, mayOrder: 'Trực chỉ huy' })
  const [first, second] = [recorded('12/QĐ-UBND'), recorded('15/QĐ-UBND')]
  expect(directory([second, first]).decisions.get('cong-1b')).toEqual({
    ...second.body,
    by: world.commander.account,
    at: second.at,
    records: [first.id, second.id]
  })
  const withdrawn = said('withdrawn', { decisions: [first.id, second.id], reason: 'Đã thu hồi' })
  const without = directory([withdrawn, second, first])
  expect(without.decisions.size).toBe(0)
  expect(without.withdrawnDecisions.get('cong-1b')).toMatchObject({ reason: 'Đã thu hồi' })
  expect([...(without.gateEntries.get('cong-1b') ?? [])].sort()).toEqual([first.id, second.id, withdrawn.id])
  const again = directory([recorded('3/QĐ-UBND'), withdrawn, second])
  expect([again.decisions.get('cong-1b')?.number, again.withdrawnDecisions.size]).toEqual(['3/QĐ-UBND', 0])
})

test('a decision ends with a withdrawal that names it, whatever time either bears and whichever arrives first', () => {
  const base = Date.now()
  // One phone's own records keep their order, whatever its clock.
  const officers = ['ca-1', 'ca-2', 'ca-3'].map((account) => world.phone(account, 'officer'))
  const hours = { from: '22:00', to: '05:00' }
  /** Words on one gate, each by a phone whose clock is wrong by as much, ms; a withdrawal ends all that stand by then. */
  const histories = fc.array(
    fc.record({
      by: fc.constantFrom(...officers),
      withdraws: fc.boolean(),
      clock: fc.integer({ min: -1_000_000, max: 1_000_000 })
    }),
    { minLength: 1, maxLength: 8 }
  )
  fc.assert(
    fc.property(histories, fc.infiniteStream(fc.nat()), (words, keys) => {
      let standing: string[] = []
      const said = words.flatMap(({ by, withdraws, clock }, i): Envelope[] => {
        if (withdraws && standing.length === 0) return []
        const [type, body] = withdraws
          ? ['withdrawn', { decisions: standing, reason: 'Đã thu hồi' }]
          : ['recorded', { number: `${i}`, date: '2026-01-05', hours, mayOrder: 'Trực chỉ huy' }]
        const forged = { ms: base + i * 1_000 + clock }
        const one = world.says(by, `gate-decision-${type}`, 'gate/cong-1b', body, forged)
        standing = withdraws ? [] : [...standing, one.id]
        return [one]
      })
      const arrived = said.map((one) => ({ one, key: keys.next().value as number }))
      const known = directory(arrived.toSorted((a, b) => a.key - b.key).map(({ one }) => one))
      expect(new Set(known.decisions.get('cong-1b')?.records)).toEqual(new Set(standing))
      expect(known.withdrawnDecisions.has('cong-1b')).toBe(said.length > 0 && standing.length === 0)
    })
  )
})

test('a withdrawal ends no decision that it does not name, nor one on another gate', () => {
  const body = { number: '1', date: '2026-01-05', hours: { from: '22:00', to: '05:00' }, mayOrder: 'Ai' }
  const recorded = (gate: string) =>
    world.says(world.commander, 'gate-decision-recorded', `gate/${gate}`, body)
  const [own, other] = [recorded('cong-1b'), recorded('cong-2')]
  const withdrawal = { decisions: [other.id], reason: 'Nhầm' }
  const withdrawn = world.says(world.commander, 'gate-decision-withdrawn', 'gate/cong-1b', withdrawal)
  expect(directory([other, withdrawn]).withdrawnDecisions.size).toBe(0)
  const known = directory([own, other, withdrawn])
  expect([...known.decisions.keys()]).toEqual(['cong-1b', 'cong-2'])
  expect(known.withdrawnDecisions.size).toBe(0)
})

test('the latest number of a gate’s modem counts; one taken away is none', () => {
  const set = (phone?: string) =>
    fact('directory.gate-modem-set', { gate: 'cong-1b', ...(phone && { phone }) }) as Envelope
  const [first, second] = [set('0900 000 001'), set('0900 000 002')]
  expect(directory([second, first]).modemNumbers.get('cong-1b')).toBe('0900 000 002')
  expect(directory([first, set()]).modemNumbers.size).toBe(0)
})
