import { expect, test } from 'vitest'
import { amiss, type Told } from './reckoning.ts'

const well: Told = {
  confirmed: ['1.1', '1.2'],
  lost: [],
  phone: ['1.1', '1.2', '1.3'],
  server: [
    { reason: '1.1', n: 1 },
    { reason: '1.2', n: 2 },
    // Written as the phone died, and never confirmed.
    { reason: '1.3', n: 3 }
  ]
}
const told = (change: Partial<Told>) => amiss({ ...well, ...change }).lines

test('what was confirmed, and what was not, each once on both sides', () => {
  expect(amiss(well)).toEqual({ missing: 0, double: 0, lines: [] })
})

test('each loss is told by where it is missing', () => {
  expect(told({ lost: ['1.2'] })).toEqual(['missing: 1.2 on the phone that came back'])
  expect(told({ phone: ['1.1', '1.3'] })).toEqual(['missing: 1.2 on the phone'])
  expect(told({ server: well.server.slice(0, 2) })).toEqual(['missing: 1.3 at the server'])
  expect(told({ server: well.server.map((one) => (one.n === 3 ? { ...one, n: 4 } : one)) })).toEqual([
    'missing: number 3'
  ])
})

test('so is what is there twice', () => {
  expect(told({ phone: [...well.phone, '1.3'] })).toEqual(['double: 1.3 on the phone'])
  expect(told({ server: [...well.server, { reason: '1.3', n: 4 }] })).toEqual(['double: 1.3 at the server'])
  expect(told({ server: well.server.map((one) => ({ ...one, n: one.n === 3 ? 2 : one.n })) })).toEqual([
    'missing: number 3',
    'double: number 2'
  ])
})
