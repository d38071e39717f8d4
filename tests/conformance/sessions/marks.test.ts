import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { markedNumber } from '#lib/domain/hui/person/marks.ts'
import type { Role } from '#lib/domain/roles.ts'
import type { Http } from '#lib/data/http/http.ts'
import { asksMarks } from '#lib/data/http/marks.ts'
import { signedIn } from '../../devices/session.ts'
import { asDocument } from '../../facts.ts'
import { dayOf, numberedId, said } from '../../hui/test-line.ts'
import { startTestStack, type TestAccount, type TestStack } from '../../stack.ts'

const number = '000196000385'
let aheadMs = 0
let stack: TestStack
let officer: TestAccount
beforeAll(async () => {
  stack = await startTestStack({ now: () => Date.now() + aheadMs })
})
afterAll(() => stack.stop())
beforeEach(async () => {
  officer = await stack.account('officer')
})

const post = (body: object, headers: Record<string, string> = officer.headers) =>
  fetch(`${stack.url}/marks`, { method: 'POST', headers, body: JSON.stringify(body) })
const person = numberedId(1)
const ask = (kind: string, typed: string, headers = officer.headers, unit = stack.unit, of = person) =>
  post({ unit, person: of, kind, number: typed }, headers)
const statusOf = async (asked: Promise<Response>) => (await asked).status
async function markOf(kind: string, typed: string, headers = officer.headers, unit = stack.unit) {
  const answer = await ask(kind, typed, headers, unit)
  expect(answer.status).toBe(200)
  return ((await answer.json()) as { mark: string }).mark
}

test('one number has one mark, however and by whomever it is written; another, or of another kind, has another', async () => {
  const mark = await markOf('id', number)
  expect(mark).toMatch(/^[A-Za-z0-9_-]{43}$/)
  const commander = await stack.account('commander')
  expect(await markOf('id', '000 196-000.385', commander.headers)).toBe(mark)
  expect(await markOf('account', number)).not.toBe(mark)
  expect(await markOf('id', '000196000386')).not.toBe(mark)
  expect(await markOf('phone', '+84 900 000 077')).toBe(await markOf('phone', '0900000077'))
})

test('a mark that was copied onto another person is refused, whoever brings it; the one made for them is taken', async () => {
  const answer = async (of: string) =>
    (await (await ask('id', number, officer.headers, stack.unit, of)).json()) as {
      mark: string
      proof: string
    }
  const [own, others] = [await answer(person), await answer(numberedId(2))]
  expect(others.mark).toBe(own.mark)
  expect(others.proof).not.toBe(own.proof)
  const bring = async (of: string, made: typeof own, kind = 'id') => {
    const body = { on: dayOf(1), said, kind, ...made }
    const fact = officer.device.fact(stack.unit, 'hui', 'hui.identity-marked', `person/${of}`, body)
    const rows = await (
      await officer.post(`/${stack.database('hui')}/_bulk_docs`, { docs: [asDocument(fact)] })
    ).json()
    return (rows as { ok?: true; error?: string; reason?: string }[]).map(({ ok, reason }) => ok ?? reason)
  }
  const refused = [JSON.stringify({ code: 'malformed', at: 'body.proof' })]
  expect(await bring(numberedId(2), own)).toEqual(refused)
  expect(await bring(numberedId(2), { ...own, proof: 'A'.repeat(43) })).toEqual(refused)
  expect(await bring(person, own, 'account')).toEqual(refused)
  expect(await bring(person, own)).toEqual([true])
  expect(await bring(numberedId(2), others)).toEqual([true])
})

describe('nobody else is answered', () => {
  test.each(['keeper', 'hamlet', 'ubnd', 'auditor', 'private-reader'] satisfies Role[])(
    'a %s',
    async (role) => {
      const { headers } = await stack.account(role)
      expect(await statusOf(ask('id', number, headers))).toBe(403)
    }
  )

  test('without a session, or on a phone that waits', async () => {
    expect(await statusOf(ask('id', number, { 'content-type': 'application/json' }))).toBe(401)
    const waiting = await signedIn(stack.url, officer.name, officer.password)
    expect(await statusOf(ask('id', number, waiting.headers))).toBe(403)
  })

  test('of a unit where the account is no officer', async () => {
    expect(await statusOf(ask('id', number, officer.headers, await stack.anotherUnit()))).toBe(403)
    expect(await statusOf(ask('id', number, officer.headers, 'xa-khong-co'))).toBe(403)
  })
})

