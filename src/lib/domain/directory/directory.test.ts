import { expect, test } from 'vitest'
import type { Envelope } from '../fact.ts'
import vectors from '../vectors/canonical.json' with { type: 'json' }
import { deviceOf, directory, nameOf } from './directory.ts'

let n = 0
const fact = (type: string, body: Record<string, unknown>) => {
  n += 1
  const id = `01936a1c-8f2f-7abc-8def-${String(n).padStart(12, '0')}`
  return { ...vectors.facts[0]!.fact, id, n, type, book: 'directory', body }
}

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

test('a phone is approved only by an approval that names it, in whatever order both arrive', () => {
  const enrolled = fact('directory.device-enrolled', { key: vectors.key, label: 'Máy trực' })
  const approved = {
    ...fact('directory.device-approved', { device: vectors.device }),
    device: 'x'.repeat(43)
  }
  const approvals = (...facts: Envelope[]) => directory(facts).devices.map(({ approved }) => approved)
  expect(approvals(enrolled)).toEqual([false])
  expect(approvals(enrolled, { ...approved, body: { device: 'other' } })).toEqual([false])
  expect(approvals(approved, enrolled)).toEqual([true])
})

test("nobody replaces another's phone by enrolling its key under his own name", () => {
  const enrolled = fact('directory.device-enrolled', { key: vectors.key, label: 'Máy trực' })
  const claimed = {
    ...enrolled,
    id: enrolled.id.replace(/.$/, 'f'),
    by: 'ke-gian',
    body: { ...enrolled.body, label: 'Máy lạ' }
  }
  const known = directory([enrolled, claimed])
  expect(deviceOf(known, enrolled.by, vectors.device)?.label).toBe('Máy trực')
  expect(deviceOf(known, 'ke-gian', vectors.device)?.label).toBe('Máy lạ')
  expect(deviceOf(known, 'ai-do', vectors.device)).toBeUndefined()
})

test('a carried listing, enrolment or approval does not count', () => {
  const roles = ['commander']
  const facts = [
    fact('directory.account-listed', { account: 'ph-cong1b', name: 'Kẻ gian', roles }),
    fact('directory.device-enrolled', { key: vectors.key, label: 'Máy lạ' })
  ].map((carried) => ({ ...carried, via: 'ph-ubnd' }))
  expect(directory(facts)).toEqual(directory([]))
})

test('the latest address at a gate counts; one taken away is none', () => {
  const set = (url?: string) =>
    fact('directory.local-address-set', { gate: 'cong-1b', ...(url && { url }) }) as Envelope
  const [first, second] = [set('wss://cong01.example.vn:8883'), set('wss://cong02.example.vn')]
  expect(directory([second, first]).localAddresses.get('cong-1b')).toBe('wss://cong02.example.vn')
  expect(directory([first, set()]).localAddresses.size).toBe(0)
})
