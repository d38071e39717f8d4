import { expect, test } from 'vitest'
import { mostWaiting, PushQueues } from './push-queues.ts'

/** Pushes that end when the test says so, by name. */
function pushes() {
  const queues = new PushQueues()
  const under: string[] = []
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  const add = (endpoint: string, urgency: number, name: string) =>
    queues.run(endpoint, urgency, async () => {
      begun.push(name)
      under.push(name)
      await new Promise<void>((resolve) => ends.set(name, resolve))
      under.splice(under.indexOf(name), 1)
      return name
    })
  /** Ends the pushes under way, until none is left. */
  const drain = async () => {
    for (let [next] = under; next; [next] = under) {
      ends.get(next)!()
      await expect.poll(() => under).not.toContain(next)
      await Promise.resolve()
    }
  }
  return { queues, begun, under, ends, add, drain }
}

test('one endpoint has one push under way; another one waits for none of it', () => {
  const { add, under } = pushes()
  for (const name of ['a1', 'a2']) void add('a', 0, name)
  void add('b', 0, 'b1')
  expect(under).toEqual(['a1', 'b1'])
})

test('what is urgent goes first and the newest of it before the rest; all else in the order of arrival', async () => {
  const { add, begun, drain } = pushes()
  const all = (
    [
      [0, 'first'],
      [0, 'report 1'],
      [2, 'alarm 1'],
      [1, 'drill 1'],
      [0, 'report 2'],
      [2, 'alarm 2'],
      [1, 'drill 2']
    ] as const
  ).map(([urgency, name]) => add('a', urgency, name))
  await drain()
  expect(begun).toEqual(['first', 'alarm 2', 'alarm 1', 'drill 2', 'drill 1', 'report 1', 'report 2'])
  expect(await Promise.all(all)).not.toContain(null)
})

test('so many wait and no more: the oldest report goes, then the oldest alarm, and whoever asked is told', async () => {
  const { add, begun, drain } = pushes()
  void add('a', 0, 'first')
  const dropped: Promise<string | null>[] = ['report 1', 'report 2'].map((name) => add('a', 0, name))
  for (let i = 1; i <= mostWaiting + 1; i++) dropped.push(add('a', 2, `alarm ${i}`))
  expect(await Promise.all(dropped.slice(0, 3))).toEqual([null, null, null])
  await drain()
  expect(begun).toHaveLength(1 + mostWaiting)
  expect([begun[1], begun.at(-1)]).toEqual([`alarm ${mostWaiting + 1}`, 'alarm 2'])
})

test('a push that fails holds up none after it', async () => {
  const { queues } = pushes()
  const failed = queues.run('a', 0, () => Promise.reject(new Error('away')))
  const next = queues.run('a', 0, async () => 'sent')
  await expect(failed).rejects.toThrow('away')
  expect(await next).toBe('sent')
})

test('a server that stops sends what waits at once, and is through when the last has ended', async () => {
  const { queues, add, under, ends } = pushes()
  for (const name of ['a1', 'a2', 'a3']) void add('a', 2, name)
  let isOver = false
  const stopping = queues.stop().then(() => (isOver = true))
  expect(under).toEqual(['a1', 'a3', 'a2'])
  ends.get('a1')!()
  ends.get('a2')!()
  await expect.poll(() => under).toEqual(['a3'])
  expect(isOver).toBe(false)
  ends.get('a3')!()
  await stopping
})
