import { afterAll, beforeAll, expect, test } from 'vitest'
import { rolesAt } from '#lib/domain/directory/directory.ts'
import { databaseName, photoDatabaseName, quarterAfter, quarterOf } from '#lib/domain/database-names.ts'
import { updateDatabases, type ProvisionDeps } from '../../../sync-server/provision/provision.ts'
import type { DesiredState } from '../../../sync-server/provision/desired-state.ts'
import { factsIn } from '../../../sync-server/fact-writer.ts'
import { validator } from '../../../sync-server/gatekeeper/validator.ts'
import { asDocument, testDecision, TestDevice } from '../../facts.ts'
import { signedIn } from '../../devices/session.ts'
import { startTestStack, type TestAccount, type TestStack } from '../../stack.ts'

let stack: TestStack
let keeper: TestAccount
beforeAll(async () => {
  stack = await startTestStack()
  keeper = await stack.account('keeper')
})
afterAll(() => stack.stop())

/** A commune that became a part of a ward. */
const history = {
  province: 'tỉnh Cà Mau',
  since: '2025-07-01',
  predecessors: [
    {
      id: 'xa-thu.cu',
      kind: 'xã',
      name: 'Thử Cũ',
      district: 'huyện Phước Long',
      province: 'tỉnh Bạc Liêu',
      until: '2025-06-30',
      part: true
    }
  ]
}

const wanted = (change: Partial<DesiredState['accounts'][number]> = {}): DesiredState => ({
  units: [{ id: stack.unit, name: 'Thử', kind: 'xã', history }],
  accounts: [
    {
      account: keeper.name,
      password: keeper.password,
      name: 'Trần Văn Khởi',
      knownAs: 'Tư Khởi',
      rolesByUnit: new Map([[stack.unit, ['keeper']]]),
      ...change
    }
  ],
  gates: [
    {
      unit: stack.unit,
      gate: 'cong-1b',
      name: 'Cổng 1B',
      kind: 'motor',
      place: 'Ấp 1B',
      keepers: [keeper.name]
    }
  ]
})

const sequences = async () => {
  const names = (await stack.couch.nano.db.list()).filter((name) => name.startsWith(`antt-${stack.unit}-`))
  const infos = await Promise.all(names.map((name) => stack.couch.nano.db.get(name)))
  return infos.map(({ db_name, update_seq }) => `${db_name} ${String(update_seq).split('-')[0]}`)
}

const listed = () => stack.known()

test('the directory says what the lists say', async () => {
  await stack.provision(wanted())
  const { unit, accounts, gates, devices, ...others } = await listed()
  expect(unit).toEqual({ name: 'Thử', kind: 'xã' })
  expect(others.history).toEqual(history)
  expect(accounts.get(keeper.name)).toEqual({
    account: keeper.name,
    name: 'Trần Văn Khởi',
    knownAs: 'Tư Khởi',
    roles: ['keeper']
  })
  expect(gates.get('cong-1b')).toMatchObject({ name: 'Cổng 1B', kind: 'motor', keepers: [keeper.name] })
  expect(devices.filter(({ id }) => id !== keeper.device.id)).toMatchObject([
    { account: 'may-chu', approved: true }
  ])
})

test('a second run writes nothing', async () => {
  await stack.provision(wanted())
  const before = await sequences()
  expect(await stack.provision(wanted())).toEqual({ steps: [], users: [], facts: 0 })
  expect(await sequences()).toEqual(before)
})

test('a decision is recorded where a gate never had one; a list brings back none that was replaced or withdrawn', async () => {
  const { gates, ...rest } = wanted()
  const change = { ...rest, gates: gates.map((gate) => ({ ...gate, decision: testDecision })) }
  expect((await stack.provision(change)).facts).toBe(1)
  expect((await listed()).decisions.get('cong-1b')).toMatchObject(testDecision)
  const officer = await stack.account('officer')
  const says = (type: string, body: object) =>
    asDocument(
      officer.device.fact(stack.unit, 'directory', `directory.gate-decision-${type}`, 'gate/cong-1b', body)
    )
  const post = (...docs: object[]) => officer.post(`/${stack.database('directory')}/_bulk_docs`, { docs })
  await post(says('recorded', { ...testDecision, number: '15/QĐ-UBND' }))
  expect((await stack.provision(change)).facts).toBe(0)
  expect((await listed()).decisions.get('cong-1b')).toMatchObject({ number: '15/QĐ-UBND' })
  const { records } = (await listed()).decisions.get('cong-1b')!
  await post(says('withdrawn', { decisions: records, reason: 'UBND thu hồi' }))
  expect((await stack.provision(change)).facts).toBe(0)
  expect((await listed()).decisions.size).toBe(0)
})

test('a list without machines leaves a gate the one that it names', async () => {
  const { gates, ...rest } = wanted()
  const agent = (await stack.account('agent')).name
  await stack.provision({ ...rest, gates: gates.map((gate) => ({ ...gate, agent })) })
  expect((await stack.provision(wanted())).facts).toBe(0)
  expect((await listed()).machines.get('cong-1b')).toMatchObject({ agent })
})

test('a corrected history is one more fact, and the old one stays', async () => {
  const corrected = { ...history, predecessors: [{ ...history.predecessors[0]!, part: false }] }
  const { units, ...rest } = wanted()
  const change = { ...rest, units: [{ ...units[0]!, history: corrected }] }
  expect((await stack.provision(change)).facts).toBe(1)
  expect((await listed()).history).toEqual(corrected)
  expect((await stack.provision(change)).facts).toBe(0)
})

