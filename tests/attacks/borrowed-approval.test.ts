import { afterAll, beforeAll, expect, test } from 'vitest'
import { databaseName } from '#lib/domain/database-names.ts'
import { keyFor } from '#lib/domain/trust.ts'
import { always } from '../../sync-server/provision/certificates.ts'
import { askSession, openSession } from '../devices/session.ts'
import { asDocument, asTaken, TestDevice } from '../facts.ts'
import { approve, startTestStack, type TestStack } from '../stack.ts'
import { until } from '../until.ts'

/** Somebody who would act in another's name by an approval: one that is over, or of a key that its owner never brought. */
let stack: TestStack
beforeAll(async () => void (stack = await startTestStack()))
afterAll(() => stack.stop())

test('a key that a commander carries in another’s name and approves is nobody’s: until its owner’s own session brings it', async () => {
  const [commander, victim] = [await stack.account('commander'), await stack.account('officer')]
  const [stolen, other] = [new TestDevice(victim.name), new TestDevice(victim.name)]
  const path = `/${stack.database('directory')}/_bulk_docs`
  for (const { id, enrolment } of [other, stolen].map((one) => ({
    id: one.id,
    enrolment: one.enrolment(stack.unit)
  }))) {
    const body = { account: victim.name, device: id, roles: ['officer'], from: always }
    const place = [stack.unit, 'directory', 'directory.device-approved', `device/${id}`] as const
    const docs = [{ ...enrolment, via: commander.name }, commander.device.fact(...place, body)].map(
      asDocument
    )
    expect(await (await commander.post(path, { docs })).json()).toMatchObject([{ ok: true }, { ok: true }])
  }
  const known = async (one = stolen) =>
    (await stack.directories.of(stack.unit)).devices.find(({ id }) => id === one.id)
  await until(async () => (await known()) !== undefined)
  expect(await known()).toMatchObject({ admitted: false, firstHand: false })
  // To end the session that it never had makes it known to the server, and proves nothing.
  await until(async () => (await known(other)) !== undefined)
  const ended = { account: victim.name, device: other.id }
  const end = { method: 'POST', headers: commander.headers, body: JSON.stringify(ended) }
  expect((await fetch(`${stack.url}/session/end`, end)).status).toBe(200)
  // No record that it signed counts, on phones as at the server.
  const note = { ...stolen.note(stack.unit), via: commander.name }
  expect(keyFor(note, await stack.directories.of(stack.unit))).toBeNull()
  const bring = async () => {
    const answer = await commander.post(`/${stack.database('gates')}/_bulk_docs`, {
      docs: [asDocument(note)]
    })
    return ((await answer.json()) as object[])[0]
  }
  expect(await bring()).toMatchObject({ error: 'held', reason: '{"code":"not-approved"}' })
  const answer = await askSession(stack.url, stolen)
  expect([answer.status, await answer.json()]).toMatchObject([401, { reason: 'password' }])

  // Its owner, who has the password, brings it in person: the server says so, and the approval counts.
  expect((await openSession(stack.url, stolen, victim.password)).state).toBe('waiting')
  await until(async () => (await known())?.admitted === true)
  expect((await openSession(stack.url, stolen)).state).toBe('approved')
  expect(await bring()).toMatchObject({ ok: true })
  // The server has looked at both, at the other first, and introduced one.
  expect(await known(other)).toMatchObject({ admitted: false, firstHand: false })
})

test('a certificate that has ended opens a session that only waits', async () => {
  const { name, password } = await stack.account('keeper')
  const device = new TestDevice(name)
  await stack.couch.nano
    .use(databaseName(stack.unit, 'directory', ''))
    .insert(asTaken(device.enrolment(stack.unit), stack.tools.seals))
  const ended = { account: name, device: device.id, roles: ['keeper' as const], from: always }
  const body = { ...ended, until: new Date(Date.now() - 1_000).toISOString() }
  const approval = { stream: `device/${device.id}`, type: 'directory.device-approved', body } as const
  await stack.tools.writer.write(stack.unit, 'directory', () => [approval])
  const isIn = async () =>
    (await stack.directories.of(stack.unit)).devices.some(({ id, admitted }) => id === device.id && admitted)
  await until(isIn)
  expect((await openSession(stack.url, device, password)).state).toBe('waiting')
  await approve(stack, device.enrolment(stack.unit))
  await expect.poll(async () => (await openSession(stack.url, device)).state).toBe('approved')
})
