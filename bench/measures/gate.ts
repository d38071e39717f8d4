import { rateLimit } from '#lib/domain/gates/contract/timers.ts'
import { startAedes, startMosquitto } from '../../tests/broker/brokers.ts'
import { Calls, newCaller, type Caller } from './gate/caller.ts'
import { gateNames, startRow } from './gate/row.ts'
import { floodKinds, stopsUnder } from './gate/stop.ts'
import type { Bench } from '../rounds.ts'
import { median, percentile, rounded } from '../statistics.ts'

const trips = 2_000
const warmUp = 100
const lockdownGates = 50
const gates = gateNames(lockdownGates)
/** Nobody may ask a gate for more than six in a minute. */
const phones = Math.ceil((trips + warmUp) / (lockdownGates * rateLimit))

/**
 * A signed command from the phone to `accepted`, the command on the agent's disk first, beside the broker's own round
 * trip in the same run, in turn; closing 50 gates of one agent at once, from the first command to the last `accepted`; and
 * a STOP from the phone to the controller while 300 messages a second come in, at the worse of both brokers.
 */
export async function gate(bench: Bench) {
  const mosquitto = await onBroker(bench, 'mosquitto')
  const embedded = await onBroker(bench, 'aedes')
  const named = Object.entries(embedded).map(([name, figure]) => [`${name}Embedded`, figure])
  return { trips, lockdownGates, ...mosquitto, ...Object.fromEntries(named) }
}

async function onBroker({ say, runs }: Bench, name: 'mosquitto' | 'aedes') {
  const broker = await { mosquitto: startMosquitto, aedes: startAedes }[name]()
  const url = `ws://127.0.0.1:${broker.port}`
  const callers = Array.from({ length: phones + runs + 2 }, (_, i) => newCaller(i))
  const [flooder, stopper] = callers.slice(-2) as [Caller, Caller]
  const row = await startRow(url, gates, callers)
  const calls = await Calls.connect(url)
  const [rtt, accepted] = await measure(calls, callers)
  say(`  ${name}: ${trips} trips`)
  const lockdowns: number[] = []
  for (let run = 0; run < runs; run++) {
    const all = gates.map((gate) => calls.close(callers[phones + run]!, gate))
    lockdowns.push(await timed(calls, () => Promise.all(all.map((call) => calls.send(call)))))
    say(`  ${name} lockdown ${run + 1}/${runs}: ${Math.round(lockdowns.at(-1)!)} ms`)
  }
  const stops: number[] = []
  for (const kind of floodKinds)
    for (const at of [url, row.localUrl]) {
      const times = await stopsUnder(kind, { ...row, calls, url: at, stopUrl: url, flooder, stopper, gates })
      stops.push(percentile(times, 0.99))
      say(`  ${name} STOP under a flood, ${kind}: ${Math.round(stops.at(-1)!)} ms`)
    }
  await row.stop()
  await calls.leave()
  await broker.stop()
  const p50 = percentile(accepted, 0.5)
  return {
    brokerRttP50Ms: rounded(percentile(rtt, 0.5)),
    acceptedP50Ms: rounded(p50),
    acceptedP99Ms: rounded(percentile(accepted, 0.99)),
    ratio: rounded(p50 / percentile(rtt, 0.5)),
    lockdownMs: rounded(median(lockdowns)),
    stopUnderLoadP99Ms: rounded(Math.max(...stops))
  }
}

/**
 * Round trips and commands in turn, so that whatever else the machine does falls on both, each when nobody has
 * anything left to do of the one before; the first ones warm up.
 */
async function measure(calls: Calls, callers: readonly Caller[]) {
  const [rtt, accepted]: [number[], number[]] = [[], []]
  for (let i = -warmUp; i < trips; i++) {
    const nth = i + warmUp
    const caller = callers[Math.floor(nth / (lockdownGates * rateLimit))]!
    const call = calls.close(caller, gates[nth % lockdownGates]!)
    const times = [await timed(calls, () => calls.echo(call)), await timed(calls, () => calls.send(call))]
    if (i < 0) continue
    rtt.push(times[0]!)
    accepted.push(times[1]!)
  }
  return [rtt, accepted] as const
}

async function timed(calls: Calls, act: () => Promise<unknown>): Promise<number> {
  await calls.quiet()
  const begun = performance.now()
  await act()
  return performance.now() - begun
}
