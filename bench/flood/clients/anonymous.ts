import { randomBytes } from 'node:crypto'
import { sessionRequest } from '#lib/domain/access/session.ts'
import { TestDevice } from '../../../tests/facts.ts'
import type { FloodTarget } from '../server.ts'
import { headOf, type Lines } from './ask.ts'

/** One way to trouble a server, repeated as long as the flood lasts. */
export type Attack = () => Promise<unknown>

const megabyte = 2 ** 20

/** Returns each way in which somebody without a session troubles a server. @param victim the name of an account that exists */
export function anonymousAttacks(lines: Lines, target: FloodTarget, victim: string): Record<string, Attack> {
  const device = new TestDevice(victim)
  const junkSession = () => ({
    cookie: `antt-${device.id.slice(0, 12)}=${randomBytes(24).toString('base64url')}`,
    'x-antt': `${victim}~${device.id}~${randomBytes(24).toString('base64url')}`
  })
  const largest = `{"docs":[{"_id":"${'x'.repeat(2 * megabyte - 100)}"}]}`
  const request = async (password?: string) => {
    const { body } = await lines.json<{ nonce: string }>('GET', '/session/nonce')
    const asked = { account: victim, device: device.id, key: device.publicKey, nonce: body.nonce }
    const p = sessionRequest({ ...asked, origin: lines.url, ...(password !== undefined && { password }) })
    return JSON.stringify({ p, s: device.sign(p) })
  }
  const junk = JSON.stringify({ p: sessionRequest(junkRequest(device, lines.url)), s: 'A'.repeat(86) })
  const post = (path: string, body: string, headers = {}) => lines.ask('POST', path, { body, headers })
  const upgrade = headOf('GET', '/mqtt', {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': 13,
    'sec-websocket-key': randomBytes(16).toString('base64'),
    'sec-websocket-protocol': 'mqtt'
  })
  const healthz = headOf('GET', '/healthz', {})
  const slow = headOf('POST', '/session', { 'content-type': 'application/json', 'content-length': 8_000 })
  return {
    nonce: () => lines.ask('GET', '/session/nonce'),
    junkSignature: () => post('/session', junk),
    ownKey: async () => post('/session', await request()),
    guess: async () => post('/session', await request('sai-mat-khau')),
    junkSession: () => lines.ask('GET', `/db/${target.gates}/_all_docs`, { headers: junkSession() }),
    largest: () => post(`/db/${target.gates}/_bulk_docs`, largest, junkSession()),
    broker: () => post('/broker', '{}', junkSession()),
    alarm: () => post('/broker/alarm', JSON.stringify({ p: '['.repeat(7_000), s: 'A'.repeat(86) })),
    silentSocket: () => lines.raw(upgrade, null, 5_000),
    junkSocket: () => lines.raw(Buffer.concat([Buffer.from(upgrade), randomBytes(4_096)]), null, 5_000),
    droppedFile: () => lines.ask('GET', target.file, { keepBytes: 100_000 }),
    file: () => lines.ask('GET', target.file),
    slowBody: () => lines.raw(slow, 'x', 20_000),
    pipelined: () => lines.raw(healthz.repeat(100), null, 1_000),
    longHeaders: () => lines.ask('GET', '/', { headers: { 'x-long': 'x'.repeat(15_000) } }),
    health: () => lines.ask('GET', '/healthz')
  }
}

const junkRequest = ({ id, publicKey, account }: TestDevice, origin: string) => ({
  account,
  device: id,
  key: publicKey,
  nonce: 'x'.repeat(200),
  origin,
  password: 'x'.repeat(500)
})
