import { afterAll, beforeAll, expect, test } from 'vitest'
import { erasuresIn } from '#lib/domain/erasure/erasure.ts'
import type { Book } from '#lib/domain/roles.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import { factsIn } from '../../../sync-server/fact-writer.ts'
import { asDocument } from '../../facts.ts'
import { someBytes } from '../../photo.ts'
import { startTestStack, type TestAccount, type TestStack } from '../../stack.ts'

let stack: TestStack
let chief: TestAccount
beforeAll(async () => {
  stack = await startTestStack()
  chief = await stack.account('commander')
})
afterAll(() => stack.stop())

const newId = () => uuidv7(Date.now(), someBytes(10))
async function write(book: Book, type: string, stream: string, body: object) {
  const fact = chief.device.fact(stack.unit, book, `${book}.${type}`, stream, body)
  const answer = await chief.post(`/${stack.database(book)}/_bulk_docs`, { docs: [asDocument(fact)] })
  expect(await answer.json()).toMatchObject([{ ok: true }])
  return fact
}
const described = (person: string) =>
  write('hui', 'person-described', `person/${person}`, { name: 'Trần Văn Rết' })
const order = (kind: string, subject: string) =>
  write('directory', 'erasure-ordered', `unit/${stack.unit}`, { kind, subject, reason: 'asked' })
const factsOf = (book: Book) => factsIn(stack.couch.nano, stack.database(book))
const ids = async (book: Book) => (await factsOf(book)).map(({ id }) => id)
const erasure = async (id: string) => erasuresIn(await factsOf('directory')).find((one) => one.id === id)!
const gone = (...facts: { id: string }[]) =>
  expect
    .poll(async () => {
      const there = new Set([...(await ids('hui')), ...(await ids('private'))])
      return facts.filter(({ id }) => there.has(id)).length
    })
    .toBe(0)

const kept = (subject: string, about = 'person') =>
  write('private', 'detail-recorded', `subject/${subject}`, {
    about,
    kind: 'id-number',
    value: '000196000385',
    purpose: 'identity'
  })

test('what the private book says of a person goes with them, and again when it comes late; of another it stays', async () => {
  const [person, other, stranger] = [newId(), newId(), newId()]
  const known = await described(person)
  const [detail, others] = [await kept(person), await kept(other)]
  const read = await write('private', 'detail-read', `subject/${person}`, {
    detail: detail.id,
    reason: 'identity'
  })
  const { id } = await order('person', person)
  await gone(known, detail, read)
  expect(await ids('private')).toContain(others.id)
  const numbered = (book: string, ...facts: (typeof known)[]) =>
    facts.map(({ id, device, n }) => ({ id, device, n, book }))
  expect((await erasure(id)).done?.erased).toEqual([
    ...numbered('hui', known),
    ...numbered('private', detail, read)
  ])
  const late = await kept(person)
  await gone(late)
  expect((await erasure(id)).done?.erased).toContainEqual(numbered('private', late)[0])
  // Nothing in the directory tells the number.
  expect(JSON.stringify(await factsOf('directory'))).not.toContain('000196000385')

  const seen = await kept(stranger, 'stranger')
  await order('stranger', stranger)
  await gone(seen)
  expect(await ids('private')).toContain(others.id)
})

test('what the private book said of an erased person leaves the disk too', async () => {
  const database = stack.couch.nano.use(stack.database('private'))
  const person = newId()
  await described(person)
  const detail = await kept(person)
  const { rows } = await database.fetchRevs({ keys: [detail.id] })
  const { rev } = (rows[0] as { value: { rev: string } }).value
  expect(await database.get(detail.id, { rev })).toMatchObject({ body: { value: '000196000385' } })
  await order('person', person)
  const read = () =>
    database.get(detail.id, { rev }).then(
      () => 'there',
      ({ statusCode }) => statusCode
    )
  await expect.poll(read).toBe(404)
})
