import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Book } from '#lib/domain/roles.ts'
import { asDocument, TestDevice } from '../facts.ts'
import { openSession } from '../devices/session.ts'
import { startTestStack, type TestAccount, type TestStack } from '../stack.ts'

/** A member who was suspended and keeps a session, a password and a phone. */
let stack: TestStack
let commander: TestAccount
beforeAll(async () => {
  stack = await startTestStack()
  commander = await stack.account('commander')
})
afterAll(() => stack.stop())

const books: Book[] = ['gates', 'duty', 'incidents', 'hui', 'movement']
const reading = (book: Book) => `/${stack.database(book)}/_all_docs?include_docs=true`
async function write(who: TestAccount, fact: ReturnType<TestDevice['fact']>) {
  const path = `/${stack.database(fact.book as Book)}/_bulk_docs`
  return who.post(path, { docs: [asDocument(fact)] })
}

test('a suspended account reads no book and writes in none, with the session it has and with a new one; restored, it does', async () => {
  const officer = await stack.account('officer')
  const [phone, desk] = [officer.device, commander.device]
  const about = (type: string, body: object) =>
    desk.fact(stack.unit, 'directory', `directory.${type}`, `account/${officer.name}`, body)
  await stack.certify(desk)
  expect((await write(officer, phone.note(stack.unit))).status).toBe(201)
  const path = `/${stack.database('gates')}/_changes?feed=longpoll&since=999999&timeout=50000`
  const { last_seq: since } = (await (
    await officer.db(`/${stack.database('gates')}/_changes?descending=true&limit=1`)
  ).json()) as { last_seq: string }
  const poll = officer.db(path.replace('999999', encodeURIComponent(since))).then((answer) => answer.text())
  const ended = poll.then(
    () => 'answered',
    () => 'cut'
  )
  const suspension = about('account-suspended', { account: officer.name, reason: 'Nghỉ việc', stands: [] })
  await write(commander, suspension)

  await expect.poll(async () => (await officer.db(reading('gates'))).status).toBe(401)
  expect(await ended).toBe('cut')
  for (const password of [undefined, officer.password])
    expect((await openSession(stack.url, phone, password)).state).toBe('barred')
  expect((await openSession(stack.url, new TestDevice(officer.name), officer.password)).state).toBe('barred')
  for (const book of [...books, 'directory'] as const) {
    expect((await officer.db(reading(book))).status).toBe(401)
    const keys = await officer.post(`/${stack.database(book)}/_all_docs`, { keys: ['x'] })
    expect(keys.status).toBe(401)
  }
  expect((await write(officer, phone.note(stack.unit))).status).toBe(401)
  expect((await write(officer, phone.enrolment(stack.unit))).status).toBe(401)
  expect((await commander.db(reading('gates'))).status).toBe(200)

  await write(commander, about('account-restored', { account: officer.name, suspension: suspension.id }))
  await expect.poll(async () => (await openSession(stack.url, phone)).state).toBe('approved')
  const again = await openSession(stack.url, phone)
  expect((await again.db(reading('gates'))).status).toBe(200)
})
