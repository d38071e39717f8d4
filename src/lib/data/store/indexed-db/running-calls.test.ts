import { expect, test } from 'vitest'
import { IdleQueue } from './running-calls.ts'

test('idle is when all calls are over, those that failed and those that came meanwhile too', async () => {
  const queue = new IdleQueue()
  const ends: { settle: (error?: Error) => void; call: Promise<void> }[] = []
  const begin = () => {
    let settle!: (error?: Error) => void
    const work = new Promise<void>((resolve, reject) => {
      settle = (error) => (error ? reject(error) : resolve())
    })
    ends.push({ settle, call: queue.wrapCall(() => work) })
  }
  begin()
  let isIdle = false
  const idle = queue.requestIdlePromise().then(() => (isIdle = true))
  begin()
  ends[0]!.settle(new Error('refused'))
  await expect(ends[0]!.call).rejects.toThrow('refused')
  await Promise.resolve()
  expect(isIdle).toBe(false)
  ends[1]!.settle()
  await idle
  expect(await queue.requestIdlePromise()).toBeUndefined()
})
