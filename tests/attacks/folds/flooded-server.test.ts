import { setImmediate as turn } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deviceOf } from '#lib/domain/directory/directory.ts'
import { asDocument, asTaken, TestDevice } from '../../facts.ts'
import { startTestStack, type TestAccount, type TestStack } from '../../stack.ts'
import { until } from '../../until.ts'

/** A keeper who sets alarm keys without end, each under a lower number than the one before. */
const size = 2_000
let stack: TestStack
let keeper: TestAccount
let officer: TestAccount
beforeAll(async () => {
  stack = await startTestStack()
  keeper = await stack.account('keeper')
  officer = await stack.account('officer')
})
afterAll(() => stack.stop())

/** Measures while `work` is done how much processor time passes between two turns of the loop, ms. */
async function turnsDuring(work: () => Promise<void>): Promise<{ most: number; whole: number }> {
  const cpu = () => {
    const { user, system } = process.cpuUsage()
    return (user + system) / 1_000
  }
  const passed = { most: 0, whole: 0 }
  const began = cpu()
  const ending = new AbortController()
  const done = work().finally(() => ending.abort())
  for (let last = began; !ending.signal.aborted;) {
    await turn()
    const now = cpu()
    passed.most = Math.max(passed.most, now - last)
    passed.whole = now - began
    last = now
  }
  await done
  return passed
}

test('while the server learns two thousand facts of one keeper, an honest record is taken, and no turn is long', async () => {
  const key = new TestDevice(keeper.name)
  const alarmKey = { id: key.id, key: key.publicKey }
  const now = Date.now()
  const flood = Array.from({ length: size }, (_, i) =>
    keeper.device.fact(
      stack.unit,
      'directory',
      'directory.alarm-key-set',
      `device/${keeper.device.id}`,
      { alarmKey },
      { n: 10 + size - i, ms: now - size + i }
    )
  )
  const directory = stack.couch.nano.use(stack.database('directory'))
  const isKnown = async () => {
    const known = await stack.directories.of(stack.unit)
    return deviceOf(known, keeper.name, keeper.device.id)?.alarmKey?.id === key.id
  }
  expect(await isKnown()).toBe(false)
  await directory.bulk({ docs: flood.map((fact) => asTaken(fact, stack.tools.seals)) })
  const { most, whole } = await turnsDuring(async () => {
    const answer = await officer.post(`/${stack.database('gates')}/_bulk_docs`, {
      docs: [asDocument(officer.device.note(stack.unit))]
    })
    expect(await answer.json()).toMatchObject([{ ok: true }])
    await until(isKnown)
  })
  expect(most).toBeLessThan(whole / 3)
})
