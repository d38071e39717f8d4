import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import jpeg from 'jpeg-js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { addressMs, type CameraAddresses } from '#lib/domain/gates/contract/camera/camera-request.ts'
import { MultipartReader } from '#lib/domain/gates/contract/camera/multipart.ts'
import { signedAddress } from '../../gate-agent/camera/camera-address.ts'
import { CameraProxy } from '../../gate-agent/camera/proxy.ts'
import { readClock } from '../../gate-agent/simulator/camera/pixel-clock.ts'
import { SimulatedCamera } from '../../gate-agent/simulator/camera/simulated-camera.ts'
import { until } from '../until.ts'
import { GateStand } from './gate-stand.ts'
import { h264 } from './h264.ts'
import type { TestPhone } from './phone.ts'

const clockIn = (bytes: Uint8Array) => readClock(jpeg.decode(bytes, { useTArray: true }))

describe.each(['mosquitto', 'aedes'] as const)('an agent with a camera, on %s', (broker) => {
  let stand: GateStand
  let phone: TestPhone
  let site: string
  beforeAll(async () => {
    stand = await GateStand.start({ broker, camera: true })
    phone = await stand.phone()
    site = await stand.pictures()
  })
  afterAll(() => stand.stop())

  test('who may command the gate sees it, for a minute, and the log says so once', async () => {
    const { frame, until: over } = await phone.sees()
    expect(over - stand.now()).toBeLessThanOrEqual(addressMs)
    for (let i = 0; i < 2; i++) {
      const answer = await fetch(site + frame)
      expect(Math.abs(clockIn(new Uint8Array(await answer.arrayBuffer())) - Date.now())).toBeLessThan(5_000)
      expect(Number(answer.headers.get('x-frame-age-ms'))).toBeGreaterThanOrEqual(0)
      expect(answer.headers.get('cache-control')).toBe('no-store')
    }
    const { account: actor } = phone.holder
    expect(stand.log.filter(({ kind }) => kind === 'camera-viewed')).toEqual([
      { kind: 'camera-viewed', source: 'app', actor }
    ])
    expect(phone.state?.camera).toBe(true)
    expect([frame, JSON.stringify(phone.sights)].join()).not.toContain(stand.camera!.url)
  })

  test('nobody else: no role, a phone that nobody let in, a forger, a wish of yesterday', async () => {
    const asks = async (more: Parameters<GateStand['phone']>[0], body: object = {}) =>
      (await stand.phone(more)).sees(body)
    await expect(asks({ roles: ['ubnd'] })).rejects.toThrow('NOT_ALLOWED')
    await expect(asks({ standing: 'waiting' })).rejects.toThrow('REVOKED')
    await expect(asks({}, { iat: stand.now() - 20_000, exp: stand.now() - 10_000 })).rejects.toThrow('STALE')
    const forger = await stand.phone()
    stand.people.set(`${forger.holder.account} ${forger.device.id}`, {
      ...forger.holder,
      key: phone.holder.key
    })
    await expect(forger.sees()).rejects.toThrow('BAD_SIGNATURE')
    // A wish moves nothing, and stands in no way of a command that comes after it.
    await phone.hears(await phone.ask('CLOSE'), 'completed')
  })
})

