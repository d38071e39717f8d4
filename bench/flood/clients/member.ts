import { randomBytes } from 'node:crypto'
import mqtt from 'mqtt'
import { sessionRequest, type SessionAnswer } from '#lib/domain/access/session.ts'
import { asDocument, type TestDevice } from '../../../tests/facts.ts'
import { partDocuments } from '../../../tests/photo.ts'
import { sharedAddress } from '../honest-phone.ts'
import type { FloodTarget } from '../server.ts'
import type { Attack } from './anonymous.ts'
import { headOf, type Lines } from './ask.ts'

const most = 500
const megabyte = 2 ** 20

/** Returns each way in which an officer with two approved devices troubles a server, the second by renewing its session only. */
export async function memberAttacks(
  lines: Lines,
  target: FloodTarget,
  device: TestDevice,
  second: TestDevice
): Promise<Record<string, Attack>> {
  const opened = async (device: TestDevice) => {
    const { body } = await lines.json<{ nonce: string }>('GET', '/session/nonce')
    const asked = { account: device.account, device: device.id, key: device.publicKey, nonce: body.nonce }
    const p = sessionRequest({ ...asked, origin: lines.url })
    const answer = await lines.json<SessionAnswer>('POST', '/session', {
      body: JSON.stringify({ p, s: device.sign(p) })
    })
    return { cookie: answer.cookie, 'x-antt': answer.body.token ?? '' }
  }
  const headers = await opened(device)
  const get = (path: string, keepBytes?: number) =>
    lines.ask('GET', path, { headers, ...(keepBytes !== undefined && { keepBytes }) })
  const post = (path: string, body: string) => lines.ask('POST', path, { headers, body })
  const gates = `/db/${target.gates}`
  const push = `${gates}/_bulk_docs`
  const long = { what: 'closed', reason: 'ổ'.repeat(1_000), who: 'Tư Khởi' }
  const notes = Array.from({ length: most }, () => asDocument(device.note(target.unit, { body: long })))
  // Keeps these no longer than usual: honest phones have to fetch them whatever the server does.
  const valid = JSON.stringify({ docs: notes.map(() => asDocument(device.note(target.unit))) })
  const unsigned = JSON.stringify({ docs: notes.map((note) => ({ ...note, sig: notes[0]!.sig })) })
  const tiny = JSON.stringify({ docs: notes.map(({ _id }) => ({ _id })) })
  const half = '['.repeat(megabyte - 10)
  const deep = `{"docs":${half}${half.replaceAll('[', ']')}}`
  const wide = `{"docs":[{"_id":"x","body":[${'0,'.repeat(megabyte - 100)}0]}]}`
  const keys = JSON.stringify({ keys: Array.from({ length: 1_000 }, (_, i) => notes[i % most]!._id) })
  const ids = JSON.stringify({ doc_ids: Array.from({ length: 1_000 }, (_, i) => notes[i % most]!._id) })
  const parts = JSON.stringify({ docs: partDocuments(randomBytes(1_000_000), device.account) })
  const days = `${gates}/_design/audit/_view/days?group=true`
  return {
    unsigned: () => post(push, unsigned),
    valid: () => post(push, valid),
    tiny: () => post(push, tiny),
    deep: () => post(push, deep),
    wide: () => post(push, wide),
    keys: () => post(`${gates}/_all_docs?include_docs=true`, keys),
    whole: () => get(`${gates}/_changes?since=0&include_docs=true`),
    dropped: () => get(`${gates}/_changes?since=0&include_docs=true`, 50_000),
    longPoll: () => get(`${gates}/_changes?feed=longpoll&since=999999999&timeout=50000`),
    byIds: () => post(`${gates}/_changes?since=0&include_docs=true`, ids),
    smallest: () => get(`${gates}/epoch`),
    parts: () => post(`/db/${target.evidence}/_bulk_docs`, parts),
    days: () => get(days),
    renewing: () => opened(second),
    whoAmI: () => lines.ask('GET', '/session', { headers }),
    broker: () => publishing(lines, headers, target, device),
    slowBody: () =>
      lines.raw(
        headOf('POST', push, { ...headers, 'content-type': 'application/json', 'content-length': megabyte }),
        'x',
        20_000
      )
  }
}

/** Takes a pass and publishes the largest commands as fast as the broker lets it, for two seconds. */
async function publishing(
  lines: Lines,
  headers: Record<string, string>,
  { unit }: FloodTarget,
  { account }: TestDevice
): Promise<void> {
  const { body } = await lines.json<{ url: string }>('POST', '/broker', { headers, body: '{}' })
  const options = { protocolVersion: 5, reconnectPeriod: 0, wsOptions: { headers: sharedAddress } } as const
  const client = await mqtt.connectAsync(body.url, { ...body, ...options }, false)
  client.on('error', () => {})
  const topic = `antt/v1/${unit}/gate/cong-1/cmd/${account}`
  const until = Date.now() + 2_000
  while (client.connected && Date.now() < until) {
    for (let i = 0; i < 50; i++) client.publish(topic, 'x'.repeat(15_000), { qos: 0 })
    await new Promise((resolve) => setImmediate(resolve))
  }
  await client.endAsync(true)
}
