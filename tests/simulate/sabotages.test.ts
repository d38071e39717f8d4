import { expect, test } from 'vitest'
import { bundle } from './bundle.ts'
import { sabotages } from './sabotages.ts'
import { smallSizes } from './sizes.ts'

/** Within as many histories as every test run has, a guard that is missing must be missed. */
const enough = 300

test.each(sabotages)('$name: breaks “$law”', { timeout: 300_000 }, async ({ law, changes }) => {
  const { history } = await bundle([...smallSizes, ...changes])
  const found = new Set<string>()
  for (let seed = 1; seed <= enough && !found.has(law); seed++) {
    const { broken } = await history(seed)
    if (broken) found.add(broken.law)
  }
  expect([...found]).toContain(law)
})

test('a change that finds nothing to change is told', async () => {
  const { file } = smallSizes[0]!
  await expect(bundle([{ file, find: 'no such text', put: '' }])).rejects.toThrow('no such text')
})
