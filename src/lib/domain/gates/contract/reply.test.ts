import * as v from 'valibot'
import { expect, test } from 'vitest'
import { command, replyTo } from '../../../../../tests/gate-commands.ts'
import { replyStatuses } from './codes.ts'
import { isEnd, mayFollow, Reply } from './reply.ts'

test('what may be told after what; nothing follows an end', () => {
  const after = (from: Parameters<typeof mayFollow>[0]) => replyStatuses.filter((to) => mayFollow(from, to))
  const ends = ['completed', 'stopped', 'obstructed', 'timeout', 'failed'] as const
  expect(after('sent')).toEqual(['accepted', 'refused'])
  expect(after('accepted')).toEqual(['moving', ...ends])
  expect(after('moving')).toEqual(ends)
  for (const end of [...ends, 'refused'] as const) expect([after(end), isEnd(end)]).toEqual([[], true])
  expect([isEnd('sent'), isEnd('accepted'), isEnd('moving')]).toEqual([false, false, false])
})

test('a reply of a newer agent is read, with what it says more left out', () => {
  const refused = replyTo(command('CLOSE'), { verdict: 'refused', refusal: { code: 'LOCKED', by: 'truong' } })
  expect(v.parse(Reply, { ...refused, more: 1 })).toEqual(refused)
  expect(v.parse(Reply, { ...refused, refusal: { code: 'MOON_FULL' } })).toMatchObject({
    refusal: { code: 'MOON_FULL' }
  })
  expect(v.is(Reply, { ...refused, status: 'accepted' })).toBe(false)
  expect(v.is(Reply, { ...refused, refusal: undefined })).toBe(false)
})
