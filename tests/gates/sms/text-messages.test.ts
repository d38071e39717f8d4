import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { smsSigned, smsWords } from '#lib/domain/gates/contract/sms-text.ts'
import { SimulatedModem } from '../../../gate-agent/simulator/simulated-modem.ts'
import { until } from '../../until.ts'
import { afternoon, gateId, GateStand, unit } from '../gate-stand.ts'
import type { TestPhone } from '../phone.ts'

const number = '+84912000001'
let modem: SimulatedModem
let stand: GateStand
let phone: TestPhone
let ctr = 0
beforeAll(async () => {
  modem = new SimulatedModem()
  stand = await GateStand.start({ modem: modem.open, gate: { sms: true } })
})
afterAll(() => stand.stop())
beforeEach(async () => {
  // Another person each time, to whom six commands a minute and as many answers are allowed.
  phone = await stand.phone()
  modem.sent.length = 0
  stand.log.length = 0
})

/** A text as the app writes it now; any part may be another. */
function text(more: object = {}, by = phone, signedBy = by, forUnit = unit): string {
  const { account } = by.holder
  const own = { request: 'CLOSE', gate: gateId, actor: account, key: by.device.id } as const
  const words = smsWords({ ...own, iat: stand.now(), ctr: ++ctr + stand.now(), ...more })!
  return `${words} ${signedBy.device.sign(smsSigned(forUnit, words))}`
}

/** Opens the gate, and gives back what was ordered so far. */
async function opened(): Promise<number> {
  if (stand.gate.shutter.position < 100)
    await phone.hears(await phone.ask('OPEN', { ctr: stand.now() + ++ctr }), 'completed')
  return (await stand.orderedInAll()).length
}

/** Hears a text of a stranger, so that whatever came before has been handled. */
async function settled(): Promise<void> {
  const asked = modem.commands.length
  modem.receive('+84999', 'Xin chao')
  await until(() => modem.memory.length === 0 && modem.commands.length > asked)
}

test('a text closes the gate once; the log says how it came, and the gate answers when it is closed', async () => {
  await opened()
  const close = text()
  modem.receive(number, close)
  await until(() => modem.sent.length > 0)
  expect(stand.gate.shutter.position).toBe(0)
  expect(modem.sent).toEqual([
    {
      to: number,
      text: expect.stringMatching(/^ANTT cong-1b: lenh dong da xong\. DA DONG, cong bao \d+ giay truoc\.$/)
    }
  ])
  const told = stand.log.filter(({ action }) => action === 'CLOSE')
  expect(told.map(({ kind, source, actor }) => [kind, source, actor])).toEqual([
    ['accepted', 'sms', phone.holder.account],
    ['completed', 'sms', phone.holder.account]
  ])
})

/** Hands over what was raised to a server that answers so. @returns the texts that it got */
async function handOver(status: number | 'away'): Promise<string[]> {
  const brought: string[] = []
  await stand.raised.handOver({
    ask: async (...[, , body]) => {
      brought.push((body as { text: string }).text)
      return status === 'away' ? { status } : { status, body: null }
    }
  })
  return brought
}

test('a text that raises the alarm closes the gate, and goes to the server until that has taken it', async () => {
  await opened()
  const alarm = text({ request: 'ALARM' })
  modem.receive(number, `${alarm}\r\n`)
  await until(() => modem.sent.length === 1)
  expect(stand.gate.shutter.position).toBe(0)
  expect(stand.log.at(-1)).toMatchObject({ kind: 'completed', action: 'CLOSE', source: 'sms' })
  expect(await handOver('away')).toEqual([alarm])
  await settled()
  expect(modem.sent).toHaveLength(1)
  stand.setClock(stand.now() + 31_000)
  await handOver('away')
  await until(() => modem.sent.length === 2)
  expect(modem.sent[1]!.text).toBe(
    'ANTT cong-1b: CHUA bao duoc len may chu xa, may con thu lai. Hay goi dien.'
  )
  await handOver(502)
  expect(await handOver(200)).toEqual([alarm])
  await until(() => modem.sent.length === 3)
  expect(modem.sent[2]!.text).toBe('ANTT cong-1b: may chu xa DA NHAN bao dong.')
  modem.receive(number, alarm)
  await until(() => stand.refusals.length === 1)
  expect(await handOver(200)).toEqual([])
})

