import { expect, test } from 'vitest'
import type { DeviceStatus } from '#lib/domain/devices/device-status.ts'
import type { Device } from '#lib/domain/directory/directory.ts'
import type { Role } from '#lib/domain/roles.ts'
import { lossClock, lossTerm, lostContent, sameNamed } from './lost-phone.ts'

const certificate = (...roles: Role[]) => ({ roles, from: 0, until: null })
const phone = {
  id: 'K',
  account: 'truc',
  label: 'Máy trực',
  enrolledAt: '2026-11-01T00:00:00.000Z',
  approved: true,
  certificates: [certificate('officer', 'private-reader'), certificate('officer')],
  alarmKey: null
} as unknown as Device
const status: DeviceStatus = {
  unit: 'xa-thu',
  account: 'truc',
  device: 'K',
  reportedAt: 500,
  photos: 2,
  books: { hui: { head: 9, onPhone: [[3, 5]], gaps: [], forks: [] } }
}

test('a phone holds the books of every role that it was ever certified with, and what it had not sent', () => {
  const seen = { account: 'truc', device: 'K', isOpen: false, asksPassword: false, seenAt: 900 }
  const found = lostContent(phone, [{ ...status, account: 'ai-do' }, status], [seen])
  expect(found.roles).toEqual(['officer', 'private-reader'])
  expect(found.books).toEqual([
    'directory',
    'duty',
    'gates',
    'incidents',
    'hui',
    'notices',
    'movement',
    'private'
  ])
  expect(found).toMatchObject({ left: [{ book: 'hui', count: 3 }], photos: 2, lastHeard: 900 })
})

test('where the server does not answer nothing is claimed of what it has not sent; one that nobody approved holds no book', () => {
  const waiting = lostContent({ ...phone, certificates: [] }, null, [])
  expect(waiting).toMatchObject({ roles: [], books: [], left: null, neverReported: false, lastHeard: null })
})

test('of a phone that has never reported nobody says that it had sent everything', () => {
  const silent = lostContent(phone, [{ ...status, reportedAt: null, books: {} }], [])
  expect(silent).toMatchObject({ left: null, neverReported: true })
})

test('others of the same name that are in use may be the same device', () => {
  const other = { ...phone, id: 'L', account: 'pho' }
  const devices = [
    phone,
    other,
    { ...other, id: 'M', approved: false },
    { ...other, id: 'N', label: 'Máy khác' }
  ]
  expect(sameNamed({ devices }, phone)).toEqual([other])
})

test('the clock runs from the mark, in whole hours, and never below nothing', () => {
  const hours = (count: number) => lossClock({ from: 1000 }, 1000 + count * 3_600_000)
  expect(hours(0.9)).toEqual({ gone: 0, left: lossTerm.hours })
  expect(hours(5)).toEqual({ gone: 5, left: 67 })
  expect(hours(100)).toEqual({ gone: 100, left: 0 })
  expect(hours(-2)).toEqual({ gone: 0, left: 72 })
})
