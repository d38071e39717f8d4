import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { smsSigned, smsWords, type SmsRequest } from '#lib/domain/gates/contract/sms-text.ts'
import { SimulatedModem } from '../../../gate-agent/simulator/simulated-modem.ts'
import { until } from '../../until.ts'
import { gateId, GateStand, unit } from '../gate-stand.ts'
import type { TestPhone } from '../phone.ts'

const stranger = '+84999000000'
let modem: SimulatedModem
let stand: GateStand
let ctr = 0
beforeAll(async () => {
  modem = new SimulatedModem()
  stand = await GateStand.start({ modem: modem.open, gate: { sms: true } })
})
afterAll(() => stand.stop())
beforeEach(() => {
  modem.sent.length = 0
  stand.log.length = 0
})

function text({ holder, device }: TestPhone, request: SmsRequest = 'CLOSE'): string {
  const own = { gate: gateId, actor: holder.account, key: device.id, iat: stand.now() }
  const words = smsWords({ request, ...own, ctr: stand.now() + ++ctr })!
  return `${words} ${device.sign(smsSigned(unit, words))}`
}
const answersTo = (number: string) => modem.sent.filter(({ to }) => to === number).length
const later = (minutes: number) => stand.setClock(stand.now() + minutes * 60_000)

/** Brings texts in, and waits until the agent has refused each. */
async function refused(texts: readonly string[], from = stranger): Promise<void> {
  const before = stand.refusals.length
  for (const one of texts) modem.receive(from, one)
  await until(() => stand.refusals.length === before + texts.length)
}

test('a text that was obeyed gets no answer when it comes again too late, nor does an older one of its key', async () => {
  const phone = await stand.phone()
  const [early, close, question] = [text(phone), text(phone), text(phone, 'QUERY')]
  modem.receive('+84912000001', close)
  await until(() => modem.sent.length === 1)
  modem.receive('+84912000001', question)
  await until(() => modem.sent.length === 2)
  later(11)
  await refused([close, question, early])
  expect(new Set(stand.refusals.slice(-3))).toEqual(new Set(['STALE']))
  modem.receive('+84912000001', text(phone, 'QUERY'))
  await until(() => modem.sent.length > 2)
  expect(answersTo(stranger)).toBe(0)
})

test('late texts are answered once a key, ten times in all, and their senders’ new commands all the same', async () => {
  const phones = await Promise.all(Array.from({ length: 12 }, () => stand.phone()))
  const late = phones.map((phone) => text(phone))
  later(11)
  await refused(late.flatMap((one) => [one, one, one]))
  for (const [i, phone] of phones.entries()) modem.receive(`+8491200010${i}`, text(phone, 'QUERY'))
  const [alarmed] = phones
  modem.receive('+84912000001', text(alarmed!, 'ALARM'))
  await until(() => answersTo('+84912000001') === 1)
  expect(phones.map((_, i) => answersTo(`+8491200010${i}`))).toEqual(phones.map(() => 1))
  expect(answersTo(stranger)).toBe(10)
})