describe('what the agent shows', () => {
  const secret = Buffer.alloc(32, 1)
  let ahead = 0
  const now = () => Date.now() + ahead
  let camera: SimulatedCamera
  let proxy: CameraProxy
  let site: string
  const viewed: string[] = []
  const address = (
    view: keyof CameraAddresses & ('frame' | 'mjpeg' | 'mse'),
    ms = addressMs,
    gate = 'cong-1b'
  ) => site + signedAddress(secret, { gate, view, account: 'ph-cong1b', until: Math.round(now() + ms) })
  beforeAll(async () => {
    const shutter = { position: 40 }
    camera = await SimulatedCamera.start({ src: 'cong1', gate: { shutter }, video: h264 })
    proxy = new CameraProxy({
      secret,
      cameraOf: (gate) => (gate === 'cong-1b' ? { url: camera.url, src: 'cong1' } : null),
      now,
      viewed: (account) => viewed.push(account)
    })
    site = `http://127.0.0.1:${await proxy.listen('127.0.0.1', 0)}`
  })
  afterAll(async () => {
    await proxy.stop()
    await camera.stop()
  })

  test('29: unsigned, expired, path swapped, another person, another key, changed in any place: 403', async () => {
    const good = new URL(address('frame'))
    const changed = (name: string, value: string) => {
      const url = new URL(good)
      url.searchParams.set(name, value)
      return url.href
    }
    const sig = good.searchParams.get('sig')!
    const bad = [
      `${site}/camera/cong-1b/frame.jpeg`,
      `${site}/camera`,
      `${site}/api/frame.jpeg?src=cong1`,
      address('frame', -1),
      address('frame', addressMs, 'cong-2'),
      good.href.replace('frame.jpeg', 'stream.mjpeg'),
      good.href.replace('cong-1b', 'cong-2'),
      `${good.href}&src=khac`,
      changed('u', 'ph-truong'),
      changed('exp', String(now() + 10 * addressMs)),
      changed('sig', sig.replace(/^./, sig.startsWith('A') ? 'B' : 'A')),
      site +
        signedAddress(Buffer.alloc(32, 2), {
          gate: 'cong-1b',
          view: 'frame',
          account: 'a',
          until: now() + 5_000
        })
    ]
    for (const url of bad) expect([url, (await fetch(url)).status]).toEqual([url, 403])
    expect((await fetch(good, { method: 'POST' })).status).toBe(403)
    expect((await fetch(good)).status).toBe(200)
    for (const url of [address('mse', -1), good.href, `${site}/camera/cong-1b/mse`]) {
      const socket = new WebSocket(url)
      const [, answer] = (await once(socket, 'unexpected-response')) as [unknown, { statusCode: number }]
      expect(answer.statusCode).toBe(403)
    }
  })

  /** How old the pictures of a stream were when they came, by their pixels and by what the stream says: p95, ms. */
  async function ages() {
    const seen: { bytes: Uint8Array; at: number | null; arrived: number }[] = []
    const ending = new AbortController()
    const answer = await fetch(address('mjpeg'), { signal: ending.signal })
    const parts = new MultipartReader()
    for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
      for (const part of parts.take(chunk)) seen.push({ ...part, arrived: Date.now() })
      if (seen.length >= 10) break
    }
    ending.abort()
    const p95 = (all: number[]) => all.sort((a, b) => a - b)[Math.floor(all.length * 0.95) - 1]!
    // Decoding takes longer than the way: it comes after.
    const drawn = p95(seen.map(({ bytes, arrived }) => arrived - clockIn(bytes)))
    return { drawn, said: p95(seen.map(({ at, arrived }) => arrived - at!)) }
  }

  test('30: the clock in the pixels of the stream is of now, and so is the time that it names', async () => {
    let [drawn, said] = [Infinity, Infinity]
    // A busy machine makes pictures older, never younger: a stream that lags behind never becomes so young.
    await until(async () => ({ drawn, said } = await ages()) && drawn <= 500)
    expect(said).toBeLessThanOrEqual(drawn + 5)
    await until(() => camera.watching('mjpeg') === 0)
  })

  test('a stream ends with its address, whatever it shows', async () => {
    const answer = await fetch(address('mjpeg', 700))
    const socket = new WebSocket(address('mse', 700))
    await once(socket, 'open')
    await once(socket, 'close')
    await expect(answer.arrayBuffer()).rejects.toThrow('terminated')
    await until(() => camera.watching('mjpeg') === 0)
  })

  test('video: one question about codecs, its answer, and the time of each piece before it', async () => {
    const socket = new WebSocket(address('mse'))
    const heard: (string | Buffer)[] = []
    socket.on('message', (data: Buffer, binary) => heard.push(binary ? data : String(data)))
    await once(socket, 'open')
    socket.send(JSON.stringify({ type: 'mse', value: 'avc1.42E01E,avc1.640029' }))
    await until(() => heard.filter((one) => typeof one !== 'string').length > 3)
    expect(JSON.parse(heard[0] as string)).toEqual({
      type: 'mse',
      value: expect.stringMatching(/codecs="avc1/)
    })
    const said = JSON.parse(heard[1] as string) as { type: string; value: number }
    expect(said.type).toBe('at')
    expect(Math.abs(said.value - now())).toBeLessThan(5_000)
    expect((heard[2] as Buffer).toString('latin1', 4, 8)).toBe('ftyp')
    socket.close()
    await until(() => camera.watching('mse') === 0)
  })

  test('what go2rtc says beside that goes no further: it may name where the camera is', async () => {
    const server = createServer()
    const { WebSocketServer } = await import('ws')
    new WebSocketServer({ server }).on('connection', (socket) =>
      socket.on('message', () =>
        socket.send(JSON.stringify({ type: 'error', value: 'dial rtsp://admin:1234@10.0.0.5' }))
      )
    )
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const url = `http://127.0.0.1:${(server.address() as { port: number }).port}`
    const other = new CameraProxy({ secret, cameraOf: () => ({ url, src: 'x' }), now, viewed: () => {} })
    const port = await other.listen('127.0.0.1', 0)
    const socket = new WebSocket(address('mse').replace(/:\d+\//, `:${port}/`))
    await once(socket, 'open')
    socket.send(JSON.stringify({ type: 'mse', value: 'avc1.42E01E' }))
    const [told] = (await once(socket, 'message')) as [Buffer]
    expect(String(told)).toBe('{"type":"error","value":"no video"}')
    await once(socket, 'close')
    // One that is refused, and neither reads nor ends, keeps no line there.
    const line = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
    line.write('GET /none HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\nx')
    await once(line, 'data')
    await other.stop()
    line.destroy()
    server.closeAllConnections()
    server.close()
  })

  test('a camera that is away: 502, and nobody has seen anything', async () => {
    for (const one of ['frame', 'mjpeg', 'mse'] as const) camera.kill(one)
    const before = viewed.length
    expect((await fetch(address('frame'))).status).toBe(502)
    expect((await fetch(address('mjpeg'))).status).toBe(502)
    expect(viewed).toHaveLength(before)
    for (const one of ['frame', 'mjpeg', 'mse'] as const) camera.mend(one)
  })

  test('an address of a clock that went on is over', async () => {
    const url = address('frame')
    ahead = addressMs
    expect((await fetch(url)).status).toBe(403)
    ahead = 0
  })
})
