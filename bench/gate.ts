import { rateLimit } from '#lib/domain/gates/contract/timers.ts'
import { startAedes, startMosquitto } from '../tests/broker/brokers.ts'
import { Calls, newCaller } from './gate/caller.ts'
import { gateNames, startRow } from './gate/row.ts'
import type { Bench } from './rounds.ts'
import { median, percentile, rounded } from './statistics.ts'

const trips = 2_000
const lockdownGates = 50
/** As long as a signed command. */
const filler = 'x'.repeat(560)

/**
 * A signed command from the phone to `accepted`, the command on the agent's disk first, beside the broker's own round
 * trip in the same run, in turn; and closing 50 gates of one agent at once, from the first command to the last `accepted`.
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
  const calls = await Calls.connect(url)
  // Nobody may ask for more than six in a minute.
  const callers = Array.from({ length: Math.ceil((trips + 100) / rateLimit) }, (_, i) => newCaller(i))
  const one = await startRow(url, 1, callers)
  const [rtt, accepted] = await measure(calls, callers, gateNames(1)[0]!)
  await one.stop()
  say(`  ${name}: ${trips} trips`)
  const row = await startRow(url, lockdownGates, callers)
  const lockdowns: number[] = []
  for (let run = 0; run < runs; run++) {
    const begun = performance.now()
    const sends = gateNames(lockdownGates).map((gate) => calls.close(callers[run]!, gate))
    await Promise.all(sends.map((send) => send()))
    lockdowns.push(performance.now() - begun)
    say(`  ${name} lockdown ${run + 1}/${runs}: ${Math.round(lockdowns.at(-1)!)} ms`)
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
    lockdownMs: rounded(median(lockdowns))
  }
}

/** Round trips and commands in turn, so that whatever else the machine does falls on both; the first ones warm up. */
async function measure(calls: Calls, callers: ReturnType<typeof newCaller>[], gate: string) {
  const [rtt, accepted]: [number[], number[]] = [[], []]
  for (let i = -50; i < trips; i++) {
    const begun = performance.now()
    await calls.echo(filler)
    const middle = performance.now()
    const send = calls.close(callers[(i + 50) % callers.length]!, gate)
    const signed = performance.now()
    await send()
    if (i < 0) continue
    rtt.push(middle - begun)
    accepted.push(performance.now() - signed)
  }
  return [rtt, accepted] as const
}
