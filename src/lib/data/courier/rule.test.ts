import { beforeEach, expect, test, vi } from 'vitest'
import { retryAfterRoleChange, retryAfterRuleChange } from './rule.ts'
import type { ExchangeContext } from './exchange-context.ts'

const book = { unit: 'xa-thu', book: 'gates' }
const ruleOf = (text: string) => ({ _id: '_design/antt', validate_doc_update: 'gate', lib: { gate: text } })

let context: ExchangeContext
let offered: string[]
beforeEach(() => {
  const places = new Map<string, { seq: string; epoch: string }>()
  const refused = [
    { id: 'own', ...book },
    { id: 'other', unit: 'xa-thu', book: 'hui' }
  ]
  offered = []
  context = {
    store: {
      checkpoint: async (name: string) => places.get(name) ?? null,
      keepCheckpoint: async (name: string, place: { seq: string; epoch: string }) =>
        void places.set(name, place),
      offered: async () => refused,
      settle: async (all: { id: string }[]) => void offered.push(...all.map(({ id }) => id))
    }
  } as unknown as ExchangeContext
})

test('a quarter that begins with another rule than the last one read offers again what its book refused', async () => {
  await retryAfterRuleChange(context, book, ruleOf('1'))
  offered.length = 0
  context.again = false
  await retryAfterRuleChange(context, book, ruleOf('2'))
  expect([offered, context.again]).toEqual([['own'], true])
})

test('a quarter that begins with the same rule offers nothing', async () => {
  await retryAfterRuleChange(context, book, ruleOf('1'))
  offered.length = 0
  await retryAfterRuleChange(context, book, ruleOf('1'))
  expect(offered).toEqual([])
})

test('what was refused before any rule was read may have been refused by another one', async () => {
  await retryAfterRuleChange(context, book, ruleOf('1'))
  expect([offered, context.again]).toEqual([['own'], true])
})

test('another rule and other rights have what an audit left looked at anew', async () => {
  const anew = vi.fn()
  const told = { ...context, anew, identity: { account: 'giu-cong', roles: ['xa-thu:keeper'] } }
  await retryAfterRuleChange(told, book, ruleOf('1'))
  await retryAfterRuleChange(told, book, ruleOf('1'))
  expect(anew).toHaveBeenCalledTimes(1)
  await retryAfterRoleChange(told)
  await retryAfterRoleChange(told)
  expect(anew).toHaveBeenCalledTimes(2)
})
