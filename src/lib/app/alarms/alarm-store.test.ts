import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { AlarmWorld, order } from '../../../../tests/alarm-world.ts'
import { gateState } from '../../../../tests/faulty-connection.ts'
import { raisedAgainAt } from './alarm-store.svelte.ts'

const night = Date.UTC(2026, 10, 24, 18, 40)
let world: AlarmWorld
beforeEach(() => {
  vi.useFakeTimers({ now: night })
  world = new AlarmWorld()
})
afterEach(() => vi.useRealTimers())

const soon = () => vi.advanceTimersByTimeAsync(10)

describe('starting', () => {
  test('commands every motor gate at once with a command of its own, and writes the alarm down', async () => {
    const { alarms, controls } = world.open()
    const { id, saved } = alarms.start(order, controls)
    await soon()
    expect([world.asked('cong-1b'), world.asked('cong-kinh-3')]).toEqual([['CLOSE'], ['CLOSE']])
    expect(world.lines['cong-1b']!.asks[0]!.id).not.toBe(world.lines['cong-kinh-3']!.asks[0]!.id)
    expect((await saved!).ok).toBe(true)
    expect(world.written('duty.alarm-started')).toMatchObject([
      {
        book: 'duty',
        stream: `alarm/${id}`,
        at: new Date(night).toISOString(),
        body: { gates: ['cong-1b', 'cong-kinh-3', 'cong-ben-do'], group: 'Tuyến Quản Lộ', from: 'app' }
      }
    ])
  })

  test('a gate without a decision is covered and called for, and not commanded; the alarm is raised all the same', async () => {
    const { alarms, controls } = world.open()
    const { id, saved } = alarms.start({ ...order, leftOut: order.gates.slice(1) }, controls)
    await soon()
    expect([world.asked('cong-1b'), world.asked('cong-kinh-3')]).toEqual([['CLOSE'], []])
    expect((await saved!).ok).toBe(true)
    expect(world.written('duty.alarm-started')).toMatchObject([
      {
        body: {
          gates: ['cong-1b', 'cong-kinh-3', 'cong-ben-do'],
          leftOut: ['cong-kinh-3', 'cong-ben-do']
        }
      }
    ])
    expect(world.told(id)).toMatchObject({ gates: ['cong-1b'], leftOut: ['cong-kinh-3', 'cong-ben-do'] })
    const alone = alarms.start({ ...order, leftOut: order.gates }, controls)
    expect((await alone.saved!).ok).toBe(true)
    expect(world.asked('cong-kinh-3')).toEqual([])
  })

  test('police locks each gate once it has answered; a gate under maintenance keeps its own lock', async () => {
    const lock = { kind: 'maintenance', by: 'tho', since: night } as const
    world.lines['cong-kinh-3']!.tell({ state: gateState({ gate: 'cong-kinh-3', lock }) })
    const { alarms, controls } = world.open()
    // Screens listen while they show a gate.
    const listening = world.line.heard('cong-kinh-3').subscribe({ next() {}, error() {} })
    const { commanded } = alarms.start(order, controls)
    await soon()
    world.lines['cong-1b']!.reply('accepted')
    world.lines['cong-kinh-3']!.reply('refused')
    await vi.advanceTimersByTimeAsync(4_000)
    await commanded
    expect(world.asked('cong-1b')).toEqual(['CLOSE', 'LOCK'])
    expect(world.lines['cong-1b']!.asks[1]).toMatchObject({ lock: 'alarm' })
    expect(world.asked('cong-kinh-3')).toEqual(['CLOSE'])
    listening.unsubscribe()
  })

  test('a gate that refuses for want of a decision is not locked either', async () => {
    const { alarms, controls } = world.open()
    const { commanded } = alarms.start(order, controls)
    await soon()
    world.lines['cong-1b']!.reply('refused', undefined, { code: 'NOT_ALLOWED', why: 'no-decision' })
    world.lines['cong-kinh-3']!.reply('refused', undefined, { code: 'OBSTRUCTED' })
    await vi.advanceTimersByTimeAsync(10_000)
    await commanded
    expect(world.asked('cong-1b')).toEqual(['CLOSE'])
    expect(world.asked('cong-kinh-3')).toEqual(['CLOSE', 'LOCK'])
  })

  test('a keeper closes and locks nothing', async () => {
    const { alarms, controls } = world.open(['keeper'])
    alarms.start(order, controls)
    await vi.advanceTimersByTimeAsync(4_000)
    expect(world.asked('cong-1b')).toEqual(['CLOSE'])
  })

  test('a drill is marked in each command, in each log and in the record', async () => {
    const { alarms, controls } = world.open()
    alarms.start({ ...order, drill: true }, controls)
    await vi.advanceTimersByTimeAsync(10_000)
    const asks = Object.values(world.lines).flatMap(({ asks }) => asks)
    expect(asks.length).toBe(4)
    for (const ask of asks) expect(ask.drill).toBe(true)
    for (const draft of world.recorded) expect(draft.body).toMatchObject({ drill: true })
  })

  test('the sirens are asked for in a drill where its starter chose that, and in no command otherwise', async () => {
    const { alarms, controls } = world.open()
    alarms.start({ ...order, drill: true, siren: true }, controls)
    await vi.advanceTimersByTimeAsync(10_000)
    const asks = Object.values(world.lines).flatMap(({ asks }) => asks)
    const closing = asks.filter(({ action }) => action === 'CLOSE')
    expect(closing.map(({ siren, drill }) => [siren, drill])).toEqual(closing.map(() => [true, true]))
    expect(asks.filter((ask) => ask.action !== 'CLOSE' && ask.siren)).toEqual([])
    alarms.start(order, controls)
    await vi.advanceTimersByTimeAsync(10_000)
    const later = Object.values(world.lines).flatMap(({ asks }) => asks)
    expect(later.filter(({ siren }) => siren)).toHaveLength(closing.length)
  })

  test('without a signal nothing is sent, each gate’s log says so, and the alarm is written down all the same', async () => {
    world.state = 'lost'
    const { alarms, controls } = world.open()
    const { saved, commanded } = alarms.start(order, controls)
    await commanded
    expect((await saved!).ok).toBe(true)
    expect([world.asked('cong-1b'), world.asked('cong-kinh-3')]).toEqual([[], []])
    expect(world.written('gates.command-attempted').map(({ body }) => body)).toMatchObject([
      { action: 'CLOSE', outcome: 'refused', code: 'OFFLINE' },
      { action: 'CLOSE', outcome: 'refused', code: 'OFFLINE' }
    ])
  })

  test('a line that is just being made is waited for a moment, and never longer', async () => {
    world.state = 'connecting'
    const { alarms, controls } = world.open()
    alarms.start(order, controls)
    await vi.advanceTimersByTimeAsync(900)
    expect(world.asked('cong-1b')).toEqual([])
    expect(world.written('gates.command-attempted')).toEqual([])
    world.state = 'open'
    world.lines['cong-1b']!.tell({})
    await soon()
    expect(world.asked('cong-1b')).toEqual(['CLOSE'])
    world.state = 'connecting'
    await vi.advanceTimersByTimeAsync(4_000)
    world.state = 'open'
    world.lines['cong-kinh-3']!.tell({})
    await vi.advanceTimersByTimeAsync(60_000)
    expect(world.asked('cong-kinh-3')).toEqual([])
  })
})

test('tells when an alarm was raised again, unless that was at the same moment', () => {
  const startedAt = '2026-11-24T15:00:00.000Z'
  const again = (raisedAt: string) => raisedAgainAt({ startedAt, raisedAt })
  expect([again(startedAt), again('2026-11-24T15:00:59.999Z')]).toEqual([null, null])
  expect(again('2026-11-24T15:01:00.000Z')).toBe(Date.parse('2026-11-24T15:01:00.000Z'))
})
