import { expect, test } from 'vitest'
import type { Device, Directory } from '#lib/domain/directory/directory.ts'
import { barredSince, forceOf, phonesByPerson } from './admission.ts'

const names: Record<string, string> = { a: 'Tư Khởi', b: 'Ánh', c: 'Ba Huệ' }
const nameOf = (account: string) => names[account]!
const barring = { fact: 'f', by: 'b', reason: 'Mất máy', from: 1, until: null }
const phone = (account: string, id: string, more: Partial<Device> = {}) =>
  ({ account, id, admitted: true, approved: true, barrings: [], ...more }) as unknown as Device
const shown = (devices: Device[], suspended: readonly string[] = []) => {
  const barrings = { devices: new Map(), accounts: new Map(suspended.map((one) => [one, [barring]])) }
  const accounts = new Map(Object.keys(names).map((account) => [account, {}]))
  const { inUse, out } = phonesByPerson({ devices, accounts, barrings } as unknown as Directory, nameOf)
  return {
    inUse: inUse.map(({ account, devices }) => [account, ...devices.map(({ id }) => id)]),
    out: out.map(({ id }) => id)
  }
}

test('phones in use stand under their person, the names in Vietnamese order', () => {
  expect(shown([phone('a', '1'), phone('c', '2'), phone('a', '3'), phone('b', '4')])).toEqual({
    inUse: [
      ['b', '4'],
      ['c', '2'],
      ['a', '1', '3']
    ],
    out: []
  })
})

test('what is out of use, by itself or with its account, stands apart; what waits, and the server’s key, nowhere', () => {
  const revoked = phone('a', '1', { barrings: [barring] })
  const suspended = phone('b', '2', { approved: false })
  const waiting = phone('a', '3', { admitted: false, approved: false } as Partial<Device>)
  const server = phone('may-chu', '4')
  expect(shown([revoked, suspended, waiting, server, phone('c', '5')], ['b'])).toEqual({
    inUse: [['c', '5']],
    out: ['2', '1']
  })
})

test('a phone that waits while its account is suspended is out of use with it', () => {
  const waiting = phone('a', '1', { admitted: false, approved: false } as Partial<Device>)
  expect(shown([waiting], ['a'])).toEqual({ inUse: [], out: ['1'] })
})

test('a phone out of use names who stopped it last, or its account, and nobody who let it in again', () => {
  const at = (from: number, by: string, until: number | null = null) => ({ ...barring, by, from, until })
  const since = (phones: object[], accounts: object[]) => {
    const devices = [phone('a', '1', { barrings: phones } as Partial<Device>)]
    const barrings = { devices: new Map(), accounts: new Map([['a', accounts]]) }
    const said = barredSince({ devices, barrings } as unknown as Directory, 'a', '1')
    return said && [said.of, said.by, said.from]
  }
  expect(since([at(1, 'b')], [])).toEqual(['phone', 'b', 1])
  expect(since([at(1, 'b'), at(3, 'c')], [at(2, 'b')])).toEqual(['phone', 'c', 3])
  expect(since([at(1, 'b')], [at(2, 'c')])).toEqual(['account', 'c', 2])
  expect(since([at(1, 'b', 4)], [at(2, 'c', 5)])).toBeNull()
})

test('an act on a phone holds once the server has its record, and no sooner', () => {
  expect((['sent', 'received'] as const).map(forceOf)).toEqual(['holds', 'holds'])
  expect(([undefined, 'pending'] as const).map(forceOf)).toEqual(['waits', 'waits'])
  expect((['refused', 'set-aside'] as const).map(forceOf)).toEqual(['refused', 'refused'])
})
