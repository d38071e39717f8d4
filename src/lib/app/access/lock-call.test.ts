import { expect, test } from 'vitest'
import { keepLockCall, lockCall } from './lock-call.ts'

test('the lock calls the unit’s number as last known here, else the police of the whole country', () => {
  const kept = new Map<string, string>()
  const shelf = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value)
  }
  expect(lockCall(shelf, 'giu-cong')).toBe('113')
  keepLockCall(shelf, 'giu-cong', '0291 000 113')
  expect([lockCall(shelf, 'giu-cong'), lockCall(shelf, 'nguoi-khac')]).toEqual(['0291 000 113', '113'])
  keepLockCall(shelf, 'giu-cong')
  expect(lockCall(shelf, 'giu-cong')).toBe('113')
})