test('what is no number, or more than asked for, is refused and costs nothing', async () => {
  for (const body of [
    { unit: stack.unit, person, kind: 'id', number: '12345' },
    { unit: stack.unit, person, kind: 'signature', number },
    { unit: '../roots', person, kind: 'id', number },
    { unit: stack.unit, person, kind: 'id', number, more: 1 },
    { unit: stack.unit, person: 'ai', kind: 'id', number },
    { unit: stack.unit, kind: 'id', number },
    {}
  ])
    expect(await statusOf(post(body))).toBe(400)
})

test('an account that asks without end is stopped, on each of its sessions, and asks again an hour later', async () => {
  const asking = Array.from({ length: 120 }, (_, i) => statusOf(ask('phone', `09000${10_000 + i}`)))
  expect(new Set(await Promise.all(asking))).toEqual(new Set([200]))
  const stopped = await ask('id', number)
  expect(stopped.status).toBe(429)
  expect(Number(stopped.headers.get('retry-after'))).toBeGreaterThan(3_500)
  expect(await stopped.text()).not.toContain('mark')
  expect(await statusOf(ask('id', number, (await stack.account('officer')).headers))).toBe(200)
  try {
    aheadMs = 3_600_000
    expect(await statusOf(ask('id', number))).toBe(200)
  } finally {
    aheadMs = 0
  }
})

test('the key is made by provisioning, for its owner alone, by unit, and no answer or book holds it', async () => {
  const folder = join(stack.dataDir, 'marks')
  const file = join(folder, `${stack.unit}.json`)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const { key } = JSON.parse(readFileSync(file, 'utf8')) as { key: string }
  expect(Buffer.from(key, 'base64url')).toHaveLength(32)
  const before = readdirSync(folder).length
  const other = await stack.anotherUnit()
  expect(readdirSync(folder)).toHaveLength(before + 1)
  expect(stack.tools.marks.of(other, 'id', number)).not.toBe(stack.tools.marks.of(stack.unit, 'id', number))
  expect(stack.tools.marks.of('xa-khong-co', 'id', number)).toBeNull()
  expect(readdirSync(folder)).toHaveLength(before + 1)
  for (const name of await stack.couch.nano.db.list())
    expect(JSON.stringify(await stack.couch.nano.use(name).list({ include_docs: true }))).not.toContain(key)
  await stack.provision({ units: [{ id: stack.unit, name: 'Thử', kind: 'xã' }], accounts: [], gates: [] })
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ key })
})

test('the phone asks once and tells why there is no mark', async () => {
  const http = (headers: Record<string, string>, url = stack.url): Http => ({
    fetch: (path, init) => fetch(`${url}${path as string}`, { ...init, headers }),
    timeout: (ms) => AbortSignal.timeout(ms),
    learn() {},
    now: Date.now,
    deviceNow: Date.now
  })
  const asks = asksMarks(http(officer.headers))
  const asked = (of: string) => ({ unit: stack.unit, person, kind: 'id', number: of }) as const
  const mark = await markOf('id', number)
  expect(await asks(asked(markedNumber('id', '000 196 000 385')!))).toEqual({
    ok: true,
    mark,
    proof: stack.tools.seals.ofMark({ unit: stack.unit, person, kind: 'id', mark })
  })
  const { headers } = await stack.account('keeper')
  expect(await asksMarks(http(headers))(asked(number))).toEqual({ ok: false, code: 'not-allowed' })
  const json = { 'content-type': 'application/json' }
  expect(await asksMarks(http(json))(asked(number))).toEqual({ ok: false, code: 'signed-out' })
  expect(await asksMarks(http(json, 'http://127.0.0.1:1'))(asked(number))).toEqual({
    ok: false,
    code: 'unreachable'
  })
  expect(await asks(asked('12345'))).toEqual({ ok: false, code: 'trouble' })
  await Promise.all(Array.from({ length: 118 }, () => asks(asked(number))))
  expect(await asks(asked(number))).toMatchObject({ ok: false, code: 'throttled' })
})
