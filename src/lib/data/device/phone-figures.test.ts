import { expect, test } from 'vitest'
import type { CourierReport } from '#lib/ports/ports.ts'
import { exchangeWatch } from './phone-figures.ts'

type Told = Pick<CourierReport, 'state' | 'lastExchange'>

/** Returns what is kept of reports told at these times, ms. */
function keptOf(reports: readonly (Told & { ms: number })[]) {
  const kept: unknown[] = []
  let ms = 0
  const watch = exchangeWatch({ keep: ({ exchange }) => void kept.push(exchange) }, () => ms)
  for (const { ms: then, ...told } of reports) {
    ms = then
    watch({ audit: null, roles: null, access: null, ...told })
  }
  return kept
}

test('an exchange lasts from its beginning to its success, however often it is told in between', () => {
  expect(
    keptOf([
      { ms: 0, state: 'starting', lastExchange: null },
      { ms: 100, state: 'exchanging', lastExchange: null },
      { ms: 400, state: 'exchanging', lastExchange: null },
      { ms: 900, state: 'idle', lastExchange: 5_000 },
      { ms: 950, state: 'idle', lastExchange: 5_000 },
      { ms: 2_000, state: 'exchanging', lastExchange: 5_000 },
      { ms: 2_300, state: 'idle', lastExchange: 7_000 }
    ])
  ).toEqual([
    { at: 5_000, ms: 800 },
    { at: 7_000, ms: 300 }
  ])
})

test('an exchange that failed, or that another page made, has no time here', () => {
  expect(
    keptOf([
      { ms: 0, state: 'idle', lastExchange: 5_000 },
      { ms: 100, state: 'exchanging', lastExchange: 5_000 },
      { ms: 400, state: 'waiting-for-network', lastExchange: 5_000 },
      { ms: 900, state: 'idle', lastExchange: 8_000 }
    ])
  ).toEqual([])
})
