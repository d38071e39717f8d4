import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { Connection } from '#lib/data/mqtt/connection.ts'
import { startAedes, startMosquitto, startOldBroker } from './brokers.ts'
import { cableTo } from './cable.ts'

const command = 'antt/v1/thu/gate/cong-1b/cmd/ph-truong'
const open = { topic: command, payload: 'OPEN', expirySeconds: 2 }
const now = () => performance.now()
let names = 0
const clientId = () => `thu-${process.pid}-${++names}`

test.each([
  ['Mosquitto', startMosquitto],
  ['aedes', startAedes]
] as const)(
  'on %s what is larger than a connection takes ends neither it nor what it hears, however often',
  async (_, start) => {
    const broker = await start()
    const url = `ws://127.0.0.1:${broker.port}`
    const speaker = (await Connection.open({ url, clientId: clientId() }, now)) as Connection
    const options = { url, clientId: clientId(), largestPacket: 1_000 }
    const bounded = (await Connection.open(options, now)) as Connection
    const heard: number[] = []
    bounded.onMessage(({ payload }) => heard.push(payload.length))
    await bounded.listen('thu/#')
    // Twice as many as Mosquitto has under way at a time.
    for (const length of [100, ...Array<number>(40).fill(5_000), 200])
      await speaker.send({ topic: 'thu/a', payload: 'x'.repeat(length), expirySeconds: 2 })
    await expect.poll(() => heard, { timeout: 20_000, message: 'the last message' }).toContain(200)
    expect([heard, bounded.alive]).toEqual([[100, 200], true])
    await Promise.all([speaker.close(), bounded.close()])
    await broker.stop()
  }
)

describe('on Mosquitto alone', () => {
  let broker: Awaited<ReturnType<typeof startMosquitto>>
  beforeAll(async () => void (broker = await startMosquitto()))
  afterAll(() => broker.stop())
  const connect = async (url = `ws://127.0.0.1:${broker.port}`) =>
    (await Connection.open({ url, clientId: clientId() }, now)) as Connection

  test('4 nobody listens at the gate: AGENT_OFFLINE', async () => {
    const connection = await connect()
    expect(await connection.send(open)).toEqual({ code: 'AGENT_OFFLINE' })
    await connection.close()
  })

  test('4 what the broker forbids: NOT_ALLOWED', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'antt-acl-'))
    writeFileSync(join(folder, 'acl'), 'topic read antt/#\n')
    // Mosquitto gives up its rights as root before it reads the file.
    chmodSync(folder, 0o755)
    const strict = await startMosquitto(['allow_anonymous true', `acl_file ${join(folder, 'acl')}`])
    const connection = await connect(`ws://127.0.0.1:${strict.port}`)
    expect(await connection.send(open)).toEqual({ code: 'NOT_ALLOWED' })
    await connection.close()
    await strict.stop()
    rmSync(folder, { recursive: true })
  })

  test('a packet is one frame of a WebSocket, so that the other end wakes once', async () => {
    const frames: Buffer[] = []
    const relay = new WebSocketServer({ port: 0, handleProtocols: () => 'mqtt' })
    relay.on('connection', (near) => {
      const far = new WebSocket(`ws://127.0.0.1:${broker.port}`, 'mqtt')
      const opened = new Promise((resolve) => far.once('open', resolve))
      far.on('message', (bytes) => near.send(bytes))
      near.on('message', (bytes: Buffer) => {
        frames.push(bytes)
        void opened.then(() => far.send(bytes))
      })
      near.on('close', () => far.close())
    })
    const connection = await connect(`ws://127.0.0.1:${(relay.address() as AddressInfo).port}`)
    frames.length = 0
    await connection.send({ ...open, correlation: 'c1', responseTopic: 'antt/v1/thu/rsp/ph-truong/t1' })
    expect(frames.map((bytes) => bytes.includes('OPEN'))).toEqual([true])
    await connection.close()
    await new Promise((resolve) => relay.close(resolve))
  })

  test('5 a broker that hangs is noticed within fifteen seconds, and no command is sent into it', async () => {
    const connection = await connect()
    process.kill(broker.pid!, 'SIGSTOP')
    const from = now()
    try {
      await connection.ended
      expect(connection.alive).toBe(false)
      expect(now() - from).toBeLessThan(15_500)
      expect(await connection.send(open)).toEqual({ code: 'OFFLINE' })
    } finally {
      process.kill(broker.pid!, 'SIGCONT')
    }
  })

  test('8 a broker that knows no MQTT 5 is told apart from one that is away', async () => {
    const old = await startOldBroker()
    const door = { url: `mqtt://127.0.0.1:${old.tcp}`, clientId: clientId() }
    expect(await Connection.open(door, now)).toEqual({ code: 'too-old' })
    await old.stop()
  })

  test('nobody there is unreachable', async () => {
    const silent = await cableTo(1)
    silent.pull()
    expect(await Connection.open({ url: `ws://127.0.0.1:${silent.port}`, clientId: 'x' }, now)).toEqual({
      code: 'unreachable'
    })
    await silent.stop()
  })
})
