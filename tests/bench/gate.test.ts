import { expect, test } from 'vitest'
import { rateLimit } from '#lib/domain/gates/contract/timers.ts'
import { startAedes, startMosquitto } from '../broker/brokers.ts'
import { Calls, newCaller } from '../../bench/measures/gate/caller.ts'
import { gateNames, startRow } from '../../bench/measures/gate/row.ts'
import { median } from '../../bench/statistics.ts'

const brokers = { mosquitto: startMosquitto, aedes: startAedes }
const commands = 2_000
const oneByOne = 100
// As many as a slow machine beside other tests bears.
const gates = gateNames(8)
/** Nobody may ask a gate for more than six in a minute. */
const each = gates.length * rateLimit

test.each(['mosquitto', 'aedes'] as const)(
  '18 2,000 signed commands on %s: each accepted, and one by one in a few of the broker’s own round trips',
  async (name) => {
    const broker = await brokers[name]()
    const url = `ws://127.0.0.1:${broker.port}`
    const callers = Array.from({ length: Math.ceil(commands / each) }, (_, i) => newCaller(i))
    const row = await startRow(url, gates, callers)
    const calls = await Calls.connect(url)
    const call = (n: number) => calls.close(callers[Math.floor(n / each)]!, gates[n % gates.length]!)
    const timed = async (act: () => Promise<unknown>) => {
      await calls.quiet()
      const begun = performance.now()
      await act()
      return performance.now() - begun
    }
    const [own, accepted]: [number[], number[]] = [[], []]
    for (let n = 0; n < oneByOne; n++) {
      const one = call(n)
      own.push(await timed(() => calls.echo(one)))
      accepted.push(await timed(() => calls.send(one)))
    }
    // The others as in an alarm: all gates at once. One that is never accepted holds the test up for good.
    for (let n = oneByOne; n < commands; n += gates.length)
      await Promise.all(gates.map((_, i) => calls.send(call(n + i))))
    await row.stop()
    await calls.leave()
    await broker.stop()
    // The budget is three, and the bench tells it; on a machine that does other things as well a test says less.
    expect(median(accepted) / median(own)).toBeLessThan(6)
  },
  180_000
)
