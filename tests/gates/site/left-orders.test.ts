import mqtt from 'mqtt'
import { afterEach, describe, expect, test } from 'vitest'
import { until } from '../../until.ts'
import { GateStand } from '../gate-stand.ts'
import { makes, type Make } from '../makes.ts'

/** An order to open, as each make takes it. */
const opens: Readonly<Record<string, readonly [topic: string, payload: string]>> = {
  'home-assistant': ['cong01/set', 'OPEN'],
  esphome: ['cong01/cover/cua_cuon/command', 'OPEN'],
  tasmota: ['cmnd/cong01/ShutterOpen1', '1'],
  shelly: ['cong01/rpc', JSON.stringify({ id: 1, src: 'la', method: 'Cover.Open', params: { id: 0 } })],
  zigbee2mqtt: ['zigbee2mqtt/cong01/set', JSON.stringify({ state: 'OPEN' })]
}

let stand: GateStand
afterEach(() => stand.stop())

/** What the broker beside the gate retains on a topic; null: nothing. */
async function retained(topic: string): Promise<string | null> {
  const client = await mqtt.connectAsync(stand.localUrl, { protocolVersion: 5 })
  let found: string | null = null
  const mark = `dau/${Math.random()}`
  const done = new Promise<void>((resolve) =>
    client.on('message', (on, payload) => {
      if (on === mark) resolve()
      else found = String(payload)
    })
  )
  await client.subscribeAsync([topic, mark], { qos: 1 })
  await client.publishAsync(mark, '1', { qos: 1 })
  await done
  await client.endAsync(true)
  return found
}

async function cleared(topic: string) {
  let isClear = false
  const look = async () => {
    while (!isClear) isClear = (await retained(topic)) === null
  }
  await Promise.all([look(), until(() => isClear)])
}

describe.each(makes)('an order that somebody left at the broker beside a gate ($dialect)', (make: Make) => {
  const [topic, payload] = opens[make.dialect]!

  test('left while the controller is away, it is taken away before it comes back, and told', async () => {
    stand = await GateStand.start({ make, position: 0 })
    await stand.gate.cutPower()
    await until(() => stand.phones[0]!.state?.deviceOnline === false)
    await stand.says(topic, payload)
    await cleared(topic)
    await until(() => stand.alerts.includes('retained-command'))
    expect(stand.refusals).toEqual(['RETAINED'])
    await stand.gate.restorePower()
    await stand.ready()
    expect([stand.gate.ordered, stand.gate.shutter.position]).toEqual([[], 0])
  })

  test('left before the agent comes, it is taken away before the controller comes back', async () => {
    stand = await GateStand.start({ make, position: 0 })
    await stand.stopAgent()
    await stand.gate.cutPower()
    await stand.says(topic, payload)
    stand.startAgent()
    await cleared(topic)
    await until(() => stand.alerts.includes('retained-command'))
    await stand.gate.restorePower()
    await stand.ready()
    expect([stand.gate.ordered, stand.gate.shutter.position]).toEqual([[], 0])
  })

  test('left while the controller listens, it has been obeyed once, and is not again', async () => {
    stand = await GateStand.start({ make, position: 50 })
    await stand.says(topic, payload)
    await until(() => stand.gate.shutter.position === 100)
    await stand.gate.cutPower()
    await cleared(topic)
    await until(() => stand.alerts.includes('retained-command'))
    stand.gate.pullChain(0)
    await stand.gate.restorePower()
    await stand.ready()
    expect([stand.gate.ordered, stand.gate.shutter.position]).toEqual([['open'], 0])
  })
})
