import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { countIn, dayMs, type DaySums } from '#lib/domain/day-sums.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import { auditDesignId } from '../../sync-server/provision/audit-view.ts'
import type { TestDevice } from '../facts.ts'
import { asDocument } from '../facts.ts'
import { startTestStack, type TestAccount, type TestStack } from '../stack.ts'

let stack: TestStack
let officer: TestAccount
let phone: TestDevice
let hui: string
beforeAll(async () => {
  stack = await startTestStack()
  officer = await stack.account('officer')
  phone = officer.device
  hui = stack.database('hui')
})
afterAll(() => stack.stop())

const view = () => `/${hui}/_design/audit/_view/days`
const database = () => stack.couch.nano.use(hui)
/** A fact that was recorded at that time, put there past the rule. */
async function stored(ms: number) {
  const fact = phone.fact(stack.unit, 'hui', 'hui.later', 'line/a', {}, { ms })
  await database().insert(asDocument(fact) as never)
  return fact.id
}
async function served(): Promise<[number, number[]][]> {
  const response = await officer.db(`${view()}?group=true`)
  expect(response.status).toBe(200)
  const { rows } = (await response.json()) as { rows: { key: number; value: number[] }[] }
  return rows.map(({ key, value }) => [key, value])
}
function counted(ids: string[]) {
  const sums: DaySums = new Map()
  for (const id of ids) countIn(sums, id)
  return [...sums]
    .map(([day, { count, sum }]) => [day, [count, sum]])
    .sort(([a], [b]) => Number(a) - Number(b))
}

const ids: string[] = []

test('a database without facts has no days', async () => {
  expect(await served()).toEqual([])
})

test('each day’s count and sum are those that a phone works out', async () => {
  const midnight = Date.UTC(2026, 10, 24)
  const times = [midnight - 1, midnight, midnight + dayMs - 1, midnight + dayMs, Date.UTC(2023, 1, 1, 17), 0]
  for (const ms of [...times, midnight + 1]) ids.push(await stored(ms))
  await database().insert({ _id: 'thu-muc', list: [1] } as never)
  expect(await served()).toEqual(counted(ids))
  expect((await served()).map(([day]) => day)).toEqual(
    [...new Set(times.map((ms) => Math.floor(ms / dayMs)))].sort((a, b) => a - b)
  )
  for (const query of ['', '?reduce=false', '?group=true&startkey=0'])
    expect((await officer.db(`${view()}${query}`)).status).toBe(400)
})

test('what is erased counts no more', async () => {
  const gone = ids.pop()!
  await database().destroy(gone, (await database().get(gone))._rev)
  expect(await served()).toEqual(counted(ids))
})

test('sums of thousands in one day are exact', async () => {
  const docs = Array.from({ length: 6_000 }, () => ({
    _id: uuidv7(Date.UTC(2025, 0, 1), Buffer.alloc(10, 255).fill(randomBytes(2), 2, 4))
  }))
  const only = [...new Map(docs.map((doc) => [doc._id, doc])).values()]
  const { _rev } = await database().get('_design/antt')
  await database().destroy('_design/antt', _rev)
  await database().bulk({ docs: only })
  ids.push(...only.map(({ _id }) => _id))
  const sum = only.length * 0xffffffff
  expect(await served()).toContainEqual([Date.UTC(2025, 0, 1) / dayMs, [only.length, sum]])
  expect(await served()).toEqual(counted(ids))
})

test('members alone read it, by GET alone', async () => {
  const stranger = await stack.account('province-movement')
  expect((await stranger.db(`${view()}?group=true`)).status).toBe(403)
  expect((await fetch(`${stack.url}/db${view()}?group=true`)).status).toBe(401)
  for (const method of ['POST', 'PUT', 'DELETE'])
    expect((await officer.db(`${view()}?group=true`, { method })).status).toBe(404)
  for (const path of ['', '/_info', '/_list/x/days', '/_show/x', '/_view/', '/_view/days/x'])
    expect((await officer.db(`/${hui}/${auditDesignId}${path}`)).status).toBe(404)
  expect((await officer.db(`${view()}?group=true&stale=ok`)).status).toBe(400)
})

test('photos’ databases have no such view, and one that lost it gets it again', async () => {
  const photos = `antt-${stack.unit}-evidence`
  expect((await officer.db(`/${photos}/_design/audit/_view/days?group=true`)).status).toBe(404)
  const design = await database().get(auditDesignId)
  await database().destroy(auditDesignId, design._rev)
  expect((await officer.db(`${view()}?group=true`)).status).toBe(404)
  const unit = { id: stack.unit, name: 'Thử', kind: 'xã' }
  const { steps } = await stack.provision({ units: [unit], accounts: [], gates: [] })
  expect(steps.filter((step) => step.do === 'index')).toMatchObject([{ database: hui }])
  expect(await served()).toEqual(counted(ids))
})

test('another version of it is replaced in place, the validator is not touched', async () => {
  const { _rev } = (await database().get(auditDesignId)) as { _rev: string }
  const views = { days: { map: 'function (doc) { emit(1, [1, 1]) }', reduce: '_sum' } }
  await database().insert({ _id: auditDesignId, _rev, language: 'javascript', views } as never)
  const validator = await database().get('_design/antt')
  const unit = { id: stack.unit, name: 'Thử', kind: 'xã' }
  const wanted = { units: [unit], accounts: [], gates: [] }
  expect((await stack.provision(wanted)).steps).toMatchObject([{ do: 'index', database: hui }])
  expect((await stack.provision(wanted)).steps).toEqual([])
  expect(await database().get('_design/antt')).toEqual(validator)
  expect(await served()).toEqual(counted(ids))
})
