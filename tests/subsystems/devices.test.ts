import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { inFlightMs } from '#lib/domain/devices/sequence-gaps.ts'
import type { DeviceStatus } from '#lib/domain/devices/device-status.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { serverAccount, type Role } from '#lib/domain/roles.ts'
import { reportsDatabase } from '../../sync-server/devices/report-store.ts'
import { asDocument, TestDevice } from '../facts.ts'
import { startTestStack, type TestAccount, type TestStack } from '../stack.ts'
import { until } from '../until.ts'

let stack: TestStack
let commander: TestAccount
let keeper: TestAccount
let phone: TestDevice
let aheadMs = 0
beforeAll(async () => {
  stack = await startTestStack({ now: () => Date.now() + aheadMs })
  commander = await stack.account('commander')
})
afterAll(() => stack.stop())
beforeEach(async () => {
  aheadMs = 0
  keeper = await stack.account('keeper')
  phone = keeper.device
})

async function write({ post }: TestAccount, ...facts: Envelope[]) {
  const path = `/${stack.database(facts[0]!.book as 'gates')}/_bulk_docs`
  const rows = (await (await post(path, { docs: facts.map(asDocument) })).json()) as { ok?: true }[]
  expect(rows.every(({ ok }) => ok)).toBe(true)
}

const numbers = (more: object = {}) => ({
  v: 1,
  tells: 'numbers',
  account: keeper.name,
  device: phone.id,
  at: Date.now() + aheadMs,
  heads: { gates: 5 },
  waiting: { gates: [[4, 5]] },
  photos: 0,
  ...more
})
const send = (report: object, { headers = keeper.headers, signer = phone } = {}) => {
  const p = JSON.stringify(report)
  const body = JSON.stringify({ p, s: signer.sign(p) })
  return fetch(`${stack.url}/devices`, { method: 'POST', headers, body })
}
/** The server follows the directory: a phone that has just enrolled is known to it in a moment. */
const taken = () => until(async () => (await send(numbers())).status === 200)

async function asked({ headers, name }: TestAccount): Promise<DeviceStatus[]> {
  const response = await fetch(`${stack.url}/devices`, { headers })
  expect(response.status).toBe(200)
  const { account, devices } = (await response.json()) as { account: string; devices: DeviceStatus[] }
  expect(account).toBe(name)
  return devices
}
async function standing(who = keeper): Promise<DeviceStatus> {
  let found: DeviceStatus | undefined
  await until(async () => (found = (await asked(who)).find(({ device }) => device === phone.id)))
  return found!
}

test('a phone leaves its report; its account and the commander read it, nobody else', async () => {
  const before = Date.now()
  await taken()
  const told = await standing()
  expect(told).toMatchObject({ account: keeper.name, unit: stack.unit, photos: 0 })
  expect(told.reportedAt).toBeGreaterThanOrEqual(before)
  expect(told.books.gates).toMatchObject({ head: 5, onPhone: [[4, 5]] })
  expect(await standing(commander)).toEqual(told)
  for (const role of ['keeper', 'officer', 'ubnd', 'auditor'] satisfies Role[])
    expect((await asked(await stack.account(role))).map(({ device }) => device)).not.toContain(phone.id)
  const { headers } = commander
  for (const path of [`/${reportsDatabase}/_all_docs`, `/${reportsDatabase}/_changes`])
    expect((await fetch(`${stack.url}/db${path}`, { headers })).status).toBe(404)
  if (!stack.couch.embedded)
    expect((await fetch(`${stack.couch.url}/${reportsDatabase}/_all_docs`, { headers })).status).toBe(401)
})

test('only the phone itself reports of itself: not signed out, not in another name, not by another key, not of another hour', async () => {
  await taken()
  const before = await standing()
  const other = await stack.account('keeper')
  const others = other.device
  expect(
    (await send(numbers({ heads: {} }), { headers: { 'content-type': 'application/json' } })).status
  ).toBe(401)
  expect((await send(numbers({ heads: {} }), { headers: other.headers })).status).toBe(401)
  expect((await send(numbers({ heads: {}, account: other.name }), { headers: other.headers })).status).toBe(
    403
  )
  expect((await send(numbers({ heads: {} }), { signer: others })).status).toBe(403)
  expect((await send(numbers({ device: others.id }), { signer: others })).status).toBe(403)
  expect((await send(numbers({ at: Date.now() - 600_000 }))).status).toBe(400)
  for (const odd of [
    { heads: { sổ: 1 } },
    { heads: { gates: 0 } },
    { heads: { gates: Number.MAX_SAFE_INTEGER } },
    { waiting: { gates: [[5, 4]] } },
    { more: 1 }
  ])
    expect((await send(numbers(odd))).status).toBe(400)
  expect((await fetch(`${stack.url}/devices`)).status).toBe(401)
  expect((await fetch(`${stack.url}/devices`, { method: 'DELETE' })).status).toBe(405)
  expect(await standing()).toEqual(before)
})

test('what a phone reported as waiting counts as left on it until it arrives, from wherever', async () => {
  const facts = Array.from({ length: 5 }, () => phone.note(stack.unit))
  await write(keeper, ...facts.slice(0, 3))
  await taken()
  expect((await standing()).books.gates).toMatchObject({ head: 5, onPhone: [[4, 5]], gaps: [] })
  await write(keeper, facts[3]!)
  expect((await standing()).books.gates).toMatchObject({ onPhone: [[5, 5]], gaps: [] })
  // A colleague's phone carries the last one.
  const carrier = await stack.account('keeper')
  await write(carrier, { ...facts[4]!, via: carrier.name })
  expect((await standing()).books.gates).toMatchObject({ onPhone: [], gaps: [] })
})

