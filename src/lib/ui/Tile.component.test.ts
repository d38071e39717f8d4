import { expect, test } from 'vitest'
import { render } from 'vitest-browser-svelte'
import Tile from './Tile.svelte'

test('a tile keeps the height of a value that is not known yet', async () => {
  const { container, rerender } = await render(Tile, { label: 'Vụ việc', href: '/incidents' })
  const before = container.querySelector('.tile')!.getBoundingClientRect().height
  await rerender({ value: '4', of: '12' })
  expect(container.querySelector('.tile')!.textContent).toContain('4')
  expect(container.querySelector('.tile')!.getBoundingClientRect().height).toBe(before)
})
