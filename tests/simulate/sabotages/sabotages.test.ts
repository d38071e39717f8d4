import { expect, test } from 'vitest'
import { brokenBy } from './sabotage.ts'
import { keeping } from './keeping.ts'

test.each(keeping)('$name: breaks “$law”', { timeout: 300_000 }, async (sabotage) => {
  expect(await brokenBy(sabotage)).toContain(sabotage.law)
})
