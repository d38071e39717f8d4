import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { AlarmCard } from '#lib/domain/alarms/alarm-card.ts'
import { AlarmWorld } from '../../../../tests/alarm-world.ts'
import { openLockedAlarm } from './locked-alarm.svelte.ts'
import type { AlarmKeys } from '#lib/ports/alarm-keys.ts'
import type { Draft } from '../notebook/record.ts'

const card: AlarmCard = {
  unit: { id: 'thu', kind: 'xã', name: 'Thử' },
  roles: ['officer'],
  gates: [
    { gate: 'cong-1b', name: 'Cổng 1B', kind: 'motor' },
    { gate: 'cong-kinh-3', name: 'Cổng Kinh 3', kind: 'motor' },
    { gate: 'cong-chua', name: 'Cổng Chùa', kind: 'hand' }
  ],
  own: ['cong-1b', 'cong-kinh-3', 'cong-chua'],
  groups: [{ group: 'tuyen', name: 'Tuyến', gates: ['cong-1b', 'cong-chua'] }],
  agents: new Map()
}
const night = Date.UTC(2026, 10, 24, 18, 40)
let world: AlarmWorld
let kept: Draft[]
let full: boolean
let torn: boolean

beforeEach(() => {
  vi.useFakeTimers({ now: night })
  world = new AlarmWorld()
  kept = []
  full = torn = false
})
afterEach(() => {
  vi.useRealTimers()
})

async function opened(known: AlarmCard | null = card) {
  const keys = {
    cardOf: async () => known,
    kept: async () => {
      if (torn) throw new Error('torn')
      return kept.map((entry, no) => ({ no, entry }))
    },
    openConnection: async () => world.line,
    keep: async (_: string, draft: Draft) => {
      if (full) throw Object.assign(new Error(), { name: 'QuotaExceededError' })
      kept.push(draft)
    }
  } as unknown as AlarmKeys
  let drawn = 0
  const clock = { now: () => Date.now(), random: (bytes: number) => new Uint8Array(bytes).fill(++drawn) }
  return openLockedAlarm('truc', keys, clock)
}

test('each motor gate of the group gets one CLOSE and no lock; the start and each command wait to be written', async () => {
  const alarm = (await opened())!
  const { kept: saved, commanded } = alarm.start(card.groups[0])
  for (const line of Object.values(world.lines)) line.tell({})
  await vi.advanceTimersByTimeAsync(10_000)
  await commanded
  expect(await saved).toEqual({ ok: true })
  expect(world.asked('cong-1b')).toEqual(['CLOSE'])
  expect(world.asked('cong-kinh-3')).toEqual([])
  expect(kept.map(({ type, stream }) => [type, stream.split('/')[0]])).toEqual([
    ['duty.alarm-started', 'alarm'],
    ['gates.command-attempted', 'gate']
  ])
  expect(kept[0]).toMatchObject({
    at: new Date(night).toISOString(),
    body: { from: 'alarm-key', gates: ['cong-1b', 'cong-chua'], group: 'Tuyến' }
  })
  expect(kept.every(({ at }) => at !== undefined)).toBe(true)
})

test('from a locked phone too, a gate without a decision is not commanded, also by a second hold or after a restart', async () => {
  const gates = card.gates.map((gate) =>
    gate.gate === 'cong-1b' ? gate : { ...gate, undecided: true as const }
  )
  const alarm = (await opened({ ...card, gates }))!
  const { commanded } = alarm.start()
  for (const line of Object.values(world.lines)) line.tell({})
  await vi.advanceTimersByTimeAsync(10_000)
  await commanded
  expect([world.asked('cong-1b'), world.asked('cong-kinh-3')]).toEqual([['CLOSE'], []])
  expect(kept[0]).toMatchObject({
    body: { gates: ['cong-1b', 'cong-kinh-3', 'cong-chua'], leftOut: ['cong-kinh-3', 'cong-chua'] }
  })
  const again = (await opened({ ...card, gates }))!
  expect(again.started).toMatchObject({ gates: ['cong-1b'], leftOut: ['cong-kinh-3', 'cong-chua'] })
  again.closeAgain()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(world.asked('cong-kinh-3')).toEqual([])
})

test('without a signal nothing is sent, later neither, and what was tried is kept all the same', async () => {
  world.state = 'lost'
  const alarm = (await opened())!
  const { commanded } = alarm.start()
  await commanded
  world.state = 'open'
  await vi.advanceTimersByTimeAsync(60_000)
  expect([world.asked('cong-1b'), world.asked('cong-kinh-3')]).toEqual([[], []])
  expect(kept.slice(1).map(({ body }) => body)).toMatchObject([{ code: 'OFFLINE' }, { code: 'OFFLINE' }])
  expect(alarm.left.map(({ id }) => id)).toEqual(['cong-1b', 'cong-kinh-3'])
})

test('an app that was closed in the middle of an alarm shows it again, sends nothing by itself, and closes what is left', async () => {
  const before = (await opened())!
  before.start(card.groups[0])
  for (const line of Object.values(world.lines)) line.tell({})
  await vi.advanceTimersByTimeAsync(10_000)
  world = new AlarmWorld()
  const alarm = (await opened())!
  expect(alarm.started).toMatchObject({ gates: ['cong-1b', 'cong-chua'], leftOut: [], group: 'Tuyến' })
  await vi.advanceTimersByTimeAsync(10_000)
  expect(world.asked('cong-1b')).toEqual([])
  expect(alarm.left.map(({ id }) => id)).toEqual(['cong-1b'])
  alarm.closeAgain()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(world.asked('cong-1b')).toEqual(['CLOSE'])
})

test('where it cannot be read what waits, an alarm can be begun all the same', async () => {
  torn = true
  expect((await opened())!.started).toBeNull()
})

test('a full phone closes its gates and says that nothing was kept', async () => {
  full = true
  const alarm = (await opened())!
  const { kept: saved } = alarm.start()
  for (const line of Object.values(world.lines)) line.tell({})
  await vi.advanceTimersByTimeAsync(10_000)
  expect(await saved).toEqual({ ok: false, refusal: { code: 'storage-full' } })
  expect(world.asked('cong-1b')).toEqual(['CLOSE'])
})

test('a phone without a card that counts does nothing', async () => {
  expect(await opened(null)).toBeNull()
  expect(await opened({ ...card, gates: [] })).toBeNull()
})
