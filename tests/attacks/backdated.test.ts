import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Directory } from '#lib/domain/directory/directory.ts'
import { factIn } from '#lib/domain/fact-document.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { isUnconfirmed, keyFor } from '#lib/domain/trust.ts'
import { asDocument } from '../facts.ts'
import { startTestStack, type TestAccount, type TestStack } from '../stack.ts'
import { until } from '../until.ts'

/**
 * A phone that was revoked, whose finder signs what bears an earlier time, and a colleague who brings it; and a server
 * that has lost what it took.
 */
let stack: TestStack
let chief: TestAccount
let keeper: TestAccount
let colleague: TestAccount
let honest: Envelope
let revoked = 0
beforeAll(async () => {
  stack = await startTestStack()
  chief = await stack.account('commander')
  keeper = await stack.account('keeper')
  colleague = await stack.account('keeper')
  honest = keeper.device.note(stack.unit)
  expect(await brings(keeper, honest)).toMatchObject({ ok: true })
  const { id: device } = keeper.device
  const body = { device, reason: 'Mất máy', stands: [] }
  await says('device-revoked', `device/${device}`, body)
  revoked = Date.now()
  await until(async () => (await known()).barrings.devices.has(device))
})
afterAll(() => stack.stop())

async function brings(who: TestAccount, fact: Envelope) {
  const path = `/${stack.database(fact.book as 'gates')}/_bulk_docs`
  const [row] = (await (await who.post(path, { docs: [asDocument(fact)] })).json()) as {
    took?: number
    seal?: string
  }[]
  return row!
}
const says = async (type: string, stream: string, body: object) =>
  brings(chief, chief.device.fact(stack.unit, 'directory', `directory.${type}`, stream, body))
const known = (): Promise<Directory> => stack.directories.of(stack.unit)
const documents = () => stack.couch.nano.use(stack.database('gates'))
const stored = async ({ id }: Envelope) => factIn(await documents().get(id))!
/** Loses the whole log, as a restore from a backup that is older than it does. */
async function lose() {
  await stack.couch.nano.db.destroy(stack.database('gates'))
  await stack.provision({ units: [{ id: stack.unit, name: 'Thử', kind: 'xã' }], accounts: [], gates: [] })
}

test('what a revoked phone signs under an earlier time is kept, and counts for nobody until a commander confirms it', async () => {
  const forged = keeper.device.note(stack.unit, { ms: revoked - 60_000 })
  const row = await brings(colleague, { ...forged, took: revoked - 59_000, seal: 'A'.repeat(43) })
  expect(row).toMatchObject({ ok: true })
  const there = await stored(forged)
  expect(there).toMatchObject({ took: row.took, seal: row.seal })
  expect(there.took).toBeGreaterThanOrEqual(revoked)
  expect([keyFor(there, await known()) !== null, isUnconfirmed(there, await known())]).toEqual([true, true])
  const stream = `device/${keeper.device.id}`
  expect(await says('records-confirmed', stream, { records: [forged.id] })).toMatchObject({ ok: true })
  await until(async () => !isUnconfirmed(there, await known()))
})

test('what the server had taken before comes back by its seal at once, as of that time', async () => {
  const before = await stored(honest)
  await lose()
  expect(await brings(colleague, before)).toMatchObject({ took: before.took, seal: before.seal })
  expect(await stored(honest)).toEqual(before)
  expect(isUnconfirmed(await stored(honest), await known())).toBe(false)
})

test('without its seal, or with another one, it waits for a commander', async () => {
  const { seal } = await stored(honest)
  for (const shown of [{}, { took: 1, seal }, { took: revoked - 1, seal: 'A'.repeat(43) }]) {
    await lose()
    expect(await brings(colleague, { ...honest, ...shown })).toMatchObject({ ok: true })
    expect(isUnconfirmed(await stored(honest), await known())).toBe(true)
  }
})

test('a right seal opens no other book', async () => {
  const kept = await stored(honest)
  const path = `/${stack.database('duty')}/_bulk_docs`
  const [row] = (await (await colleague.post(path, { docs: [asDocument(kept)] })).json()) as object[]
  expect(row).toMatchObject({ error: 'forbidden', reason: '{"code":"wrong-place"}' })
})
