import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../until.ts'
import { gateId, GateStand, unit } from './gate-stand.ts'
import { TestPhone } from './phone.ts'

let stand: GateStand
let near: TestPhone
beforeAll(async () => {
  stand = await GateStand.start({ lan: true })
  const far = await stand.phone()
  // The same person with the same phone, on the Wi-Fi beside the gate.
  near = await TestPhone.connect(stand.localUrl, {
    unit,
    agent: stand.key,
    now: stand.now,
    device: far.device
  })
  await until(() => near.state?.deviceOnline === true)
})
afterAll(async () => {
  await near.leave()
  await stand.stop()
})

test('with the commune out of reach the gate obeys a phone beside it, and the log says so', async () => {
  await stand.commune.stop()
  const id = await near.ask('CLOSE')
  await near.hears(id, 'completed')
  expect(stand.gate.shutter.position).toBe(0)
  await until(() => near.state?.motion === 'closed')
  const told = stand.log.filter(({ command }) => command === id)
  expect(told.map(({ kind, source }) => `${kind} ${source}`)).toEqual(['accepted lan', 'completed lan'])
})

test('the contract there is the same: forged, replayed and late commands move nothing', async () => {
  const orders = (await stand.orderedInAll()).length
  const forged = near.command('OPEN')
  const message = near.message(forged)
  const spoilt = message.payload.replace(/(?<="s":")./, (first) => (first === 'A' ? 'B' : 'A'))
  await near.send({ ...message, payload: spoilt })
  const late = near.command('OPEN', { iat: stand.now() - 20_000, exp: stand.now() - 15_000 })
  await near.send(near.message(late))
  await near.hears(late.id, 'STALE')
  const honest = near.message(near.command('CLOSE'))
  await near.send(honest)
  await near.hears(honest.id, 'completed')
  const after = (await stand.orderedInAll()).length
  await near.send(honest)
  await until(() => stand.refusals.includes('DUPLICATE'))
  expect((await stand.orderedInAll()).length).toBe(after)
  expect(after - orders).toBeLessThanOrEqual(1)
  expect(stand.refusals).toContain('BAD_SIGNATURE')
  expect(near.state?.gate).toBe(gateId)
})
