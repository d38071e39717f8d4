import { beforeEach, expect, test } from 'vitest'
import { refuse } from '#lib/domain/rules.ts'
import { canonicalString } from '#lib/domain/canonical.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { idTime } from '#lib/domain/uuid.ts'
import { record, type Draft, type RecordDeps } from './record.ts'

const now = Date.UTC(2026, 9, 5, 1, 2, 3)
const draft: Draft<'gates.note-written'> = {
  unit: 'xa-thu',
  book: 'gates',
  stream: 'gate/ap-1b',
  type: 'gates.note-written',
  body: { what: 'closed', reason: 'Có người lạ', who: 'Tư Khởi' }
}

let saved: Envelope[]
let recorder: RecordDeps & { fails: unknown }

beforeEach(() => {
  saved = []
  recorder = {
    fails: null,
    clock: { now: () => now },
    refuse,
    identity: { account: 'giu-cong', roles: ['xa-thu:keeper'] },
    device: { id: 'd'.repeat(43), sign: async (text) => fakeSignature(text) },
    store: {
      async append(_, __, make) {
        const fact = await make(saved.length + 1)
        if (recorder.fails) throw recorder.fails
        if (fact) saved.push(fact)
      }
    }
  }
})

const fakeSignature = (text: string) =>
  Buffer.from(text).toString('base64url').padEnd(85, 'A').slice(-85) + 'A'

test('completes, signs and saves a draft that the rule allows', async () => {
  const outcome = await record(draft, recorder)
  if (!outcome.ok) throw new Error(outcome.refusal.code)
  const [fact] = saved
  expect(outcome.fact).toEqual(fact)
  expect(fact).toMatchObject({ ...draft, at: '2026-10-05T01:02:03.000Z', by: 'giu-cong', n: 1 })
  expect(fact!.sig).toBe(fakeSignature(canonicalString(fact!)))
  const actor = { name: 'giu-cong', roles: ['xa-thu:keeper'] }
  expect(refuse(fact, null, actor, { unit: 'xa-thu', book: 'gates' })).toBeNull()
})

test('ids sort in the order of saving, also within one millisecond', async () => {
  for (let i = 0; i < 5; i++) await record(draft, recorder)
  const ids = saved.map(({ id }) => id)
  expect(ids).toEqual([...ids].sort())
  expect(new Set(ids).size).toBe(5)
  expect(idTime(ids[0]!)).toBeGreaterThanOrEqual(now)
})

test('keeps the time its author gives, but not one in the future', async () => {
  const past = await record({ ...draft, at: '2026-10-01T00:00:00.000Z' }, recorder)
  expect(past).toMatchObject({ ok: true, fact: { at: '2026-10-01T00:00:00.000Z' } })
  const ahead = await record({ ...draft, at: new Date(now + 3_600_000).toISOString() }, recorder)
  expect(ahead).toEqual({ ok: false, refusal: { code: 'in-future' } })
  const slip = await record({ ...draft, at: '0202-11-24T10:00:00.000Z' }, recorder)
  expect(slip).toEqual({ ok: false, refusal: { code: 'long-past' } })
  expect(saved).toHaveLength(1)
})

test.each([
  ['too-large', { ...draft, body: { ...draft.body, reason: 'x'.repeat(70_000) } }],
  ['not-nfc', { ...draft, body: { ...draft.body, reason: 'đóng cổng'.normalize('NFD') } }],
  ['not-well-formed', { ...draft, body: { ...draft.body, reason: 'hỏng \ud800' } }],
  ['malformed', { ...draft, body: { ...draft.body, reason: ' \u200b' } }],
  ['malformed', { ...draft, body: { ...draft.body, reason: 'a\u202eb' } }],
  ['wrong-place', { ...draft, stream: 'shift/1' }]
])('refuses %s with a word, and saves nothing', async (code, bad) => {
  expect(await record(bad, recorder)).toMatchObject({ ok: false, refusal: { code } })
  expect(saved).toEqual([])
})

test('refuses what the roles do not allow', async () => {
  recorder.identity = { account: 'ubnd', roles: ['xa-thu:ubnd'] }
  expect(await record(draft, recorder)).toEqual({ ok: false, refusal: { code: 'not-allowed' } })
})

test.each([
  ['storage-full', new DOMException('the phone is full', 'QuotaExceededError')],
  ['another-tab-writes', new DOMException('another tab writes', 'TimeoutError')],
  ['storage-broken', new Error('disk')]
])('tells %s instead of throwing', async (code, problem) => {
  recorder.fails = problem
  expect(await record(draft, recorder)).toEqual({ ok: false, refusal: { code } })
})

test('once a clock that was years ahead is put right, ids tell the right time again', async () => {
  const ahead = now + 3 * 365 * 86_400_000
  for (const told of [ahead, now, now]) {
    recorder.clock.now = () => told
    await record(draft, recorder)
  }
  const [first, second, third] = saved.map(({ id }) => idTime(id))
  expect([first! - ahead, second! - now, third! - now]).toEqual([0, 0, 1])
})

test('a clock that goes back by a moment leaves ids in the order of saving', async () => {
  for (const step of [0, -300, -900]) {
    recorder.clock.now = () => now + 10_000_000 + step
    await record(draft, recorder)
  }
  const ids = saved.map(({ id }) => id)
  expect(ids).toEqual([...ids].sort())
})

test('refuses a marking of a state secret wherever it stands, before a number is taken or anything is signed', async () => {
  const untouched = { ...recorder, store: { append: () => Promise.reject(new Error('asked')) } }
  for (const field of ['reason', 'who'] as const) {
    const marked = { ...draft, body: { ...draft.body, [field]: 'Kế hoạch số 5\nTỐI MẬT' } }
    const refusal = { code: 'secret-marking', at: `body.${field}` }
    expect(await record(marked, untouched)).toEqual({ ok: false, refusal })
  }
  const ordinary = { ...draft, body: { ...draft.body, reason: '2 chai mật, MẬT KHẨU điện thoại' } }
  expect(await record(ordinary, recorder)).toMatchObject({ ok: true })
})