test('a carried one with a signature that is not its author’s fills nothing', async () => {
  await write(keeper, phone.note(stack.unit))
  await taken()
  const carrier = await stack.account('keeper')
  const forged = new TestDevice(keeper.name).note(stack.unit, { n: 4, device: phone.id })
  // As whoever stands at the database would put it there.
  await stack.couch.nano
    .use(stack.database('gates'))
    .insert(asDocument({ ...forged, via: carrier.name }) as never)
  expect((await standing()).books.gates).toMatchObject({ onPhone: [[4, 5]] })
})

test('a number that is missing below a later one is a gap once nothing can be on its way; a set-aside one is none', async () => {
  const [first, , third, , fifth] = Array.from({ length: 5 }, () => phone.note(stack.unit))
  await write(keeper, first!, third!, fifth!)
  expect((await standing(commander)).books.gates).toMatchObject({ head: 5, gaps: [], onPhone: [] })
  aheadMs = inFlightMs + 1_000
  const gates = (await standing(commander)).books.gates!
  expect(gates.gaps.map(({ span }) => span)).toEqual([
    [2, 2],
    [4, 4]
  ])
  expect(Math.abs(gates.gaps[0]!.since - Date.parse(third!.at))).toBeLessThan(1_000)
  const aside = { n: 2, code: 'not-allowed', reason: 'Ghi nhầm' }
  await write(keeper, phone.fact(stack.unit, 'gates', 'device.set-aside', `device/${phone.id}`, aside))
  expect((await standing(commander)).books.gates!.gaps.map(({ span }) => span)).toEqual([[4, 4]])
})

test('two facts under one number are a fork', async () => {
  const [first, second] = [phone.note(stack.unit), phone.note(stack.unit)]
  await write(keeper, first, second)
  expect((await standing(commander)).books.gates!.forks).toEqual([])
  await write(keeper, phone.note(stack.unit, { ms: Date.now() + 5, n: 2 }))
  expect((await standing(commander)).books.gates).toMatchObject({ head: 2, forks: [2] })
})

test('what the server removed when its time was over is no gap, for it told which numbers it takes', async () => {
  const [first, second, third] = Array.from({ length: 3 }, () =>
    phone.fact(stack.unit, 'duty', 'duty.stranger-seen', `stranger/${crypto.randomUUID()}`, {})
  )
  const documents = stack.couch.nano.use(stack.database('duty'))
  await documents.bulk({ docs: [first!, third!].map(asDocument) } as never)
  aheadMs = inFlightMs + 1_000
  expect((await standing(commander)).books.duty!.gaps).toMatchObject([{ span: [2, 2] }])
  const body = { strangers: 1, taken: [{ device: phone.id, n: second!.n }] }
  await stack.tools.writer.write(stack.unit, 'duty', () => [
    { stream: `unit/${stack.unit}`, type: 'duty.strangers-removed', body }
  ])
  expect((await standing(commander)).books.duty).toMatchObject({ head: 3, gaps: [] })
})

test('a quarter that was removed is no gap: the directory tells which numbers it took', async () => {
  await write(keeper, ...[phone.note(stack.unit), phone.note(stack.unit), phone.note(stack.unit)].slice(2))
  aheadMs = inFlightMs + 1_000
  expect((await standing(commander)).books.gates!.gaps).toMatchObject([{ span: [1, 2] }])
  const run = { device: phone.id, by: keeper.name, from: 1, to: 2 }
  const body = {
    book: 'gates',
    quarter: '2020q1',
    who: 'Quản trị',
    records: 2,
    photos: 0,
    taken: [run]
  } as const
  // Whoever stands at the database explains nothing in the server's name, and counts nobody's numbers without end.
  const stranger = new TestDevice(serverAccount)
  const says = (to: number) =>
    stranger.fact(stack.unit, 'directory', 'directory.quarter-removed', `unit/${stack.unit}`, {
      ...body,
      taken: [{ ...run, to }]
    })
  const planted = [stranger.enrolment(stack.unit), says(2), says(Number.MAX_SAFE_INTEGER)]
  await stack.couch.nano.use(stack.database('directory')).bulk({ docs: planted.map(asDocument) })
  await until(async () =>
    (await stack.directories.of(stack.unit)).devices.some(({ id }) => id === stranger.id)
  )
  expect((await standing(commander)).books.gates!.gaps).toMatchObject([{ span: [1, 2] }])
  await stack.tools.writer.write(stack.unit, 'directory', () => [
    { stream: `unit/${stack.unit}`, type: 'directory.quarter-removed', body: { ...body, taken: [run] } }
  ])
  expect((await standing(commander)).books.gates).toMatchObject({ head: 3, gaps: [] })
})

test('a book that was restored is read anew', async () => {
  await write(keeper, phone.note(stack.unit), phone.note(stack.unit))
  await taken()
  await standing()
  const documents = stack.couch.nano.use(stack.database('gates'))
  const epoch = await documents.get('epoch')
  const { rows } = await documents.list({ include_docs: true })
  const second = rows.find(
    ({ doc }) => (doc as unknown as Envelope).device === phone.id && (doc as unknown as Envelope).n === 2
  )!
  await documents.destroy(second.id, second.value.rev)
  expect((await standing()).books.gates).toMatchObject({ gaps: [{ span: [3, 3] }] })
  await documents.insert({ ...epoch, value: crypto.randomUUID() } as never)
  expect((await standing()).books.gates).toMatchObject({ gaps: [{ span: [2, 3] }] })
})
