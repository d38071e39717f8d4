import { expect, test } from 'vitest'
import { brokenBy } from './sabotage.ts'
import { sending } from './sending.ts'

test.each(sending)('$name: breaks “$law”', { timeout: 300_000 }, async (sabotage) => {
  expect(await brokenBy(sabotage)).toContain(sabotage.law)
})
