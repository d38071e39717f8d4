import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Command } from '#lib/domain/gates/contract/command.ts'
import { reportsClosed, shown } from '#lib/domain/gates/contract/state.ts'
import { mappedMakes } from '../mapped/mapped-makes.ts'
import { makes, type Make } from '../makes.ts'
import { settled, SiteStage } from './site-stage.ts'

/** A fifth of the nights that a release is held against: `NIGHTS=10000` plays all, in about a minute. */
const nights = Number(process.env['NIGHTS'] ?? 2_000)
const seed = Number(process.env['SEED'] ?? 20_261_130)

/** A relay is pressed at once, or after the rest between opposite directions: a push later than this has no order, ms. */
const pushWithin = 2_500

const own = { ids: ['cong01'] }
const cover = { '~': 'cong01', cmd_t: '~/set', stat_t: '~/state', pos_t: '~/position', avty_t: '~/status' }
const single = 'homeassistant/cover/cong01/cua/config'
/** Announcements that would make another gate of this one, by dialect. */
const hijacks: Partial<Record<Make['dialect'], [topic: string, payload: object | string][]>> = {
  'home-assistant': [
    [single, { ...cover, '~': 'cong02', uniq_id: 'cong01_cua', dev: own }],
    [single, { ...cover, uniq_id: 'cong01_cua', dev: own, pl_open: 'CLOSE', pl_cls: 'OPEN' }],
    [single, { ...cover, uniq_id: 'cong01_cua', dev: own, stat_t: '#' }],
    [single, ''],
    [
      'homeassistant/device/cong01/config',
      { dev: own, o: { name: 'x' }, cmps: { cua: { ...cover, '~': 'cong02', p: 'cover', uniq_id: 'c' } } }
    ]
  ],
  tasmota: [
    ['tasmota/discovery/D8F15B7E0CB4/config', ''],
    [
      'tasmota/discovery/D8F15B7E0CB4/config',
      { ...JSON.parse(makes[2]!.announced![0]!.payload), t: 'cong02' }
    ]
  ],
  zigbee2mqtt: [
    ['zigbee2mqtt/bridge/devices', []],
    [
      'zigbee2mqtt/bridge/devices',
      [{ ...JSON.parse(makes[4]!.announced![0]!.payload)[0], friendly_name: 'cong02' }]
    ]
  ]
}

/** Words that lie at the broker though nobody says them any more. */
const left: Partial<Record<string, [topic: string, payload: unknown][]>> = {
  'home-assistant': [
    ['cong01/state', 'closed'],
    ['cong01/position', '0'],
    ['cong01/status', 'online']
  ],
  esphome: [
    ['cong01/cover/cua_cuon/state', 'CLOSED'],
    ['cong01/cover/cua_cuon/position/state', '0'],
    ['cong01/status', 'online']
  ],
  tasmota: [
    ['stat/cong01/RESULT', { Shutter1: { Position: 0, Direction: 0, Target: 0 } }],
    ['tele/cong01/LWT', 'Online']
  ],
  shelly: [
    ['cong01/status/cover:0', { id: 0, state: 'closed', pos_control: true, current_pos: 0 }],
    ['cong01/online', 'true']
  ],
  zigbee2mqtt: [['zigbee2mqtt/cong01', { moving: 'STOP', position: 0, state: 'CLOSE' }]],
  mqtt: [
    ['stat/cong01/STATUS10', { StatusSNS: { Switch1: 'ON' } }],
    ['cong01/binary_sensor/closed/state', 'ON'],
    ['cong01/4/get', '1'],
    ['cong01/status/door', 'closed'],
    ['cong01/OUT/STATE', 'CLOSED'],
    ['cong01', { garage_door_contact: true }],
    ['zigbee2mqtt/cong01', { garage_door_contact: true }]
  ]
}

const small = fc.nat({ max: 9 })
const happening = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      ask: fc.constantFrom('OPEN', 'CLOSE', 'CLOSE', 'STOP' as const),
      lateMs: fc.constantFrom(0, 0, 0, 9_000)
    })
  },
  { weight: 4, arbitrary: fc.record({ passMs: fc.constantFrom(1_000, 4_000, 12_000, 12_000, 70_000) }) },
  fc.record({ again: small }),
  fc.record({ stranger: fc.constantFrom('OPEN', 'CLOSE' as const) }),
  fc.record({ cut: fc.constantFrom('noticed', 'unnoticed' as const) }),
  { weight: 3, arbitrary: fc.record({ restore: fc.constant(true) }) },
  fc.record({ fall: fc.constantFrom('killed', 'ended' as const), left: fc.boolean() }),
  {
    weight: 4,
    arbitrary: fc.record({ rise: fc.constantFrom('both', 'both', 'agent', 'controller' as const) })
  },
  fc.record({ save: fc.constant(true) }),
  fc.record({ restart: fc.constant(true) }),
  fc.record({ pull: fc.constantFrom(0, 40, 100) }),
  fc.record({ press: fc.constantFrom('open', 'close', 'stop' as const) }),
  fc.record({ fault: fc.constantFrom(null, null, null, 'stuck-closed', 'stuck-half', 'dead' as const) }),
  { weight: 2, arbitrary: fc.record({ hijack: small }) }
)
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never

