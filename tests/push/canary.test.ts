import { afterAll, beforeAll, expect, test } from 'vitest'
import { looseNumbers } from '#lib/domain/personal/loose-numbers.ts'
import { masked } from '#lib/domain/personal/masked.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import { asDocument } from '../facts.ts'
import { someBytes } from '../photo.ts'
import { startTestStack, type TestAccount, type TestStack } from '../stack.ts'
import { until } from '../until.ts'
import { startReceiver, vapidKeys, type Receiver, type ReceivingPhone } from './receiver.ts'

/** Invented, and nowhere else. */
const [number, source, entry] = ['000777196385', 'Ba ban ca dau cho canh 0777', '0900077777']
const covered = [number, entry].map(masked)
const stranger = uuidv7(Date.now(), someBytes(10))

let stack: TestStack
let receiver: Receiver
let agent: TestAccount
let chief: TestAccount
let phones: ReceivingPhone[]
beforeAll(async () => {
  const keys = vapidKeys()
  receiver = await startReceiver(keys.publicKey)
  stack = await startTestStack({ push: { ...keys, services: [receiver.url] } })
  const gate = { unit: stack.unit, gate: 'cong-1b', name: 'Cổng 1B', kind: 'motor' } as const
  await stack.provision({ units: [{ id: stack.unit, name: 'Thử', kind: 'xã' }], accounts: [], gates: [gate] })
  agent = await stack.account('agent')
  chief = await stack.account('commander')
  const readers = [chief, await stack.account('officer', 'private-reader'), await stack.account('keeper')]
  phones = readers.map(() => receiver.phone())
  for (const [i, { headers }] of readers.entries()) {
    const { endpoint, p256dh, auth } = phones[i]!
    const body = JSON.stringify({ unit: stack.unit, language: 'vi', endpoint, p256dh, auth })
    expect((await fetch(`${stack.url}/push`, { method: 'POST', headers, body })).status).toBe(200)
  }
})
afterAll(async () => {
  await stack.stop()
  await receiver.stop()
})

async function write(
  { device, post }: TestAccount,
  book: 'private' | 'incidents' | 'gates' | 'duty',
  type: string,
  stream: string,
  body: object
) {
  const fact = device.fact(stack.unit, book, `${book}.${type}`, stream, body)
  const answer = await post(`/${stack.database(book)}/_bulk_docs`, { docs: [asDocument(fact)] })
  expect(await answer.json()).toMatchObject([{ ok: true }])
  return fact
}

/** Returns all that the push service heard: what phones can open, and the headers that it reads itself. */
const heard = () =>
  phones.flatMap(({ texts, headers }) => [...texts, ...headers.map((one) => JSON.stringify(one))])

test('no push bears a covered number, a tip’s source or a private entry, whatever the books say', async () => {
  const subject = `subject/${stranger}`
  const about = { about: 'incident', purpose: 'case' }
  await write(chief, 'private', 'detail-recorded', subject, { ...about, kind: 'contact', value: entry })
  const detail = await write(chief, 'private', 'detail-recorded', subject, {
    ...about,
    kind: 'tip-source',
    value: source
  })
  await write(chief, 'private', 'detail-read', subject, { detail: detail.id, reason: 'other', text: source })
  await write(chief, 'incidents', 'tip-received', `incident/${stranger}`, {
    category: 'theft',
    text: `${source} báo: CCCD ${number} (${covered[0]})`,
    source: 'phone',
    triage: 'crime'
  })
  await write(chief, 'duty', 'alarm-started', `alarm/${stranger}`, { gates: ['cong-1b'], from: 'app' })
  const told = { source: 'app', actor: chief.name, reason: `${source}, ${number}, ${covered[1]}` }
  await write(agent, 'gates', 'event-reported', 'gate/cong-1b', {
    kind: 'accepted',
    action: 'OPEN',
    override: 'medical',
    ...told
  })
  await write(agent, 'gates', 'event-reported', 'gate/cong-1b', { kind: 'left-open', ...told, minutes: 7 })
  const kinds = () => new Set(phones.flatMap(({ notices }) => notices.map(({ kind }) => kind)))
  await until(() => ['review-needed', 'left-open'].every((kind) => kinds().has(kind as never)))

  const everything = heard()
  // The search finds what is there: the minutes that the same record tells.
  expect(everything.some((text) => text.includes('"minutes":7'))).toBe(true)
  const found = [number, source, entry, ...covered].filter((text) =>
    everything.some((one) => one.includes(text))
  )
  expect(found).toEqual([])
  const numbers = phones.flatMap(({ texts }) => texts.flatMap((text) => looseNumbers(text)))
  expect(numbers).toEqual([])
})

test('no screen makes a QR code but those that join two phones, which say who and which key, or what is sealed', () => {
  const sources = import.meta.glob<string>(['../../src/**/*.svelte', '../../src/**/*.ts'], {
    eager: true,
    query: '?raw',
    import: 'default'
  })
  expect(Object.keys(sources).length).toBeGreaterThan(500)
  const drawing = Object.entries(sources).filter(([, text]) =>
    /\bqr[-_ ]?codes?\b|BarcodeDetector/i.test(text)
  )
  const files = drawing.map(([file]) => file.replace(/^\.\.\/\.\.\/src\//, ''))
  const known = /^(?:routes\/\(peers\)|lib\/(?:app|data|domain|i18n|ports)\/peers)/
  expect(files.filter((file) => !known.test(file))).toEqual([])
})
