import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RefusalCode } from '#lib/domain/gates/contract/codes.ts'
import { TestDevice } from '../facts.ts'
import { until } from '../until.ts'
import { afternoon, GateStand } from '../gates/gate-stand.ts'
import type { TestPhone } from '../gates/phone.ts'

const hour = 3_600_000

describe.each(['mosquitto', 'aedes'] as const)('on %s', (broker) => {
  let stand: GateStand
  beforeAll(async () => void (stand = await GateStand.start({ broker })))
  afterAll(() => stand.stop())

  /** Each brings about one refusal, by a phone that nobody has used before. */
  const cases: Partial<Record<RefusalCode, (phone: TestPhone) => Promise<unknown>>> = {
    BAD_FORMAT: (phone) => phone.send({ ...phone.message(phone.command('CLOSE')), payload: 'đóng' }),
    ACTOR_MISMATCH: (phone) => phone.ask('CLOSE', { key: new TestDevice('khac').id }),
    async BAD_SIGNATURE(phone) {
      const { payload, ...message } = phone.message(phone.command('CLOSE'))
      const { p } = JSON.parse(payload) as { p: string }
      await phone.send({ ...message, payload: JSON.stringify({ p, s: new TestDevice('khac').sign(p) }) })
    },
    async REVOKED(phone) {
      stand.people.set(`${phone.holder.account} ${phone.device.id}`, { ...phone.holder, standing: 'revoked' })
      await phone.ask('CLOSE')
    },
    STALE: (phone) => phone.ask('CLOSE', { iat: stand.now() - 6_000, exp: stand.now() - 1_000 }),
    CLOCK_SKEW: (phone) => phone.ask('CLOSE', { iat: stand.now() + 4_000, exp: stand.now() + 9_000 }),
    async DUPLICATE(phone) {
      const message = phone.message(phone.command('STOP'))
      await phone.send(message)
      await phone.send(message)
    },
    async REPLAY(phone) {
      await phone.ask('LOCK', { ctr: 9 })
      await phone.ask('UNLOCK', { ctr: 10 })
      await phone.ask('CLOSE', { ctr: 10 })
    },
    NOT_ALLOWED: (phone) => phone.ask('OPEN', { seen: { stateSeq: 1 } }),
    async LOCKED(phone) {
      await phone.ask('LOCK')
      await phone.ask('OPEN')
      await phone.ask('UNLOCK')
    },
    async OBSTRUCTED(phone) {
      stand.gate.block(100)
      stand.gate.press('close')
      await until(() => phone.state?.obstructed === true)
      await phone.ask('CLOSE')
      await until(() => stand.refusals.includes('OBSTRUCTED'))
      stand.gate.block(null)
      await until(() => phone.state?.obstructed === false)
    },
    async DEVICE_OFFLINE(phone) {
      await stand.gate.cutPower()
      await until(() => phone.state?.deviceOnline === false)
      await phone.ask('CLOSE')
      await until(() => stand.refusals.includes('DEVICE_OFFLINE'))
      await stand.gate.restorePower()
      await until(() => phone.state?.deviceOnline === true)
    },
    async RATE_LIMITED(phone) {
      for (let i = 0; i < 6; i++) await phone.ask(i % 2 === 0 ? 'LOCK' : 'UNLOCK')
      await phone.ask('CLOSE')
    },
    async NEEDS_SECOND(phone) {
      stand.ahead += 8 * hour
      await phone.ask('OPEN')
    }
  }

  test.each(Object.keys(cases) as RefusalCode[])('9 %s moves nothing, and is written down', async (code) => {
    const before = stand.log.length
    await cases[code]!(await stand.phone())
    await until(() => stand.log.slice(before).some((body) => body.code === code))
    expect(await stand.orderedInAll().then((all) => all.filter((order) => order !== 'STOP'))).toEqual([])
  })

  test('a command of a key that the agent does not know has no answer, a refused one of a known key has', async () => {
    stand.setClock(afternoon + 9 * hour)
    const phone = await stand.phone({ roles: ['ubnd'] })
    await phone.hears(await phone.ask('CLOSE'), 'NOT_ALLOWED')
    const stranger = await stand.phone()
    stand.people.delete(`${stranger.holder.account} ${stranger.device.id}`)
    const before = stand.refusals.length
    const id = await stranger.ask('CLOSE')
    await until(() => stand.refusals.length > before)
    expect(stranger.told(id)).toEqual([])
  })
})

