import { expect, test, vi } from 'vitest'
import { watchErasures } from './watch-erasures.ts'

test('what fails is tried again, though nothing changes any more', async () => {
  let looks = 0
  const problems: unknown[] = []
  const list = async () => {
    if (++looks === 1) throw new Error('out of reach')
    return []
  }
  const couch = { nano: { db: { list } } } as never
  const follow = () => async () => {}
  const report = (problem: unknown) => void problems.push(problem)
  const watching = watchErasures(follow, { couch, writer: null as never, roots: null as never }, report, 1)
  await vi.waitFor(() => expect(looks).toBeGreaterThan(1))
  await watching.stop()
  expect(problems).toEqual([new Error('out of reach')])
})
