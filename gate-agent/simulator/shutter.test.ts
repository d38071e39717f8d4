import fc from 'fast-check'
import { expect, test } from 'vitest'
import { later, newShutter, pullChain, afterAction, type ShutterAction } from './shutter.ts'

const pushes = fc.oneof(
  fc.constantFrom<ShutterAction>('open', 'close', 'stop', 'power-off', 'power-on'),
  fc.record({ obstacle: fc.option(fc.integer({ min: 0, max: 100 })) })
)

test('it runs from end to end in its time, and stops there', () => {
  const closing = afterAction(newShutter(18_000), 'close')
  expect(later(closing, 9_000)).toMatchObject({ position: 50, direction: -1 })
  expect(later(closing, 18_000)).toMatchObject({ position: 0, direction: 0, blocked: false })
  expect(afterAction(later(closing, 20_000), 'close').direction).toBe(0)
})

test('it stops on what stands under it, and goes on when the way is free', () => {
  const blocked = later(afterAction(afterAction(newShutter(10_000), { obstacle: 30 }), 'close'), 60_000)
  expect(blocked).toMatchObject({ position: 30, direction: 0, blocked: true })
  expect(later(afterAction(afterAction(blocked, { obstacle: null }), 'close'), 60_000).position).toBe(0)
})

test('without power it stands still, until somebody pulls the chain; power alone moves nothing', () => {
  const dark = afterAction(later(afterAction(newShutter(10_000), 'close'), 4_000), 'power-off')
  expect(later(afterAction(dark, 'open'), 60_000)).toEqual(dark)
  const back = afterAction(pullChain(dark, 0), 'power-on')
  expect(later(back, 60_000)).toMatchObject({ position: 0, direction: 0 })
})

test('whatever happens to it, it stays between its ends, and never below what stands under it by itself', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(pushes, fc.integer({ min: 0, max: 20_000 }))), (steps) => {
      let shutter = newShutter(10_000)
      for (const [how, ms] of steps) {
        const pushed = afterAction(shutter, how)
        expect(pushed.position).toBe(shutter.position)
        shutter = later(pushed, ms)
        expect(shutter.position).toBeGreaterThanOrEqual(0)
        expect(shutter.position).toBeLessThanOrEqual(100)
        const { obstacle } = shutter
        if (obstacle !== null && pushed.position >= obstacle)
          expect(shutter.position).toBeGreaterThanOrEqual(obstacle)
      }
    })
  )
})
