import { expect, test } from 'vitest'
import type { Device, Directory } from '#lib/domain/directory/directory.ts'
import { phonesByPerson } from './admission.ts'

const names: Record<string, string> = { a: 'Tư Khởi', b: 'Ánh', c: 'Ba Huệ' }
const nameOf = (account: string) => names[account]!
const barring = { fact: 'f', by: 'b', reason: 'Mất máy', from: 1, until: null }
const phone = (account: string, id: string, more: Partial<Device> = {}) =>
  ({ account, id, admitted: true, approved: true, barrings: [], ...more }) as unknown as Device
const shown = (...devices: Device[]) => {
  const accounts = new Map(Object.keys(names).map((account) => [account, {}]))
  const { inUse, out } = phonesByPerson({ devices, accounts } as unknown as Directory, nameOf)
  return {
    inUse: inUse.map(({ account, devices }) => [account, ...devices.map(({ id }) => id)]),
    out: out.map(({ id }) => id)
  }
}

test('phones in use stand under their person, the names in Vietnamese order', () => {
  expect(shown(phone('a', '1'), phone('c', '2'), phone('a', '3'), phone('b', '4'))).toEqual({
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
  expect(shown(revoked, suspended, waiting, server, phone('c', '5'))).toEqual({
    inUse: [['c', '5']],
    out: ['2', '1']
  })
})