const kinds = [
  ...makes.map((make) => ({ name: make.dialect as string, made: () => make, byTurns: false })),
  ...Object.entries(mappedMakes).map(([name, made]) => ({
    name,
    made: () => made().make,
    byTurns: made().byTurns ?? false
  }))
]

/** Plays one night; fails at the first thing that must not be. Gives how often the gate could be shown as closed, and moved. */
async function night(nth: number, happenings: readonly Happening[]) {
  const { made, byTurns } = kinds[nth % kinds.length]!
  const make = made()
  const stage = new SiteStage(make)
  const times = { closed: 0, moved: 0 }
  /** Orders of the agent that no push has answered yet. */
  let open: { act: string; at: number }[] = []
  let [moves, pushes] = [0, 0]

  const look = () => {
    const ordered = stage.agent.moves
    for (const act of ordered.slice(moves)) open.push({ act, at: stage.now })
    moves = ordered.length
    for (const push of stage.pushes.slice(pushes)) {
      times.moved++
      const at = open.findIndex((one) => isAnswer(push as string, one.act, byTurns))
      expect(at, `${String(push)} without an order`).not.toBe(-1)
      open.splice(at, 1)
    }
    pushes = stage.pushes.length
    open = open.filter(({ at }) => stage.now - at <= pushWithin)
    expect(stage.link.sent.filter(({ topic }) => /cong02|^la\//.test(topic))).toEqual([])
    if (!reportsClosed(shown(stage.agent.state, stage.agent.clock))) return
    times.closed++
    expect(stage.saidClosed).toBe(true)
    if (stage.isControllerThere && stage.link.isOpen && !stage.fault) expect(stage.shutter.position).toBe(0)
  }

  stage.connectController()
  await stage.pass(4_000, look)
  const sent: Command[] = []
  for (const one of happenings) {
    const before = stage.agent.moves.length
    const allowed = await happen(stage, one, sent, byTurns)
    await settled()
    const moved = stage.agent.moves.slice(before)
    if ('passMs' in one) await stage.pass(one.passMs, look)
    expect(moved.length).toBeLessThanOrEqual(allowed)
    expect(stage.agent.moves.length - before).toBe(moved.length)
    look()
  }
  return times
}

/** Does it; gives how many orders to the controller it may lead to. */
async function happen(stage: SiteStage, one: Happening, sent: Command[], byTurns: boolean): Promise<0 | 1> {
  const { agent, broker, make } = stage
  if ('ask' in one) {
    const command = agent.command(one.ask)
    sent.push(command)
    if (one.lateMs > 0) await stage.pass(one.lateMs, () => {})
    agent.ask(command)
    return one.lateMs === 0 ? 1 : 0
  }
  if ('again' in one && sent.length > 0) agent.ask(sent[one.again % sent.length]!)
  if ('stranger' in one) agent.ask(agent.command(one.stranger), { signed: false })
  if ('cut' in one) stage.cutPower(one.cut === 'noticed')
  if ('restore' in one) stage.restorePower()
  if ('fall' in one && broker.isUp) {
    stage.fall(one.fall)
    if (one.left)
      for (const [topic, payload] of left[make.dialect] ?? []) broker.leave(topic, textOf(payload))
  }
  if ('rise' in one) {
    stage.rise()
    if (one.rise !== 'controller') stage.connectAgent()
    if (one.rise !== 'agent') stage.connectController()
  }
  if ('save' in one) broker.save()
  if ('restart' in one) await stage.restartAgent()
  // Nobody sees a hand at the wall of a single-button opener between its ends: no gate may be built so that it matters.
  if ('pull' in one && !(byTurns && one.pull === 40)) stage.pull(one.pull)
  if ('press' in one && !byTurns) stage.press(one.press)
  if ('fault' in one) stage.fault = one.fault
  const lies = hijacks[make.dialect]
  if ('hijack' in one && lies) {
    const [topic, payload] = lies[one.hijack % lies.length]!
    broker.publish({ topic, payload: textOf(payload), retain: true })
  }
  return 0
}

const textOf = (payload: unknown) => (typeof payload === 'string' ? payload : JSON.stringify(payload))

/** A single button answers an order with whatever comes by turns. */
const isAnswer = (push: string, act: string, byTurns: boolean) => byTurns || push === act.toLowerCase()

test(`${nights} nights of broken brokers, leftovers, hijacks and lying contacts: no motion without a fresh order, none twice, closed only by a live word`, async () => {
  const times = { closed: 0, moved: 0 }
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.array(happening, { maxLength: 30 }), async (nth, happenings) => {
      const { closed, moved } = await night(nth, happenings)
      times.closed += closed
      times.moved += moved
    }),
    { numRuns: nights, seed }
  )
  // Where nothing is ever shown or moved, nothing wrong is.
  expect(times.closed).toBeGreaterThan(nights)
  expect(times.moved).toBeGreaterThan(nights / 2)
}, 600_000)
