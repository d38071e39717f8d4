import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Turns, type EndTurn } from './turns.ts'

test('a caller has few turns at a time, some wait in their order, more are sent away; another caller is not held up', async () => {
  const turns = new Turns(2, 2)
  const told: string[] = []
  const asks = (who: string, name: string) =>
    turns.begin(who).then((end) => {
      told.push(end ? name : `no ${name}`)
      return end
    })
  const [a, b] = [await asks('x', 'a'), await asks('x', 'b')]
  const waiting = [asks('x', 'c'), asks('x', 'd')]
  await asks('x', 'e')
  await asks('y', 'f')
  expect(told).toEqual(['a', 'b', 'no e', 'f'])
  a!()
  a!()
  await waiting[0]
  b!()
  await waiting[1]
  expect(told).toEqual(['a', 'b', 'no e', 'f', 'c', 'd'])
})

test('whatever comes and ends in whatever order, nobody has more than their turns, and all that wait get one', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom('x', 'y'), fc.nat(20)), { maxLength: 60 }),
      async (steps) => {
        const turns = new Turns(3, 4)
        const running = new Map<string, EndTurn[]>([
          ['x', []],
          ['y', []]
        ])
        let waiting = 0
        for (const [who, choice] of steps) {
          const its = running.get(who)!
          if (choice > 8 && its.length > 0) its.splice(choice % its.length, 1)[0]!()
          else {
            waiting++
            void turns.begin(who).then((end) => {
              waiting--
              return end && its.push(end)
            })
          }
          await Promise.resolve().then(() => Promise.resolve())
          for (const all of running.values()) expect(all.length).toBeLessThanOrEqual(3)
        }
        while ([...running.values()].some((all) => all.length > 0)) {
          for (const all of running.values()) all.shift()?.()
          await new Promise((resolve) => setImmediate(resolve))
        }
        expect(waiting).toBe(0)
      }
    )
  )
})
