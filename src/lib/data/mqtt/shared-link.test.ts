import { expect, test } from 'vitest'
import type { Link } from './link.ts'
import { SharedLink } from './shared-link.ts'

function shared() {
  const links: { listened: Map<string, number>; watchers: number; stopped: boolean }[] = []
  const link = new SharedLink(() => {
    const made = { listened: new Map<string, number>(), watchers: 0, stopped: false }
    links.push(made)
    return {
      state: 'open',
      listen(filter: string) {
        made.listened.set(filter, (made.listened.get(filter) ?? 0) + 1)
        return () => void made.listened.set(filter, made.listened.get(filter)! - 1)
      },
      watch() {
        made.watchers++
        return () => void made.watchers--
      },
      send: async () => ({ code: 'sent' }),
      wake() {},
      stop: async () => void (made.stopped = true)
    } as unknown as Link
  })
  return { link, links }
}

test('two who use it have one connection, and the one who leaves takes only his own away', async () => {
  const { link, links } = shared()
  const [gates, bell] = [link.use(), link.use()]
  gates.listen('a', () => {})
  bell.listen('a', () => {})
  bell.listen('b', () => {})
  bell.watch(() => {})
  expect(links.length).toBe(1)
  await bell.stop()
  await bell.stop()
  expect([...links[0]!.listened]).toEqual([
    ['a', 1],
    ['b', 0]
  ])
  expect([links[0]!.watchers, links[0]!.stopped]).toEqual([0, false])
  await gates.stop()
  expect([links[0]!.listened.get('a'), links[0]!.stopped]).toEqual([0, true])
})

test('after the last has gone the next has a new one; what was left by hand is not left twice', async () => {
  const { link, links } = shared()
  const first = link.use()
  const leave = first.listen('a', () => {})
  leave()
  leave()
  await first.stop()
  expect(links[0]!.listened.get('a')).toBe(0)
  link.use()
  expect(links.length).toBe(2)
})
