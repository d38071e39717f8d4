import { expect, test, vi } from 'vitest'
import { bundle } from './bundle.ts'
import { smallSizes } from './sizes.ts'

test('a change that does not find its text is refused', async () => {
  const { file } = smallSizes[0]!
  await expect(bundle([{ file, find: 'no such text', put: '' }])).rejects.toThrow('no such text')
})

test('no history depends on when garbage is collected', async () => {
  const made = vi.fn()
  vi.stubGlobal('WeakRef', made)
  vi.stubGlobal('FinalizationRegistry', made)
  await (await bundle(smallSizes)).history(7)
  vi.unstubAllGlobals()
  expect(made).not.toHaveBeenCalled()
})