test('an alarm by text goes to the server though the gate is locked: the latest, no forged one, and none again', async () => {
  await phone.hears(await phone.ask('LOCK', { lock: 'maintenance', ctr: stand.now() + ++ctr }), 'completed')
  const alarm = text({ request: 'ALARM' })
  modem.receive(
    number,
    alarm.replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A'))
  )
  modem.receive(number, text({ request: 'CLOSE' }))
  modem.receive(number, alarm)
  const latest = text({ request: 'ALARM' })
  modem.receive(number, latest)
  modem.receive('+84999000000', alarm)
  await until(() => stand.refusals.length === 5)
  expect(await handOver(403)).toEqual([latest])
  expect(await handOver(200)).toEqual([])
  await until(() => modem.sent.some(({ text }) => text.includes('KHONG nhan bao dong')))
  await phone.hears(await phone.ask('UNLOCK', { ctr: stand.now() + ++ctr }), 'completed')
})

test('the same text again does nothing and is not answered, after a restart of the agent neither', async () => {
  await opened()
  const close = text()
  modem.receive(number, close)
  await until(() => modem.sent.length === 1)
  const before = await opened()
  modem.receive(number, close)
  modem.receive('+84999000000', close)
  await until(() => stand.refusals.length === 2)
  await stand.stopAgent()
  stand.startAgent()
  await stand.ready()
  modem.receive(number, close)
  await until(() => stand.refusals.length === 3)
  await settled()
  expect((await stand.orderedInAll()).length).toBe(before)
  expect(new Set(stand.refusals)).toEqual(new Set(['DUPLICATE']))
  expect(modem.sent).toHaveLength(1)
})

test('an older number than the last is refused, by whatever way that one came', async () => {
  const early = text()
  await phone.hears(await phone.ask('STOP', { ctr: stand.now() + ++ctr }), 'completed')
  const before = (await stand.orderedInAll()).length
  modem.receive(number, early)
  await until(() => stand.refusals.includes('REPLAY'))
  expect((await stand.orderedInAll()).length).toBe(before)
  expect(modem.sent).toEqual([])
})

test('a text that comes too late is logged and answered, and moves nothing', async () => {
  const before = await opened()
  const late = text({ iat: stand.now() - 122_000 })
  modem.receive(number, late)
  await until(() => modem.sent.length > 0)
  expect(modem.sent[0]!.text).toContain('KHONG nhan lenh')
  // The answer waits for no entry of the log.
  await until(() => stand.refusals.length > 0)
  expect(stand.log.at(-1)).toMatchObject({ kind: 'refused', code: 'STALE', source: 'sms', action: 'CLOSE' })
  expect((await stand.orderedInAll()).length).toBe(before)
  const inTime = text({ iat: stand.now() - 115_000 })
  modem.receive(number, inTime)
  await until(() => modem.sent.length > 1)
  expect(stand.gate.shutter.position).toBe(0)
})

test('a text that nobody’s key signed moves nothing and gets no answer', async () => {
  const before = await opened()
  const other = await stand.phone()
  const good = text()
  for (const bad of [
    good.replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A')),
    // Another's name, and another's key under one's own.
    text({}, phone, other),
    text({ actor: other.holder.account }),
    text({ key: other.device.id }, phone, other),
    text({ actor: 'khong-ai' }),
    // For another unit.
    text({}, phone, phone, 'xa-khac')
  ])
    modem.receive(number, bad)
  await until(() => stand.refusals.length === 6)
  await settled()
  expect(stand.refusals).toEqual(Array(6).fill('BAD_SIGNATURE'))
  expect(stand.log.filter(({ kind, actor }) => kind === 'refused' && actor !== undefined)).toEqual([])
  expect((await stand.orderedInAll()).length).toBe(before)
  expect(modem.sent).toEqual([])
})

