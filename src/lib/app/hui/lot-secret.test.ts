import { expect, test } from 'vitest'
import { lotSecret } from './lot-secret.ts'

test('the secret of a lot is made of the random bytes alone, each of 32 signs as likely as the others', () => {
  const all = Array.from({ length: 256 }, (_, i) => lotSecret(() => new Uint8Array(20).fill(i)))
  expect(all.every((secret) => /^(.)\1{4}(-\1{5}){3}$/.test(secret))).toBe(true)
  const times = new Map<string, number>()
  for (const [sign] of all) times.set(sign!, (times.get(sign!) ?? 0) + 1)
  expect([times.size, new Set(times.values())]).toEqual([32, new Set([8])])
  expect(lotSecret((bytes) => Uint8Array.from({ length: bytes }, (_, i) => i))).toBe(
    'abcde-fghij-kmnpq-rstuv'
  )
})
