import { randomBytes } from 'node:crypto'
import mqtt, { type IClientOptions } from 'mqtt'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sealed } from '#lib/domain/gates/contract/envelope.ts'
import { topicOf } from '#lib/domain/gates/contract/topics.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import { sessionsDatabase } from '../../sync-server/sessions/session-store.ts'
import { ScriptedAgent } from '../browser/gates/scripted-agent.ts'
import { openSession } from '../devices/session.ts'
import { asDocument, TestDevice, testDecision } from '../facts.ts'
import { command } from '../gate-commands.ts'
import { startTestStack, type TestAccount, type TestStack } from '../stack.ts'
import { until } from '../until.ts'
import { startReceiver, vapidKeys, type Receiver, type ReceivingPhone } from './receiver.ts'

const gate = 'cong-1b'
let stack: TestStack
let receiver: Receiver
let commander: TestAccount
let keeper: TestAccount
let pocket: ReceivingPhone
/** Signs while the phone is locked. */
let alarmKey: TestDevice

beforeAll(async () => {
  const keys = vapidKeys()
  receiver = await startReceiver(keys.publicKey)
  stack = await startTestStack({ push: { ...keys, services: [receiver.url] } })
  await stack.provision({
    units: [{ id: stack.unit, name: 'Thử', kind: 'xã' }],
    accounts: [],
    gates: [{ unit: stack.unit, gate, name: 'Cổng 1B', kind: 'motor', decision: testDecision }]
  })
  commander = await stack.account('commander')
  keeper = await stack.account('keeper')
  await stack.entrust(keeper.name)
  pocket = receiver.phone()
  alarmKey = new TestDevice(keeper.name)
  // In the evening, with the notebook open.
  const { endpoint, p256dh, auth } = pocket
  const wish = { unit: stack.unit, language: 'vi', endpoint, p256dh, auth }
  const subscribed = await fetch(`${stack.url}/push`, {
    method: 'POST',
    headers: keeper.headers,
    body: JSON.stringify(wish)
  })
  expect(subscribed.status).toBe(200)
  await write(commander, 'directory', 'directory.alarm-keys-allowed', `unit/${stack.unit}`, { allowed: true })
  await write(keeper, 'directory', 'directory.alarm-key-set', `device/${keeper.device.id}`, {
    alarmKey: { id: alarmKey.id, key: alarmKey.publicKey }
  })
})
afterAll(async () => {
  await stack.stop()
  await receiver.stop()
})

async function write(
  who: TestAccount,
  book: 'directory' | 'duty',
  type: string,
  stream: string,
  body: object
) {
  const fact = who.device.fact(stack.unit, book, type, stream, body)
  const answer = await who.post(`/${stack.database(book)}/_bulk_docs`, { docs: [asDocument(fact)] })
  expect(await answer.json()).toMatchObject([{ ok: true }])
}

/** Asks for a pass as a locked phone does: with the alarm key and nothing else. */
async function alarmPass(): Promise<Response> {
  const asked = { v: 1, asks: 'alarm-pass', unit: stack.unit, account: keeper.name, key: alarmKey.id }
  const p = JSON.stringify({ ...asked, at: Date.now() })
  return fetch(`${stack.url}/broker/alarm`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ p, s: alarmKey.sign(p) })
  })
}

/** Closes the gate by the alarm key. @returns what the agent answered first */
async function close(): Promise<string> {
  let answer = await alarmPass()
  // The server hears a moment later that the commander allows it.
  await until(async () => answer.ok || (answer = await alarmPass()).ok)
  const { url, ...pass } = (await answer.json()) as { url: string } & IClientOptions
  const client = await mqtt.connectAsync(url, { protocolVersion: 5, reconnectPeriod: 0, ...pass }, false)
  const { unit } = stack
  const account = keeper.name
  const responseTopic = topicOf({ kind: 'reply', unit, account, tab: 't1' })
  const replied = new Promise<string>((resolve) =>
    client.once('message', (_topic, bytes) => {
      const { p } = JSON.parse(String(bytes)) as { p: string }
      resolve((JSON.parse(p) as { status: string }).status)
    })
  )
  await client.subscribeAsync(responseTopic, { qos: 1 })
  const seen = { stateSeq: 1, noCamera: true }
  const p = JSON.stringify(command('CLOSE', { unit, gate, iat: Date.now(), seen }, alarmKey))
  const payload = sealed({ p, s: alarmKey.sign(p) })
  const properties = { responseTopic, messageExpiryInterval: 5 }
  await client.publishAsync(topicOf({ kind: 'command', unit, gate, account }), payload, {
    qos: 1,
    properties
  })
  const status = await replied
  await client.endAsync(true)
  return status
}

/** How the server stands with a phone that was locked in the evening. */
const evenings: readonly [string, (phone: TestAccount) => Promise<unknown>][] = [
  ['locked without a network: the server heard nothing of it', async () => {}],
  ['locked with a network', ({ headers }) => fetch(`${stack.url}/session`, { method: 'DELETE', headers })],
  [
    'its session ended by hand meanwhile',
    async ({ name, device }) => {
      const body = JSON.stringify({ account: name, device: device.id })
      const ended = await fetch(`${stack.url}/session/end`, {
        method: 'POST',
        headers: commander.headers,
        body
      })
      expect(ended.status).toBe(200)
    }
  ],
  [
    'no session at all',
    async ({ name, device }) => {
      const documents = stack.couch.nano.use(sessionsDatabase)
      const { _id, _rev } = await documents.get(`${name} ${device.id}`)
      await documents.destroy(_id, _rev)
    }
  ]
]

test.each(evenings)(
  'locked offline since the evening, then online (%s): push arrives, the alarm key closes, `/db` answers 401',
  async (_name, evening) => {
    const agent = await ScriptedAgent.start(stack, gate)
    const open = await openSession(stack.url, keeper.device, keeper.password)
    await evening({ ...keeper, ...open })
    // The cookie is all that the browser still has: the token was in memory.
    const headers = { cookie: open.headers['cookie']!, 'content-type': 'application/json' }
    pocket.notices.length = 0

    const alarm = `alarm/${uuidv7(Date.now(), randomBytes(10))}`
    await write(commander, 'duty', 'duty.alarm-started', alarm, { gates: [gate], from: 'app' })
    await until(() => pocket.notices.length > 0)
    expect(pocket.notices).toMatchObject([{ kind: 'alarm-started', about: 'alarm' }])

    expect(await close()).toBe('accepted')
    expect(agent.heard.map(({ action, key }) => [action, key])).toEqual([['CLOSE', alarmKey.id]])
    expect(agent.moves).toEqual(['CLOSE'])

    const database = stack.database('gates')
    for (const [path, init] of [
      [`/db/${database}/_all_docs`, {}],
      [`/db/${database}/_bulk_docs`, { method: 'POST', body: '{"docs":[]}' }],
      ['/broker', { method: 'POST', body: '{}' }],
      ['/session/list', {}]
    ] as const)
      expect([path, (await fetch(stack.url + path, { headers, ...init })).status]).toEqual([path, 401])
    expect(pocket.faults).toEqual([])
    // The next alarm would join one that runs, of which the phone has been told.
    await write(commander, 'duty', 'duty.alarm-ended', alarm, {})
    await agent.stop()
  }
)
