import { expect, test } from 'vitest'
import type { Barring } from './barring.ts'
import { lossOf, lossReason, lostMark, reasonIn } from './loss.ts'

const barring = (reason: string, from = 1): Barring => ({
  fact: `f${from}`,
  by: 'truong',
  reason,
  from,
  until: null
})

test('a loss stands in the reason of a revocation, marked by the app or typed by a person, and no other reason is one', () => {
  const told = (...reasons: string[]) => reasons.map((reason) => lossOf([barring(reason)]))
  const marked = [
    lossReason(''),
    lossReason('ở chợ Phó Sinh'),
    'mất máy, chưa rõ ở đâu',
    lostMark.toUpperCase()
  ]
  expect(told(...marked)).toMatchObject(
    ['', 'ở chợ Phó Sinh', 'chưa rõ ở đâu', ''].map((text) => ({ told: text, by: 'truong', from: 1 }))
  )
  expect(told('Đổi người', 'Mất máyy', 'Chưa mất máy', 'Máy mất')).toEqual([null, null, null, null])
  expect(lossOf(undefined)).toBeNull()
})

test('of several losses the last is told, and the clock runs from when that one was marked', () => {
  const twice = [barring(lossReason('lần đầu')), barring('Đổi người', 5), barring(lossReason('lần sau'), 9)]
  expect(lossOf(twice)).toMatchObject({ told: 'lần sau', from: 9 })
})

test('the mark is read in one’s own language, what was added stays as it is', () => {
  const read = (reason: string) => reasonIn({ reason }, 'Phone lost')
  expect(['Mất máy', 'Mất máy ở chợ', lossReason('ở chợ'), 'Đổi người'].map(read)).toEqual([
    'Phone lost',
    'Phone lost ở chợ',
    'Phone lost: ở chợ',
    'Đổi người'
  ])
})
