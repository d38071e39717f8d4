import { expect, test } from 'vitest'
import type { BookDeps } from '../notebook/book-deps.ts'
import { EmergencyReviews } from './emergency-reviews.ts'
import type { Draft, Outcome } from '../notebook/record.ts'

const command = '01936a1c-8f40-7abc-8def-0123456789ab'

test('a month of a gate’s log is read, once; the commander’s word names the command, in the stream of that gate', async () => {
  const recorded: Draft[] = []
  const asked: [string, number][] = []
  const parts = {
    unit: 'thu',
    recent(stream: string, back: number) {
      asked.push([stream, back])
      return { subscribe: () => ({ unsubscribe() {} }) }
    },
    async record(draft: Draft) {
      recorded.push(draft)
      return { ok: true } as Outcome
    }
  }
  const reviews = new EmergencyReviews(parts as unknown as BookDeps)
  expect([reviews.waiting('cong-1b'), reviews.find('cong-1b', command)]).toEqual([[], undefined])
  expect(asked).toEqual([['gate/cong-1b', 31 * 24 * 3_600_000]])
  await reviews.review('cong-1b', command)
  expect(recorded).toEqual([
    {
      unit: 'thu',
      book: 'gates',
      stream: 'gate/cong-1b',
      type: 'gates.emergency-reviewed',
      body: { command }
    }
  ])
})
