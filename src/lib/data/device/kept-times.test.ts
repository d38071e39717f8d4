import { expect, test } from 'vitest'
import { KeptTimes } from './kept-times.ts'

function shelf(...kept: string[]) {
  const items = new Map(kept.map((value) => ['phone-times', value]))
  return {
    items,
    getItem: (name: string) => items.get(name) ?? null,
    setItem: (name: string, value: string) => void items.set(name, value)
  }
}

test('times outlive the page, and of the saves the last fifty', () => {
  const there = shelf()
  const first = new KeptTimes(there)
  first.keep({ lock: 812.4 })
  first.addSaves(Array.from({ length: 49 }, (_, i) => i))
  first.addSaves([100.6, 200])
  // Another tab, or the next start.
  const second = new KeptTimes(there)
  second.keep({ open: 1_200, exchange: { at: 1_790_000_000_000, ms: 900 } })
  const { saves, ...others } = first.all
  expect(others).toEqual({ lock: 812, open: 1_200, exchange: { at: 1_790_000_000_000, ms: 900 } })
  expect([saves.length, saves[0], ...saves.slice(-2)]).toEqual([50, 1, 101, 200])
})

test('what cannot be read counts as nothing, and a full disk stops nobody', () => {
  const none = { lock: null, open: null, saves: [], exchange: null }
  for (const spoilt of ['', 'x', '{', 'null', '7', '{"saves":7}', '{"saves":[null,"a"]}'])
    expect([spoilt, new KeptTimes(shelf(spoilt)).all]).toEqual([spoilt, none])
  const full = {
    getItem: () => null,
    setItem() {
      throw new DOMException('', 'QuotaExceededError')
    }
  }
  expect(() => new KeptTimes(full).keep({ lock: 1 })).not.toThrow()
})
