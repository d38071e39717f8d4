import { afterEach, expect, test } from 'vitest'
import { simulatedTasmotaRelays } from '../../../gate-agent/simulator/controllers/mapped/tasmota-relays.ts'
import type { Relays } from '../../../gate-agent/simulator/controllers/mapped/relays.ts'
import { until } from '../../until.ts'
import { GateStand, type StandOptions } from '../gate-stand.ts'
import { mappedMakes, mapping } from './mapped-makes.ts'

let stand: GateStand
afterEach(() => stand.stop())

/** Two relays that hold the motor for a whole minute, so that one left on would be seen. */
async function held(options: StandOptions = {}): Promise<Relays> {
  const { controller, relays } = simulatedTasmotaRelays('cong01')
  const make = {
    dialect: 'mqtt',
    id: 'cong-1b',
    mapping: mapping({
      preset: 'tasmota-relays',
      topic: 'cong01',
      stop: 'release',
      pulseSeconds: 60,
      state: [
        { topic: 'stat/cong01/POWER1', words: { opening: 'ON', stopped: 'OFF' } },
        { topic: 'stat/cong01/POWER2', words: { closing: 'ON', stopped: 'OFF' } }
      ]
    }),
    controller,
    orders: 'cmnd/cong01/+'
  } as const
  stand = await GateStand.start({ make, travelMs: 60_000, ...options })
  const phone = await stand.phone()
  await until(() => phone.state?.motion === 'open')
  return relays
}

const closing = async (relays: Relays) => {
  const phone = stand.phones[0]!
  await phone.ask('CLOSE')
  await until(() => relays.on.join() === 'POWER2')
}

test('STOP lets go of every relay', async () => {
  const relays = await held()
  await closing(relays)
  await stand.phones[0]!.ask('STOP')
  await until(() => relays.on.length === 0)
})

test('the other direction is let go first, rests, and is never on together with it', async () => {
  const relays = await held()
  await closing(relays)
  await stand.phones[0]!.ask('STOP')
  await until(() => relays.on.length === 0)
  // Until the agent has heard that it stands, OPEN is but another STOP.
  await until(() => stand.phones[0]!.state?.motion === 'stopped')
  const from = stand.orders.length
  await stand.phones[0]!.ask('OPEN')
  await until(() => relays.on.length > 0 && stand.orders.slice(from).includes('ON'))
  expect(relays.on).toEqual(['POWER1'])
  // Between them the agent may have asked how the gate stands.
  expect(stand.orders.filter((word) => word !== '10').slice(-2)).toEqual(['OFF', 'ON'])
})

test('a cable that is pulled while a relay is on: it is let go as soon as the agent is back', async () => {
  const relays = await held({ cable: true })
  await closing(relays)
  stand.cable!.pull()
  await until(() => stand.phones[0]!.state?.deviceOnline === false)
  expect(relays.on).toEqual(['POWER2'])
  stand.cable!.plug()
  await until(() => relays.on.length === 0)
})

test('an agent that ends lets go before it is gone', async () => {
  const relays = await held()
  await closing(relays)
  await stand.stopAgent()
  await until(() => relays.on.length === 0)
})

test('an agent that finds a relay on when it starts lets go of it', async () => {
  const relays = await held()
  await stand.stopAgent()
  relays.switch('POWER1', true)
  stand.startAgent()
  await until(() => relays.on.length === 0)
})

test('a controller that comes back with a relay on is told to let go', async () => {
  const relays = await held()
  await stand.gate.cutPower()
  await until(() => stand.phones[0]!.state?.deviceOnline === false)
  const { switch: on } = relays
  await stand.gate.restorePower()
  on.call(relays, 'POWER1', true)
  await until(() => relays.on.length === 0)
})

test('what the broker has kept of a closed gate does not close it: unknown, until the controller speaks', async () => {
  const { make } = mappedMakes['esphome-switches']!()
  stand = await GateStand.start({ make, position: 0 })
  const phone = await stand.phone()
  await stand.gate.cutPower()
  await stand.stopAgent()
  // Opened by hand in the dark; the broker still has "closed" and, of a broken will, "online".
  stand.gate.pullChain(100)
  await stand.says('cong01/status', 'online')
  stand.startAgent()
  await until(() => phone.state?.deviceOnline)
  expect(phone.state).toMatchObject({ motion: 'unknown' })
  await stand.gate.restorePower()
  await until(() => phone.state?.motion === 'open')
  expect(phone.states.map(({ motion }) => motion)).not.toContain('closed')
})

test('a single button whose gate does not arrive: one press, then unknown, an alert, and no other press', async () => {
  const { make } = mappedMakes['zigbee-garage']!()
  stand = await GateStand.start({ make, position: 0 })
  const phone = await stand.phone()
  await stand.gate.cutPower()
  await stand.gate.restorePower()
  await until(() => phone.state?.motion === 'closed')
  await phone.hears(await phone.ask('OPEN'), 'completed')
  stand.ahead += 10_000
  stand.gate.block(50)
  const id = await phone.ask('CLOSE')
  await until(() => stand.gate.shutter.blocked)
  stand.ahead += 10_000
  await until(() => stand.alerts.includes('controller-warned'))
  await until(() => phone.state?.motion === 'unknown' && phone.state.warnings?.includes('contact-missing'))
  expect(phone.told(id)).not.toContain('completed')
  await phone.hears(await phone.ask('CLOSE'), 'failed')
  await phone.hears(await phone.ask('OPEN'), 'failed')
  expect(await stand.orderedInAll()).toEqual(['{"trigger":true}', '{"trigger":true}'])
})
