import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Envelope } from '#lib/domain/fact.ts'
import { readWriteResults, readTaken, type WriteRow } from './write-results.ts'

const me = 'giu-cong-1'
const fact = (id: string, change: Partial<Envelope> = {}): Envelope => ({
  id,
  unit: 'xa-thu',
  book: 'gates',
  stream: 'gate/a',
  type: 'gates.note-written',
  at: '2026-10-05T01:02:03.004Z',
  by: me,
  device: 'd',
  n: 1,
  body: {},
  sig: 's',
  ...change
})
const forbidden = (id: string, code: string): WriteRow => ({
  id,
  error: 'forbidden',
  reason: JSON.stringify({ code })
})

const fates = ['ok', 'conflict', 'immutable', 'not-allowed', 'held', 'absent'] as const

test('each fact gets its own fate, whatever the order of rows and whichever are missing', () => {
  const fate = fc.constantFrom(...fates)
  fc.assert(
    fc.property(fc.array(fate, { maxLength: 40 }), fc.infiniteStream(fc.nat()), (fates, order) => {
      const offered = fates.map((_, i) => fact(`f${i}`))
      const rows = fates.flatMap((fate, i): WriteRow[] => {
        const id = `f${i}`
        if (fate === 'absent') return []
        if (fate === 'ok') return [{ id, ok: true }]
        if (fate === 'conflict') return [{ id, error: 'conflict' }]
        if (fate === 'held') return [{ id, error: 'held', reason: '{"code":"barred"}' }]
        return [forbidden(id, fate)]
      })
      const keyed = rows.map((row) => ({ row, key: order.next().value as number }))
      const shuffled = keyed.sort((a, b) => a.key - b.key).map(({ row }) => row)
      const { settlements, taken, sessionLost } = readWriteResults(shuffled, offered, me)
      expect(sessionLost).toBe(false)
      expect(settlements.length + taken.length).toBe(offered.length)
      fates.forEach((fate, i) => {
        const settled = settlements.find(({ id }) => id === `f${i}`)
        if (fate === 'conflict' || fate === 'immutable') expect(taken).toContain(`f${i}`)
        else if (fate === 'ok') expect(settled).toEqual({ id: `f${i}`, sync: 'sent' })
        else if (fate === 'held') expect(settled).toEqual({ id: `f${i}`, sync: 'held', reason: 'barred' })
        else if (fate === 'absent') expect(settled).toEqual({ id: `f${i}`, sync: 'waiting' })
        else expect(settled).toEqual({ id: `f${i}`, sync: 'refused', reason: fate })
      })
    })
  )
})

test('a row in words of the server’s own still refuses, under one code', () => {
  const rows = [{ id: 'f1', error: 'forbidden', reason: 'no' }]
  expect(readWriteResults(rows, [fact('f1')], me).settlements).toEqual([
    { id: 'f1', sync: 'refused', reason: 'not-accepted' }
  ])
})

test('an error that is no verdict leaves the fact waiting', () => {
  const rows = [{ id: 'f1', error: 'internal_server_error', reason: 'disk' }]
  expect(readWriteResults(rows, [fact('f1')], me).settlements).toEqual([{ id: 'f1', sync: 'waiting' }])
})

test.each(['signed-out', 'not-author'])('%s of an own fact tells of the session, not of the fact', (code) => {
  expect(readWriteResults([forbidden('f1', code)], [fact('f1')], me)).toEqual({
    settlements: [],
    taken: [],
    sessionLost: true
  })
})

test('a carried fact that nobody may carry is refused', () => {
  const carried = fact('f1', { by: 'someone' })
  expect(readWriteResults([forbidden('f1', 'not-author')], [carried], me).settlements).toEqual([
    { id: 'f1', sync: 'refused', reason: 'not-author' }
  ])
})

test('a taken id is this very fact or another one', () => {
  const offered = new Map(['same', 'other', 'unseen'].map((id) => [id, fact(id)]))
  const served = new Map([
    ['same', fact('same', { via: 'someone' })],
    ['other', fact('other', { body: { a: 1 } })]
  ])
  expect(readTaken([...offered.keys()], offered, served)).toEqual([
    { id: 'same', sync: 'sent', via: 'someone' },
    { id: 'other', sync: 'refused', reason: 'id-taken' },
    { id: 'unseen', sync: 'waiting' }
  ])
})

test('who carried a taken fact is kept with the seal, which covers it; of another signature neither', () => {
  const offered = new Map([['a', fact('a')]])
  const seal = { via: 'ai-do', took: 1, seal: 'x' }
  const sealed = (sig: string) => new Map([['a', fact('a', { ...seal, sig })]])
  expect(readTaken(['a'], offered, sealed('s'))).toEqual([{ id: 'a', sync: 'sent', ...seal }])
  expect(readTaken(['a'], offered, sealed('t'))).toEqual([{ id: 'a', sync: 'sent' }])
})

test('the seal of what one carries is kept whole, with its carrier; without its time it is none', () => {
  const seal = { via: 'ai-do', took: 1, seal: 'x' }
  const results = (row: object) =>
    readWriteResults([{ id: 'a', ok: true, ...row }], [fact('a')], 'ai-do').settlements
  expect(results(seal)).toEqual([{ id: 'a', sync: 'sent', ...seal }])
  expect(results({ via: 'ai-do', seal: 'x' })).toEqual([{ id: 'a', sync: 'sent' }])
})
