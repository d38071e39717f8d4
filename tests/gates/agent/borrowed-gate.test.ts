import { afterAll, beforeAll, expect, test } from 'vitest'
import { asDocument } from '../../facts.ts'
import { startTestStack, type TestAccount, type TestStack } from '../../stack.ts'
import { until } from '../../until.ts'

/** A gate's machine that reports what happened at another machine's gate. */
let stack: TestStack
let [own, other]: TestAccount[] = []
beforeAll(async () => {
  stack = await startTestStack()
  own = await stack.account('agent')
  other = await stack.account('agent')
})
afterAll(() => stack.stop())

async function names(agent?: string) {
  await stack.provision({
    units: [{ id: stack.unit, name: 'Thử', kind: 'xã' }],
    accounts: [],
    gates: [{ unit: stack.unit, gate: 'cong-1b', name: 'Cổng 1B', kind: 'motor', ...(agent && { agent }) }]
  })
  const known = async () => (await stack.directories.of(stack.unit))?.machines.get('cong-1b')
  await until(async () => (await known())?.agent === agent)
}
async function reports({ device, post }: TestAccount, gate: string, ms = Date.now()) {
  const body = { kind: 'local-manual', source: 'wall' }
  const fact = device.fact(stack.unit, 'gates', 'gates.event-reported', `gate/${gate}`, body, { ms })
  const [row] = (await (
    await post(`/${stack.database('gates')}/_bulk_docs`, { docs: [asDocument(fact)] })
  ).json()) as object[]
  return row
}
const refused = { error: 'forbidden', reason: '{"code":"not-allowed"}' }

test('a gate that names its machine is reported on by that alone; before it did, by any of the unit', async () => {
  const before = Date.now()
  await names()
  expect(await reports(other!, 'cong-1b')).toMatchObject({ ok: true })
  await names(own!.name)
  expect(await reports(other!, 'cong-1b')).toMatchObject(refused)
  expect(await reports(own!, 'cong-1b')).toMatchObject({ ok: true })
  expect(await reports(other!, 'cong-2')).toMatchObject({ ok: true })
  // Comes from the machine before it, which could not send it in time.
  expect(await reports(other!, 'cong-1b', before)).toMatchObject({ ok: true })
})
