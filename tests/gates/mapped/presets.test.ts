import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { presets } from '../../../gate-agent/adapters/mqtt/presets.ts'
import { until } from '../../until.ts'
import { GateStand } from '../gate-stand.ts'
import { mappedMakes, type MappedMake } from './mapped-makes.ts'
import type { TestPhone } from '../phone.ts'

const travelMs = 3_000

test('every preset has a gate here', () => {
  expect(Object.keys(mappedMakes).sort()).toEqual(Object.keys(presets).sort())
})

describe.each(Object.keys(mappedMakes))('a gate mapped by the preset %s, on Mosquitto', (name) => {
  let mapped: MappedMake
  let stand: GateStand
  let phone: TestPhone
  beforeAll(async () => {
    mapped = mappedMakes[name]!()
    // A single button is known from the closed end on.
    stand = await GateStand.start({ make: mapped.make, travelMs, position: mapped.byTurns ? 0 : 100 })
    phone = await stand.phone()
    await cycle()
  })
  afterAll(() => stand.stop())

  /** The power goes and comes back; what it says then is heard live. */
  const cycle = async () => {
    await stand.gate.cutPower()
    await until(() => phone.state?.deviceOnline === false)
    await stand.gate.restorePower()
    await until(() => phone.state?.deviceOnline)
  }
  const asked = async (action: 'OPEN' | 'CLOSE') => {
    const id = await phone.ask(action)
    await phone.hears(id, 'completed')
  }
  const stands = (...motions: string[]) => until(() => motions.includes(phone.state?.motion ?? ''))
  const orders = () => stand.orders.length

  test('opens and closes, and says closed only at the closed end', async () => {
    await stands(mapped.byTurns ? 'closed' : 'open')
    if (!mapped.byTurns) await asked('CLOSE')
    await asked('OPEN')
    expect(stand.gate.shutter.position).toBe(100)
    await until(() => phone.state?.motion === 'open')
    // A single button is certain to close only when the whole time of the opening is over.
    if (mapped.byTurns) stand.ahead += 10_000
    await asked('CLOSE')
    expect(stand.gate.shutter).toMatchObject({ position: 0, direction: 0 })
    expect(phone.state).toMatchObject({ motion: 'closed', position: null, assumed: false })
    await until(() => (mapped.relays?.on ?? []).length === 0)
  })

  test.runIf(mappedMakes[name]!().stops.includes('OPEN'))('stops half-way', async () => {
    await phone.ask('OPEN')
    await until(() => stand.gate.shutter.position > 40 && phone.state?.motion === 'opening')
    await phone.ask('STOP')
    await until(() => stand.gate.shutter.direction === 0)
    expect(stand.gate.shutter.position).toBeLessThan(100)
    await stands('stopped')
    expect(phone.state!.motion).not.toBe('closed')
    await until(() => (mapped.relays?.on ?? []).length === 0)
  })

  test('the power goes half-open: nothing moves when it is back, and the gate is not called closed', async () => {
    if (!mapped.stops.includes('OPEN')) await phone.ask('OPEN')
    await until(() => stand.gate.shutter.position > 20)
    const before = orders()
    await cycle()
    await stands('open', 'stopped')
    expect(stand.gate.shutter.direction).toBe(0)
    expect(stand.gate.shutter.position).toBeGreaterThan(0)
    expect(pressed(stand.orders.slice(before))).toEqual([])
  })

  test('the power goes at the closed end: unknown until the controller speaks, then closed', async () => {
    stand.gate.pullChain(0)
    await stands('closed')
    await stand.gate.cutPower()
    await stands('unknown')
    const before = orders()
    await stand.gate.restorePower()
    await stands('closed')
    expect(pressed(stand.orders.slice(before))).toEqual([])
  })
})

/** Everything ordered but letting go. */
const pressed = (orders: readonly string[]) =>
  orders.filter((order) => !['OFF', '0', '10', ''].includes(order))