test("the server's n goes on without a gap, whatever is written when", async () => {
  await Promise.all([
    stack.provision(wanted({ name: 'Trần Văn Khởi' })),
    stack.provision(wanted({ name: 'Trần Văn Khởi A' })),
    stack.provision(wanted({ name: 'Trần Văn Khởi B' }))
  ])
  const facts = await factsIn(stack.couch.nano, stack.database('directory'))
  const counts = facts.filter(({ by }) => by === 'may-chu').map(({ n }) => n)
  expect(counts.sort((a, b) => a - b)).toEqual(counts.map((_, i) => i + 1))
})

/** CouchDB learns of a changed account by its own feed, a moment after the write. */
async function rolesHeld() {
  const { roles } = await signedIn(stack.url, keeper.name, keeper.password)
  return roles.sort()
}

test('a role added is a role held; a password once set stays', async () => {
  await stack.provision(
    wanted({ password: 'mot-mat-khau-moi', rolesByUnit: new Map([[stack.unit, ['keeper', 'hamlet']]]) })
  )
  await expect(signedIn(stack.url, keeper.name, 'mot-mat-khau-moi')).rejects.toThrow('401')
  await expect.poll(rolesHeld).toEqual([`${stack.unit}:hamlet`, `${stack.unit}:keeper`])
  expect((await listed()).accounts.get(keeper.name)?.roles).toEqual(['keeper', 'hamlet'])
})

test('a phone in use has the new roles from then on and keeps the old ones for what it recorded before', async () => {
  const [phone, waiting] = [new TestDevice(keeper.name), new TestDevice(keeper.name)]
  const directory = stack.couch.nano.use(stack.database('directory'))
  await directory.insert(asDocument(waiting.enrolment(stack.unit)) as never)
  await stack.certify(phone)
  const before = Date.now()
  const change = wanted({ rolesByUnit: new Map([[stack.unit, ['keeper', 'officer']]]) })
  // One for the listing, one for each of its phones.
  expect((await stack.provision(change)).facts).toBe(3)
  expect((await stack.provision(change)).facts).toBe(0)
  const known = await listed()
  const at = (ms: number) => rolesAt(known, keeper.name, phone.id, ms)
  expect([at(before - 1), at(Date.now() + 1)]).toEqual([
    ['keeper', 'hamlet'],
    ['officer', 'keeper']
  ])
  expect(rolesAt(known, keeper.name, waiting.id, Date.now())).toEqual([])
})

test('a role in another unit stays when the lists do not name that unit', async () => {
  const other = await stack.anotherUnit()
  await stack.provision({ ...wanted({ rolesByUnit: new Map([[other, ['auditor']]]) }), units: [] })
  await expect.poll(rolesHeld).toContain(`${other}:auditor`)
  expect(await rolesHeld()).toContain(`${stack.unit}:keeper`)
})

test('a changed rule replaces validators and leaves epochs', async () => {
  const database = stack.couch.nano.use(stack.database('gates'))
  const epoch = await database.get('epoch')
  const design = (await database.get('_design/antt')) as { lib?: object }
  await database.insert({ ...design, lib: { rule: 'module.exports = {}' } } as never)
  expect((await stack.provision(wanted())).steps).toMatchObject([
    { do: 'validate', database: stack.database('gates') }
  ])
  expect(await database.get('epoch')).toEqual(epoch)
})

test("a day in the next quarter finds its databases, and makes the one's after", async () => {
  const now = Date.now()
  const [next, after] = [quarterAfter(now, 1), quarterAfter(now, 2)]
  const nextMonth = Date.UTC(Number(next.slice(0, 4)), (Number(next.slice(5)) - 1) * 3, 1)
  const tools: Omit<ProvisionDeps, 'writer' | 'roots' | 'seals' | 'sealing' | 'marks'> = {
    couch: stack.couch,
    validator: await validator(),
    now: () => nextMonth
  }
  expect(quarterOf(nextMonth)).toBe(next)
  const made = (await updateDatabases([stack.unit], tools, 'missing')).filter((step) => step.do === 'create')
  expect(made.map(({ database }) => database)).toEqual([
    databaseName(stack.unit, 'duty', after),
    databaseName(stack.unit, 'gates', after),
    photoDatabaseName(stack.unit, 'pictures', after)
  ])
  expect(await updateDatabases([stack.unit], tools, 'missing')).toEqual([])
})

test('servers that make the databases of one unit at once are not in the way of each other', async () => {
  const unit = await stack.anotherUnit()
  const { nano, embedded } = stack.couch
  const tools = { couch: { nano, embedded }, validator: await validator(), now: Date.now }
  const ofUnit = async () => (await nano.db.list()).filter((name) => name.startsWith(`antt-${unit}-`))
  const before = await ofUnit()
  for (const name of before) await nano.db.destroy(name)
  await Promise.all([1, 2, 3].map(() => updateDatabases([unit], tools, 'all')))
  expect(await ofUnit()).toEqual(before)
  expect(await updateDatabases([unit], tools, 'all')).toEqual([])
})

test('a database that was removed after it was listed is not made again', async () => {
  const { nano, embedded } = stack.couch
  const removed = databaseName(stack.unit, 'gates', '2020q1')
  const db = { ...nano.db, list: async () => [...(await nano.db.list()), removed] }
  const tools = { couch: { nano: { ...nano, db }, embedded }, validator: await validator(), now: Date.now }
  expect(
    await updateDatabases([stack.unit], tools as Omit<ProvisionDeps, 'writer' | 'roots'>, 'all')
  ).toEqual([])
  expect(await nano.db.list()).not.toContain(removed)
})
