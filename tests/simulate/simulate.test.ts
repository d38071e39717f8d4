import { beforeAll, expect, test } from 'vitest'
import { bundle } from './bundle.ts'
import { smallSizes } from './sizes.ts'

/** `npm run sabotages` plays more. To trace one: `npm run simulate -- --seeds 1 --seed S --trace`. */
const seeds = 45
/** Seeds whose histories once broke a law. Their events change whenever the simulator learns new ones. */
const onceBroken = [47, 57, 85, 162, 163, 207, 256, 7_004_774, 296]

let product: Awaited<ReturnType<typeof bundle>>
beforeAll(async () => {
  product = await bundle(smallSizes)
})

test(`${seeds} histories: no law is broken`, { timeout: 600_000 }, async () => {
  for (const seed of [...Array.from({ length: seeds }, (_, i) => i + 1), ...onceBroken]) {
    const { broken, trace } = await product.history(seed)
    expect(broken, `seed ${seed}\n${trace.slice(-40).join('\n')}`).toBeNull()
  }
})

test('one seed is one history, whatever was run before it', async () => {
  const first = await product.history(7)
  await product.history(8)
  const again = await product.history(7)
  expect(again.trace).toEqual(first.trace)
  expect(first.trace.length).toBeGreaterThan(20)
  expect((await (await bundle(smallSizes)).history(7)).trace).toEqual(first.trace)
})

test('another seed is another history', async () => {
  expect((await product.history(9)).trace).not.toEqual((await product.history(10)).trace)
})
