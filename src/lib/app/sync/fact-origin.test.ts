import { expect, test } from 'vitest'
import type { SyncState } from '#lib/domain/stored.ts'
import { toldOrigin } from './fact-origin.ts'

const here = { identity: { account: 'ph-truc', roles: [] }, deviceId: 'this' }
const told = (by: string, device: string, sync: SyncState) => toldOrigin({ by, device, sync }, here)

test('what others wrote bears their name, and no word on the phone', () => {
  expect(told('ph-truong', 'other', 'received')).toBeNull()
})

test('what the reader wrote is told to be from another phone only where it is', () => {
  expect(told('ph-truc', 'other', 'sent')).toBe('received')
  expect(told('ph-truc', 'this', 'sent')).toBeNull()
  expect(told('ph-truc', 'this', 'pending')).toBeNull()
})

test('what was handed over directly is told, whoever wrote it', () => {
  expect(told('ph-truong', 'other', 'carried')).toBe('carried')
})