test('rights, revocation and locks count as for any command', async () => {
  const before = await opened()
  const barred = await stand.phone({ standing: 'revoked' })
  const viewer = await stand.phone({ roles: ['ubnd'] })
  modem.receive(number, text({}, barred))
  modem.receive(number, text({}, viewer))
  modem.receive(number, text({ request: 'QUERY' }, viewer))
  await until(() => stand.refusals.length === 3)
  expect(stand.refusals).toEqual(['REVOKED', 'NOT_ALLOWED', 'NOT_ALLOWED'])
  await phone.hears(await phone.ask('LOCK', { lock: 'maintenance', ctr: stand.now() + ++ctr }), 'completed')
  modem.receive(number, text())
  await until(() => stand.refusals.includes('LOCKED'))
  await phone.hears(await phone.ask('UNLOCK', { ctr: stand.now() + ++ctr }), 'completed')
  expect((await stand.orderedInAll()).length).toBe(before)
  await until(() => modem.sent.length === 4)
})

test('an alarm key, which works on a locked phone, signs no text', async () => {
  const locked = await stand.phone({ use: 'alarm' })
  modem.receive(number, text({}, locked))
  await until(() => stand.refusals.includes('BAD_SIGNATURE'))
})

test('a question is answered with the state and its age, once, and moves nothing', async () => {
  const before = await opened()
  const question = text({ request: 'QUERY' })
  modem.receive(number, question)
  await until(() => modem.sent.length === 1)
  expect(modem.sent[0]!.text).toMatch(/^ANTT cong-1b: DANG MO, cong bao \d+ giay truoc\.$/)
  modem.receive('+84999000000', question)
  await until(() => stand.refusals.includes('REPLAY'))
  await settled()
  expect(modem.sent).toHaveLength(1)
  expect((await stand.orderedInAll()).length).toBe(before)
})

test('one key is answered a few times only, however often it asks', async () => {
  const eager = await stand.phone()
  for (let i = 0; i < 12; i++) modem.receive(number, text({ request: 'QUERY' }, eager))
  await until(() => stand.refusals.length === 6)
  expect(new Set(stand.refusals)).toEqual(new Set(['RATE_LIMITED']))
  // Somebody else is answered after all that waited before.
  modem.receive('+84912000002', text({ request: 'QUERY' }))
  await until(() => modem.sent.some(({ to }) => to === '+84912000002'))
  expect(modem.sent.filter(({ to }) => to === number)).toHaveLength(6)
})

test('an agent whose clock was put back obeys no text: nothing proves that it is fresh', async () => {
  const before = await opened()
  const now = stand.now()
  stand.setClock(now - 3_600_000)
  modem.receive(number, text())
  await until(() => stand.refusals.includes('STALE'))
  expect((await stand.orderedInAll()).length).toBe(before)
  stand.setClock(now + 60_000)
  expect(stand.now()).toBeGreaterThan(afternoon)
})

test('a gate without it in the configuration obeys no text', async () => {
  const deaf = new SimulatedModem()
  const other = await GateStand.start({ modem: deaf.open })
  try {
    const own = await other.phone()
    const words = smsWords({
      request: 'CLOSE',
      gate: gateId,
      actor: own.holder.account,
      key: own.device.id,
      iat: other.now(),
      ctr: 1
    })!
    deaf.receive(number, `${words} ${own.device.sign(smsSigned(unit, words))}`)
    await until(() => deaf.commands.includes('AT+CMGD=1,3'))
    expect(await other.orderedInAll()).toEqual([])
    expect([deaf.sent, other.refusals]).toEqual([[], []])
  } finally {
    await other.stop()
  }
})
