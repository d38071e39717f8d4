import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestStack, type TestStack } from '../stack.ts'

let stack: TestStack
beforeAll(async () => void (stack = await startTestStack()))
afterAll(() => stack.stop())

const health = async (headers: Record<string, string> = {}) => {
  const answer = await fetch(`${stack.url}/healthz`, { headers })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

test('nobody learns versions without the key, not even a member or CouchDB’s own admin', async () => {
  const { admin, password } = stack.couch
  const basic = `Basic ${Buffer.from(`${admin}:${password}`).toString('base64')}`
  const commander = await stack.account('commander')
  const open = { status: 200, body: { ok: true, oldestApp: expect.any(String) } }
  expect(await health()).toEqual(open)
  expect(await health(commander.headers)).toEqual(open)
  expect((await health({ authorization: basic })).status).toBe(401)
})

test('phones are told the oldest app where they ask for a session; an app from before sessions of devices is told once', async () => {
  const { body } = await health()
  const { oldestApp } = body as { oldestApp: string }
  const named = async (path: string, headers: Record<string, string> = {}) =>
    (await (await fetch(stack.url + path, { headers })).json()) as object
  expect(await named('/session/nonce')).toMatchObject({ oldestApp })
  expect(await named('/session', (await stack.account('keeper')).headers)).toMatchObject({ oldestApp })
  for (const init of [{}, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }]) {
    const answer = await fetch(`${stack.url}/db/_session`, init)
    expect([answer.status, Number(answer.headers.get('retry-after')) > 0]).toEqual([410, true])
    expect(await answer.json()).toEqual({ error: 'gone', reason: '{"code":"app-too-old"}' })
  }
})

test('with the key, which only the account of the server reads, what is refused shows by its code', async () => {
  const file = join(stack.dataDir, 'health-key')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const key = { authorization: `Bearer ${readFileSync(file, 'utf8')}` }
  const refusals = async () => (await health(key)).body['refusals'] as Record<string, number>
  const before = await refusals()
  const keeper = await stack.account('keeper')
  const borrowed = {
    _id: '01936a1c-8f40-7abc-8def-0123456789ab',
    unit: stack.unit,
    book: 'gates',
    stream: 'gate/cong-1b',
    type: 'gates.gate-closed',
    at: new Date().toISOString(),
    by: keeper.name,
    device: 'A'.repeat(43),
    n: 1,
    body: {},
    sig: 'A'.repeat(86)
  }
  const rows = (await (
    await keeper.post(`/${stack.database('gates')}/_bulk_docs`, { docs: [borrowed] })
  ).json()) as { reason: string }[]
  const { code } = JSON.parse(rows[0]!.reason) as { code: string }
  expect((await refusals())[code]).toBe((before[code] ?? 0) + 1)
  expect((await health(key)).body).toMatchObject({ version: expect.any(String), requests: 1 })
})
