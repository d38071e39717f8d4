import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Role } from '#lib/domain/roles.ts'
import { TestPhone } from '../courier/phone.ts'
import { inTime, named, startTestServer, type TestServer } from '../courier/server.ts'

let server: TestServer
beforeAll(async () => void (server = await startTestServer()))
afterEach(() => TestPhone.closeAll())
afterAll(() => server.stop())

const subject = 'subject/01936a1c-8f2f-7abc-8def-000000000001'
async function phoneOf(name: string, roles: readonly Role[]) {
  const account = named(name)
  await server.account(account, roles)
  const phone = await TestPhone.open(server, account)
  phone.identity = { account, roles: roles.map((role) => `${server.unit}:${role}`) }
  const detail = (value: string) =>
    phone.write({
      unit: server.unit,
      book: 'private',
      stream: subject,
      type: 'private.detail-recorded',
      body: { about: 'person', kind: 'id-number', value, purpose: 'case' }
    } as never)
  const holds = async () => (await phone.store.records(subject)).length
  const becomes = async (now: readonly Role[]) => {
    await server.account(account, now)
    await inTime(async () => {
      await phone.exchange()
      expect(phone.identity.roles).toEqual(now.map((role) => `${server.unit}:${role}`))
    })
  }
  return { phone, detail, holds, becomes }
}

test('what the private book says leaves the phone with the role, and comes back with it; what was not sent stays', async () => {
  const reader = await phoneOf('doc', ['officer', 'private-reader'])
  const chief = await phoneOf('chi-huy', ['commander'])
  await chief.phone.exchange()
  await chief.detail('000196000385')
  await chief.phone.exchange()
  await reader.detail('000196000386')
  await inTime(async () => {
    await reader.phone.exchange()
    expect(await reader.holds()).toBe(2)
  })
  await reader.detail('000196000387')
  await reader.becomes(['officer'])
  expect(await reader.holds()).toBe(0)
  await reader.becomes(['officer', 'private-reader'])
  await inTime(async () => {
    await reader.phone.exchange()
    expect(await reader.holds()).toBe(3)
  })
})

test('the commune’s hụi book leaves the phone of an officer who becomes a host', async () => {
  const { phone, becomes } = await phoneOf('ba-hue', ['officer'])
  const stream = 'person/01936a1c-8f2f-7abc-8def-000000000002'
  const describes = { unit: server.unit, book: 'hui', stream, type: 'hui.person-described' }
  await phone.write({ ...describes, body: { name: 'Danh Thị Thu Hà' } } as never)
  const held = async () => (await phone.store.records(stream)).length
  await inTime(async () => {
    await phone.exchange()
    expect(await held()).toBe(1)
  })
  await becomes(['host'])
  await inTime(async () => {
    await phone.exchange()
    expect(await held()).toBe(0)
  })
})
