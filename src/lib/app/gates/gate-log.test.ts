import { expect, test } from 'vitest'
import type { StoredFact } from '#lib/domain/stored.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import { latestOf, postponedBy } from './gate-log.svelte.ts'

const event = (minute: number, kind: string, more: object = {}): StoredFact => {
  const at = Date.UTC(2026, 10, 24, 15, minute)
  return {
    id: uuidv7(at, new Uint8Array(10)),
    unit: 'xa-thu',
    book: 'gates',
    stream: 'gate/cong-1b',
    type: 'gates.event-reported',
    at: new Date(at).toISOString(),
    by: 'cong',
    device: 'may',
    n: minute,
    body: { kind, source: 'agent', ...more },
    sig: '',
    sync: 'received',
    tries: 0
  } as StoredFact
}
const kindOf = (...said: Parameters<typeof latestOf>) => {
  const entry = latestOf(...said)
  return entry?.kind === 'report' ? entry.event.kind : entry?.kind
}

test('beside a gate of which nothing is known now no line says that it was reached again', () => {
  const lately = [event(1, 'offline'), event(2, 'online')]
  expect(kindOf({ lately })).toBe('online')
  expect(kindOf({ lately }, true)).toBe('offline')
  expect(kindOf({ lately: [event(2, 'online')] }, true)).toBeUndefined()
  expect(kindOf({ lately: [...lately, event(3, 'power-lost')] }, true)).toBe('power-lost')
})

test('that somebody looked at the picture is no last event of the gate', () => {
  const looked = event(3, 'camera-viewed')
  expect(kindOf({ lately: [event(1, 'local-manual'), looked] })).toBe('local-manual')
  expect(kindOf({ lately: [looked] })).toBeUndefined()
  expect(kindOf({ lately: [looked] }, true)).toBeUndefined()
})

test('who put off a closing is known by the hour to which the gate did so', () => {
  const until = Date.UTC(2026, 10, 24, 17)
  const postponed = (minute: number, kind: string, actor: string, to: number) =>
    event(minute, kind, {
      source: 'app',
      action: 'POSTPONE',
      command: uuidv7(until + minute, new Uint8Array(10)),
      actor,
      until: new Date(to).toISOString()
    })
  const lately = [
    postponed(1, 'completed', 'ba-hue', until),
    postponed(2, 'completed', 'thang', until + 3_600_000),
    postponed(3, 'refused', 'tu-khoi', until)
  ]
  expect(postponedBy({ lately }, until)).toBe('ba-hue')
  expect(postponedBy({ lately }, until + 3_600_000)).toBe('thang')
  expect(postponedBy({ lately }, until + 1)).toBeNull()
})
