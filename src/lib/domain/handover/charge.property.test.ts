import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TestWork } from '../../../../tests/handover/test-work.ts'
import type { Envelope } from '../fact.ts'
import { inOrder } from '../order.ts'
import { inCharge } from './charge.ts'
import type { HandoverBody } from './handovers.ts'

const accounts = ['a', 'b', 'c', 'd']
const account = fc.constantFrom(...accounts)
const does = fc.constantFrom('file' as const, 'line' as const, 'hands' as const)
const step = fc.record({ does, by: account, from: account, to: account })
/** Each step with how many seconds lie before it: often none, so that only ids tell them apart. */
const history = fc.array(fc.tuple(step, fc.nat(2)), { maxLength: 16 })

function written(steps: readonly [typeof step extends fc.Arbitrary<infer S> ? S : never, number][]) {
  const work = new TestWork()
  let now = 0
  return steps.flatMap(([one, after]): Envelope[] => {
    now += after
    if (one.does === 'file') return [work.file(one.by, now)]
    if (one.does === 'line') return [work.line(one.by, now)]
    return one.from === one.to ? [] : [work.handsOver(one.by, now, one.from, one.to)]
  })
}

test('whose a file is does not depend on the order of arrival', () => {
  fc.assert(
    fc.property(
      history.chain((steps) => {
        const facts = written(steps)
        return fc.tuple(fc.constant(facts), fc.shuffledSubarray(facts, { minLength: facts.length }))
      }),
      ([facts, arrived]) => {
        expect(new Map([...inCharge(arrived, arrived)].sort())).toEqual(
          new Map([...inCharge(facts, facts)].sort())
        )
      }
    )
  )
})

test('it is what one gets by handing over one after the other', () => {
  fc.assert(
    fc.property(history, (steps) => {
      const facts = written(steps).filter(({ book }) => book === 'incidents')
      const slowly = new Map<string, string>()
      for (const { type, stream, by, body } of inOrder(facts)) {
        if (type !== 'incidents.work-handed-over') slowly.set(stream, by)
        else {
          const { from, to } = body as unknown as HandoverBody
          for (const [file, holder] of slowly) if (holder === from) slowly.set(file, to)
        }
      }
      expect(new Map([...inCharge(facts, facts)].sort())).toEqual(new Map([...slowly].sort()))
    })
  )
})
