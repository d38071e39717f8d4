import { afterAll, beforeAll, expect, test } from 'vitest'
import { factsIn } from '../../sync-server/fact-writer.ts'
import { asDocument } from '../facts.ts'
import { startTestStack, type TestStack } from '../stack.ts'

/** A member who writes under the server's device, with the largest number that there is. */
let stack: TestStack
beforeAll(async () => void (stack = await startTestStack()))
afterAll(() => stack.stop())

test.each(['in their own name', 'as if carried for the server'])(
  'the server goes on with its own numbers: %s',
  async (how) => {
    const thief = await stack.account('commander')
    const { device } = stack.tools.writer
    const place = stack.database('directory')
    const carried = how.startsWith('as') ? { by: 'may-chu', via: thief.name } : {}
    const n = Number.MAX_SAFE_INTEGER
    const body = { gate: 'cong-la', name: 'Cổng lạ', kind: 'hand' }
    const fact = thief.device.fact(
      stack.unit,
      'directory',
      'directory.gate-registered',
      'gate/cong-la',
      body,
      { device: device.id, n, ...carried }
    )
    const answer = await thief.post(`/${place}/_bulk_docs`, { docs: [asDocument(fact)] })
    expect(await answer.json()).toMatchObject([{ reason: '{"code":"bad-signature"}' }])
    // As whoever stands at the database would put it there.
    await stack.couch.nano.use(place).insert(asDocument(fact) as never)

    await stack.account('keeper')
    const facts = (await factsIn(stack.couch.nano, place)).filter((one) => one.device === device.id)
    const numbers = facts.map((one) => one.n).filter((one) => one < n)
    expect(numbers.toSorted((a, b) => a - b)).toEqual(numbers.map((_, i) => i + 1))
    expect((await stack.known()).accounts.size).toBeGreaterThan(1)
  }
)
