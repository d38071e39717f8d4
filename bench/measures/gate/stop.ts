import { setTimeout as after } from 'node:timers/promises'
import mqtt, { type MqttClient } from 'mqtt'
import { sealed } from '#lib/domain/gates/contract/envelope.ts'
import { topicOf } from '#lib/domain/gates/contract/topics.ts'
import { unit, type Caller, type Calls } from './caller.ts'

/** Messages a second, and how often STOP is asked for among them. */
const flood = 300
const stops = 100
const everyMs = 100

/** Makes what a flood consists of: commands of a right key above its limit, with a wrong signature, and no commands at all. */
const floods = {
  signed: (calls: Calls, caller: Caller, gate: string) => calls.order('CLOSE', caller, gate),
  forged(calls: Calls, caller: Caller, gate: string) {
    const call = calls.order('STOP', caller, gate)
    const { p } = JSON.parse(call.payload) as { p: string }
    return { ...call, payload: sealed({ p: p.replace('STOP', 'CLOSE'), s: caller.device.sign(p) }) }
  },
  garbage(_: Calls, { holder: { account } }: Caller, gate: string) {
    const topic = topicOf({ kind: 'command', unit, gate, account })
    return { topic, payload: `{"p":"${'x'.repeat(900)}"`, properties: {} }
  }
}
export type FloodKind = keyof typeof floods
export const floodKinds = Object.keys(floods) as FloodKind[]

/** Names where the flood comes in, where the STOP does, and who sends them to which gates of one agent. */
interface Flooded {
  url: string
  stopUrl: string
  localUrl: string
  calls: Calls
  flooder: Caller
  stopper: Caller
  gates: readonly string[]
}

/**
 * Floods one gate with 300 messages a second at `url`, asks another gate of the same agent to stop ten times a second at
 * `stopUrl`, and returns how long each STOP took from the sender to the controller's own topic, ms.
 */
export async function stopsUnder(kind: FloodKind, at: Flooded): Promise<number[]> {
  const { url, stopUrl, localUrl, calls, flooder, stopper, gates } = at
  const [flooded, stopped] = [gates[0]!, gates[1]!]
  const client = await mqtt.connectAsync(url, { protocolVersion: 5, reconnectPeriod: 0 })
  const phone = await mqtt.connectAsync(stopUrl, { protocolVersion: 5, reconnectPeriod: 0 })
  const ear = await mqtt.connectAsync(localUrl, { protocolVersion: 5, reconnectPeriod: 0 })
  const told = heardOn(ear)
  await ear.subscribeAsync(`${stopped}/set`, { qos: 0 })
  const batch = flood / 50
  const pour = setInterval(() => {
    for (let i = 0; i < batch; i++) {
      const { topic, payload, properties } = floods[kind](calls, flooder, flooded)
      client.publish(topic, payload, { qos: 1, properties })
    }
  }, 20)
  const times: number[] = []
  // The first second fills what may fill.
  await after(1_000)
  for (let i = 0; i < stops; i++) {
    const call = calls.order('STOP', stopper, stopped)
    const begun = performance.now()
    const heard = told()
    phone.publish(call.topic, call.payload, { qos: 1, properties: call.properties })
    times.push((await heard) - begun)
    await after(everyMs)
  }
  clearInterval(pour)
  await Promise.all([client, phone, ear].map((one) => one.endAsync(true)))
  return times
}

/** Returns a function that waits for the next STOP, and gives the time at which it came. */
function heardOn(ear: MqttClient): () => Promise<number> {
  let next: ((at: number) => void) | null = null
  ear.on('message', (_topic, payload) => {
    if (String(payload) === 'STOP') next?.(performance.now())
  })
  return () => new Promise((resolve) => (next = resolve))
}