describe.each(['mosquitto', 'aedes'] as const)('11 a command that was left lying at %s', (broker) => {
  let stand: GateStand
  beforeAll(async () => void (stand = await GateStand.start({ broker })))
  afterAll(() => stand.stop())

  test('is refused, cleared and alarmed: put there while the agent runs, and while it does not', async () => {
    const phone = await stand.phone()
    await phone.send(phone.message(phone.command('CLOSE')), true)
    await until(() => stand.refusals.length === 1)
    await stand.stopAgent()
    await phone.send(phone.message(phone.command('CLOSE')), true)
    stand.startAgent()
    await until(() => stand.refusals.length === 2)
    expect(stand.refusals).toEqual(['RETAINED', 'RETAINED'])
    expect(stand.alerts.filter((alert) => alert === 'retained-command')).toHaveLength(2)
    // Whoever comes next finds nothing there.
    await stand.stopAgent()
    stand.startAgent()
    await stand.ready()
    const id = await phone.ask('CLOSE')
    await phone.hears(id, 'completed')
    expect(stand.refusals).toHaveLength(2)
    expect(await stand.orderedInAll()).toEqual(['CLOSE'])
  })
})

/** How often the agent has refused, written down one by one or counted. */
const refusedInAll = ({ log }: GateStand) =>
  log.reduce((sum, { kind, times = 1 }) => sum + (kind === 'refused' ? times : 0), 0)

test('10,000 malformed or forged messages: none moves the gate, none ends the agent, each is written down or counted by its code', async () => {
  const stand = await GateStand.start()
  const phone = await stand.phone()
  const honest = phone.message(phone.command('CLOSE'))
  const many = 10_000
  const batch = 50
  const sent: Promise<void>[] = []
  for (let i = 0; i < many; i++) {
    sent.push(phone.send({ ...honest, payload: spoilt(honest.payload, i) }))
    // A broker, and the agent, drop what piles up; who refuses an old command has judged all before it.
    if (sent.length < batch) continue
    await Promise.all(sent.splice(0))
    const [iat, exp] = [stand.now() - 9_000, stand.now() - 4_000]
    await phone.hears(await phone.ask('CLOSE', { iat, exp }), 'STALE')
  }
  const codes = ['ACTOR_MISMATCH', 'BAD_FORMAT', 'BAD_SIGNATURE', 'STALE']
  expect([...new Set(stand.refusals)].sort()).toEqual(codes)
  // A flood fills no log: ten of each, and their number when it is over.
  expect(stand.refusals).toHaveLength(10 * codes.length)
  stand.ahead += 10 * 60_000
  await until(() => stand.refusals.length === 11 * codes.length)
  expect(refusedInAll(stand)).toBe(many + many / batch)
  expect(await stand.orderedInAll()).toEqual([])
  await phone.hears(await phone.ask('CLOSE'), 'completed')
  expect(stand.troubles).toEqual([])
  await stand.stop()
})

/** One of many ways in which a command is not what its phone has signed. */
function spoilt(payload: string, i: number): string {
  const { p, s } = JSON.parse(payload) as { p: string; s: string }
  // Each way comes every eleventh time: so each goes through all places, however long the text is.
  const at = Math.floor(i / 11) % p.length
  const ways = [
    () => payload.slice(0, i % payload.length),
    () => randomBytes(i % 300).toString('latin1') || 'x',
    () => JSON.stringify({ p: p.slice(0, at) + String.fromCharCode(i % 0x2fff) + p.slice(at + 1), s }),
    () => JSON.stringify({ p: p.replace(/"ctr":\d+/, `"ctr":${i + 1_000}`), s }),
    () => JSON.stringify({ p: p.replace('CLOSE', 'OPEN'), s }),
    () => JSON.stringify({ p, s: s.slice(0, i % 86) }),
    // Of 64 keys one begins with each letter.
    () => JSON.stringify({ p: p.replace(/"key":"(.)/, (_, a) => `"key":"${a === '_' ? '-' : '_'}`), s }),
    () => '['.repeat(i),
    () => JSON.stringify([null, i, { p: i, s }, { p: { ...JSON.parse(p) }, s }][i % 4]),
    () => JSON.stringify({ p, s, extra: i }),
    () => 'a'.repeat(9_000)
  ]
  const text = ways[i % ways.length]!()
  return text === payload ? '' : text
}
