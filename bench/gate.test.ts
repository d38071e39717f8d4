import { expect, test } from 'vitest'
import { onBroker } from './gate.ts'

/** The budget is three, and `npm run bench` tells it; on a machine that does other things as well a test says less. */
const fewRoundTrips = 6

test.each(['mosquitto', 'aedes'] as const)(
  '18 2,000 signed commands on %s: each accepted, in a few of the broker’s own round trips',
  async (broker) => {
    const { ratio } = await onBroker({ runs: 1, say: () => {} }, broker)
    expect(ratio).toBeLessThan(fewRoundTrips)
  },
  300_000
)
