import { expect, test } from 'vitest'
import type { FactType } from '../facts.ts'
import { agreement, dayOf, numberedId, said, TestLine } from '../../../../tests/hui/test-line.ts'
import { groupStream } from './register/stream.ts'

const types = ['constructor', 'toString', '__proto__'] as string[] as FactType[]

test('a record of a type called as what every object has stops no line', () => {
  const book = new TestLine(agreement(4, 1_000))
  const strange = types.map((type) => book.write(type, {} as never).id)
  for (const change of strange) book.write('hui.change-signed', { change, as: 'host', on: dayOf(1), said })
  const { newer, doubts } = book.state
  expect(newer).toEqual(strange)
  expect(doubts).toHaveLength(strange.length)
})

test('nor a group', () => {
  const book = new TestLine(agreement(4, 1_000))
  const body = { host: numberedId(999), on: dayOf(1) } as never
  const facts = ['hui.group-registered', ...types].map((type) => book.write(type as FactType, body))
  expect(groupStream(facts, 'group/1')!.newer).toHaveLength(types.length)
})
