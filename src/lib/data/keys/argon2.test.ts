import { expect, test } from 'vitest'
import { argon2 } from './argon2.ts'
import { bearableCost, leastCost } from './cost.ts'

const salt = new Uint8Array(16).fill(3)

test('a secret gives the same hash with and without WebAssembly, and another one for another salt or cost', async () => {
  const cost = { kib: 64, passes: 2 }
  const hash = await argon2({ secret: 'mật mã 1', salt, cost })
  expect(hash).toHaveLength(32)
  expect(await argon2({ secret: 'mật mã 1', salt, cost }, false)).toEqual(hash)
  expect(await argon2({ secret: 'mật mã 1', salt: salt.map(() => 4), cost })).not.toEqual(hash)
  expect(await argon2({ secret: 'mật mã 1', salt, cost: { ...cost, passes: 3 } })).not.toEqual(hash)
})

test('a PIN costs at least what OWASP asks of Argon2id, and more where the phone bears it', () => {
  expect(leastCost).toEqual({ kib: 19_456, passes: 2 })
  const costs = [20, 59, 60, 80, 120, 130, 900, Infinity, NaN].map(bearableCost)
  expect(costs.map(({ kib, passes }) => [kib / 1_024, passes])).toEqual([
    [64, 3],
    [64, 3],
    [46, 2],
    [46, 2],
    [46, 2],
    [19, 2],
    [19, 2],
    [19, 2],
    [19, 2]
  ])
})
