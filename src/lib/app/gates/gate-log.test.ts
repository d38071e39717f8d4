import { expect, test } from 'vitest'
import type { StoredFact } from '#lib/domain/stored.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import { latestOf } from './gate-log.svelte.ts'

const event = (minute: number, kind: string): StoredFact => {
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
    body: { kind, source: 'agent' },
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
