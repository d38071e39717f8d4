import { expect, test } from 'vitest'
import { keepLockName, lockNames } from './lock-names.ts'

function shelf() {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value)
  }
}

test('the lock names people as last known here, an unknown one by the account, and tells namesakes apart', () => {
  const here = shelf()
  keepLockName(here, 'tk-1', 'Tư Khởi')
  keepLockName(here, 'tk-2', 'Ba Huệ')
  keepLockName(here, 'tk-3', 'Hai Huệ')
  keepLockName(here, 'tk-3', 'Ba Huệ')
  expect([...lockNames(here, ['tk-1', 'tk-2', 'tk-3', 'tk-4'])]).toEqual([
    ['tk-1', 'Tư Khởi'],
    ['tk-2', 'Ba Huệ (tk-2)'],
    ['tk-3', 'Ba Huệ (tk-3)'],
    ['tk-4', 'tk-4']
  ])
})

test('a full disk keeps no name and stops nothing', () => {
  const full = {
    getItem: () => null,
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError')
    }
  }
  expect(() => keepLockName(full, 'tk-1', 'Tư Khởi')).not.toThrow()
  expect(lockNames(full, ['tk-1']).get('tk-1')).toBe('tk-1')
})
