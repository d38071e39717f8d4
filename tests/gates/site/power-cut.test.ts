import { afterEach, describe, expect, test } from 'vitest'
import { shown } from '#lib/domain/gates/contract/state.ts'
import { simulatedEsphome } from '../../../gate-agent/simulator/controllers/esphome.ts'
import { startLastingMosquitto, type LastingMosquitto } from '../../broker/brokers.ts'
import { until } from '../../until.ts'
import { afternoon, GateStand } from '../gate-stand.ts'
import { makes, type Make } from '../makes.ts'
import type { TestPhone } from '../phone.ts'

/** Reports that lie at the broker for ever, as somebody once placed them or a setting of the controller left them. */
const left: Partial<Record<Make['dialect'], [topic: string, payload: unknown]>> = {
  tasmota: ['stat/cong01/RESULT', { Shutter1: { Position: 0, Direction: 0, Target: 0 } }],
  shelly: ['cong01/status/cover:0', { id: 0, state: 'closed', pos_control: true, current_pos: 0 }],
  zigbee2mqtt: ['zigbee2mqtt/cong01', { moving: 'STOP', position: 0, state: 'CLOSE' }]
}
const power = { topic: 'ups/nguon', mains: 'OL', battery: 'OB' }

let broker: LastingMosquitto
let stand: GateStand
let phone: TestPhone

/** Starts a gate whose controller has reported that it is closed, at a broker that saves what it retains. */
async function closedGate(make: Make) {
  broker = await startLastingMosquitto()
  stand = await GateStand.start({ make, beside: broker, gate: { power } })
  phone = await stand.phone()
  await phone.hears(await phone.ask('CLOSE'), 'completed')
  await until(() => phone.state && shown(phone.state, stand.now()).kind === 'fresh')
  expect(phone.state!.motion).toBe('closed')
  const lies = left[make.dialect]
  if (lies) await stand.says(lies[0], JSON.stringify(lies[1]))
}

/** The power goes for everything beside the gate, and comes back for all but the controller; somebody has pulled the chain. */
async function powerCut(signal: 'SIGKILL' | 'SIGTERM') {
  await stand.stopAgent()
  await broker.saved()
  await broker.fall(signal)
  await stand.gate.cutPower()
  stand.gate.pullChain(100)
  const from = phone.states.length
  await broker.rise()
  stand.startAgent()
  return () => phone.states.slice(from)
}

/** Resolves once the agent has heard everything that lies at the broker: each word is one trip after the last. */
async function heardInAll() {
  for (const word of ['OB', 'OL', 'OB', 'OL']) {
    await stand.says('ups/nguon', word)
    await until(() => phone.state?.power?.mains === (word === 'OL'))
  }
}

afterEach(() => stand.stop())

const kinds = makes.flatMap((make) => [
  { make, dialect: make.dialect, signal: 'SIGTERM' as const },
  { make, dialect: make.dialect, signal: 'SIGKILL' as const }
])

describe.each(kinds)(
  'a power cut beside a gate that speaks $dialect, its broker ended by $signal',
  ({ make, signal }) => {
    test('the controller never returns: nobody hears that the gate is closed, and when it last was is told', async () => {
      await closedGate(make)
      const last = phone.state!.reportedAt!
      const since = await powerCut(signal)
      await heardInAll()
      expect(since().map(({ motion }) => motion)).not.toContain('closed')
      const { motion, reportedAt } = phone.state!
      expect([motion, shown(phone.state!, stand.now()).kind]).toEqual(['unknown', 'unknown'])
      expect(last - reportedAt!).toBeLessThanOrEqual(10_000)
      expect(reportedAt).toBeLessThanOrEqual(last)
      expect(stand.gate.shutter.position).toBe(100)
    })

    test('the controller returns: it is open by its own word, and was never closed meanwhile', async () => {
      await closedGate(make)
      const since = await powerCut(signal)
      await heardInAll()
      await stand.gate.restorePower()
      await until(() => phone.state?.motion === 'open')
      expect(since().map(({ motion }) => motion)).not.toContain('closed')
      expect(shown(phone.state!, stand.now())).toMatchObject({ kind: 'fresh', motion: 'open' })
    })
  }
)

const silent: Make = { ...makes[1]!, controller: simulatedEsphome('cong01', { isSilent: true }) }

test('a controller that only reports changes: unknown after a restart of the agent, closed at its hour, known once it moves', async () => {
  broker = await startLastingMosquitto()
  stand = await GateStand.start({
    make: silent,
    beside: broker,
    gate: { power, schedule: { closeAt: '22:00' } }
  })
  phone = await stand.phone()
  await stand.stopAgent()
  stand.setClock(afternoon + 7 * 3_600_000 - 30_000)
  stand.startAgent()
  await heardInAll()
  expect(phone.state).toMatchObject({ motion: 'unknown', deviceOnline: true })
  stand.ahead += 31_000
  await until(() => stand.log.some(({ kind, source }) => kind === 'accepted' && source === 'schedule'))
  stand.ahead += 6_000
  await until(() => phone.state?.motion === 'closed')
  expect(stand.gate.shutter.position).toBe(0)
})
