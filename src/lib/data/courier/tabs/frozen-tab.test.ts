import { expect, test } from 'vitest'
import type { OpenChannel } from '../../tabs.ts'
import { phone, sessionAnswer, settled, when } from '../../../../../tests/courier/courier-world.ts'

/** Builds a tab that its browser freezes: until it is thawed it hears nothing and its requests hang. */
function freezing(world: ReturnType<typeof phone>) {
  let frozen = false
  const missed: (() => void)[] = []
  const openChannel: OpenChannel = (name, hear) =>
    world.openChannel(name, (message) => (frozen ? missed.push(() => hear(message)) : hear(message)))
  return {
    tab: () =>
      world.tab(undefined, { openChannel, scheduler: { ...world.scheduler, after: () => () => {} } }),
    freeze: () => void (frozen = true),
    thaw() {
      frozen = false
      for (const hear of missed.splice(0)) hear()
    }
  }
}

/** Opens two tabs; the leading one can be frozen. */
async function twoTabs() {
  const world = phone()
  const cold = freezing(world)
  const leader = cold.tab()
  await when(leader, 'idle')
  const follower = world.tab()
  await settled()
  return { world, cold, leader, follower }
}

test('a leading tab that the browser has frozen is relieved after two rings without an answer, and leaves it at that', async () => {
  const { world, cold, leader, follower } = await twoTabs()
  cold.freeze()
  const before = world.requests
  void follower.ring()
  await settled()
  world.pass(15_000)
  await settled()
  expect(world.requests).toBe(before)
  void follower.ring()
  world.pass(15_000)
  await when(follower, 'exchanging')
  await when(follower, 'idle')
  expect(world.requests).toBeGreaterThan(before)
  expect(world.reliefs).toBe(1)
  // After thawing it is a tab like any other: it rings the leading one.
  cold.thaw()
  const travelled = world.requests
  await leader.ring()
  expect(world.requests).toBe(travelled + 1)
  await follower.stop()
  await when(leader, 'exchanging')
  await when(leader, 'idle')
})

test('what a frozen tab had under way is not dealt with when it is thawed and another leads', async () => {
  const { world, cold, leader, follower } = await twoTabs()
  let answer = (_: Response) => {}
  world.answers(() => new Promise<Response>((resolve) => (answer = resolve)) as never)
  const kept: string[] = []
  void leader.ring()
  await settled()
  cold.freeze()
  world.answers((path) => sessionAnswer(path)!)
  for (let ring = 0; ring < 2; ring++) {
    void follower.ring()
    await settled()
    world.pass(15_000)
    await settled()
  }
  await when(follower, 'idle')
  leader.report.subscribe({ next: ({ state }) => void kept.push(state), error: () => {} })
  cold.thaw()
  world.asked()
  answer(sessionAnswer('/session', ['xa:keeper'])!)
  await settled()
  expect(world.asked()).toEqual([])
  expect(kept).not.toContain('waiting-for-network')
})

test('a leading tab that is merely slow is not relieved: it hears each ring, and one silence after that is not enough', async () => {
  const { world, cold, leader, follower } = await twoTabs()
  world.hangs()
  void leader.ring()
  await settled()
  const before = world.requests
  for (let ring = 0; ring < 5; ring++) {
    void follower.ring()
    await settled()
    world.pass(15_000)
    await settled()
  }
  cold.freeze()
  void follower.ring()
  await settled()
  world.pass(15_000)
  await settled()
  expect(world.requests).toBe(before)
  world.hangs(() => false)
  await leader.stop()
})
