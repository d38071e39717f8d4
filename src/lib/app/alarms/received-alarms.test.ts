import { expect, test } from 'vitest'
import { serverAccount } from '#lib/domain/roles.ts'
import type { Draft } from '../notebook/record.ts'
import { ReceivedAlarms } from './received-alarms.ts'

const at = Date.UTC(2026, 10, 24, 18, 40)

/** A phone on whose lock screen two alarms were taken note of. */
function phone(refuses: (draft: Draft) => boolean = () => false) {
  const kept = new Map(['a1', 'a2'].map((alarm, i) => [alarm, at + i]))
  const facts: (Draft & { by: string })[] = []
  const parts = {
    unit: 'thu',
    account: 'tu-khoi',
    clockOffset: 5_000,
    push: async () => ({
      received: async () => [...kept].map(([alarm, at]) => ({ alarm, at })),
      forgetReceived: async (alarm: string) => void kept.delete(alarm)
    }),
    stream: (stream: string) => ({
      subscribe(observer: { next(known: Draft[]): void }) {
        observer.next(facts.filter((fact) => fact.stream === stream))
        return { unsubscribe() {} }
      }
    }),
    async recordUnasked(draft: Draft) {
      if (refuses(draft)) return { ok: false, refusal: { code: 'storage-full' } }
      facts.push({ ...draft, by: 'tu-khoi' })
      return { ok: true }
    }
  }
  const write = () => new ReceivedAlarms(parts as never).write()
  return { write, kept, facts }
}

test('what was taken note of on the lock screen is recorded with its own time by the server’s clock, and says nothing more', async () => {
  const { write, kept, facts } = phone()
  await write()
  expect(facts).toEqual(
    ['a1', 'a2'].map((alarm, i) => ({
      unit: 'thu',
      book: 'duty',
      stream: `alarm/${alarm}`,
      type: 'duty.alarm-received',
      at: new Date(at + i + 5_000).toISOString(),
      body: {},
      by: 'tu-khoi'
    }))
  )
  expect(kept.size).toBe(0)
})

test('one that cannot be recorded waits, and one that was recorded before the app died is not recorded twice', async () => {
  let isFull = true
  const { write, kept, facts } = phone(({ stream }) => isFull && stream === 'alarm/a2')
  await write()
  expect([...kept.keys()]).toEqual(['a2'])
  isFull = false
  kept.set('a1', at)
  await write()
  expect([kept.size, facts.map(({ stream }) => stream)]).toEqual([0, ['alarm/a1', 'alarm/a2']])
})

test('what the server has recorded for this person is not recorded again; for another it is', async () => {
  const { write, kept, facts } = phone()
  for (const [alarm, account] of [
    ['a1', 'tu-khoi'],
    ['a2', 'hai-muoi']
  ])
    facts.push({
      unit: 'thu',
      book: 'duty',
      stream: `alarm/${alarm}`,
      type: 'duty.alarm-received',
      body: { account: account! },
      by: serverAccount
    })
  await write()
  expect(kept.size).toBe(0)
  expect(facts.filter(({ by }) => by === 'tu-khoi').map(({ stream }) => stream)).toEqual(['alarm/a2'])
})
