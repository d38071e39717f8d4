import { expect, test } from 'vitest'
import { indicatorIds } from '#lib/domain/hui/facts/warning.ts'
import { thresholds } from '#lib/domain/hui/warning/thresholds.ts'
import { lineOf, warnings } from '../../../../../tests/hui/watched-lines.ts'
import type { Inputs } from './inputs.ts'
import { signs as english } from './signs-en.ts'
import { signs as vietnamese } from './signs-vi.ts'

const languages = { vietnamese, english }

/** Every number that a sentence could ask for, each another one. */
const inputs = (read: Set<string>): Inputs =>
  new Proxy(
    {},
    {
      get: (_, name: string) => (read.add(name), 100 + read.size),
      has: () => true
    }
  )

/** Settings of the sample and the share, which the sentence of the bounds says. */
const isBound = (name: string) => name.startsWith('least') || name === 'redShare' || name === 'afterDays'

/** Told by other numbers: how many of them, or how far in the sentence. */
const leftOut = new Set(['R4 early', 'R6 held', 'R9 covers', 'R10 openings', 'R11 run', 'R11 least'])

const line = lineOf(12)
line.round(1, 2, 100)
line.pay(1, 3, 900)
line.hand(1, 900, { to: line.holder(2) })
const [warning] = warnings([line])

for (const [language, t] of Object.entries(languages)) {
  test(`every sign has its words in ${language}, and they blame nobody`, () => {
    for (const id of indicatorIds) {
      const said = [t.names[id], t.says[id]({}), t.lacks[id], t.bounds[id](thresholds), t.steps[id]('')]
      expect(said.join(' ')).not.toMatch(/undefined|NaN|\[object|lừa|gian lận|chiếm đoạt|fraud|cheat|crook/iu)
      for (const text of [t.names[id], t.says[id]({}), t.lacks[id], t.steps[id]('')])
        expect(text).not.toBe('')
      expect(t.says[id]({})).toMatch(/[.]$/)
    }
  })

  test(`a sentence in ${language} says the numbers that its sign was computed from`, () => {
    for (const { id, inputs: own } of warning!.indicators) {
      const read = new Set<string>()
      t.says[id](inputs(read))
      const unsaid = Object.keys(own).filter(
        (name) => !read.has(name) && !isBound(name) && !leftOut.has(`${id} ${name}`)
      )
      expect([id, unsaid]).toEqual([id, []])
    }
  })

  test(`the bounds in ${language} say all of their settings`, () => {
    for (const id of indicatorIds) {
      if (!(id in thresholds) || id === 'R16' || id === 'R20') continue
      for (const [name, value] of Object.entries(thresholds[id as keyof typeof thresholds])) {
        if (name === 'similar' || name === 'mostInHouse' || name === 'leastPeriod') continue
        // Of R11 amber is "where they do not fall".
        if (id === 'R11' && name === 'amber') continue
        const other = {
          ...thresholds,
          [id]: { ...thresholds[id as keyof typeof thresholds], [name]: 98_765 }
        }
        expect([id, name, value, t.bounds[id](other).includes('98765')]).toEqual([id, name, value, true])
      }
    }
  })
}

test('the next step says where', () => {
  expect(vietnamese.steps.R14(vietnamese.at.round(7, 'LT-04'))).toBe(
    'Hỏi chủ hụi giấy giao tiền kỳ 7, dây LT-04.'
  )
  expect(vietnamese.steps.R21(vietnamese.at.line('LT-04'))).toBe('Nhắc chủ hụi nộp thông báo dây LT-04.')
})

test('a bid that falls is said to fall', () => {
  const falling = { rounds: 4, rise: -2_000_000, run: 20, face: 2_000_000 }
  expect(vietnamese.says.R11(falling)).toContain('giảm 100.000')
  expect(vietnamese.says.R11({ ...falling, rise: 2_000_000 })).toContain('tăng 100.000')
})
