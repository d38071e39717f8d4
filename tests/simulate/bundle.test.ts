import { expect, test } from 'vitest'
import { bundle } from './bundle.ts'
import { smallSizes } from './sizes.ts'

test('a change that does not find its text is refused', async () => {
  const { file } = smallSizes[0]!
  await expect(bundle([{ file, find: 'no such text', put: '' }])).rejects.toThrow('no such text')
})
