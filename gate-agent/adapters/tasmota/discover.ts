import type { Discovered, KnownGates, Message } from '../dialect.ts'
import { json } from '../json.ts'
import { isPublishTopic } from '#lib/domain/mqtt-topic.ts'
import { configOf, shutterCount } from './config.ts'
import { tasmotaGate, rediscoveredTasmota, type TasmotaState } from './state.ts'

/** The firmware's limit. */
const mostShutters = 16

/** Returns the shutters that a discovery message describes, and as removed those that its controller no longer has. */
export function discoverTasmota(
  { topic, payload }: Message,
  prefix: string,
  known?: KnownGates<TasmotaState>
): Discovered<TasmotaState>[] {
  const device = deviceOf(topic, prefix)
  if (device === null) return []
  if (payload === '') return gone(device, 0, known)
  const config = configOf(json(payload))
  if (!config) return [{ id: device, refused: 'malformed' }]
  const count = shutterCount(config)
  const states = Array.from({ length: Math.min(count, mostShutters) }, (_, at) => tasmotaGate(config, at + 1))
  if (states.some(({ cmnd, stat, tele }) => ![cmnd, stat, tele].every(isPublishTopic)))
    return [{ id: device, refused: 'bad-topic' }]
  return [
    ...states.map((state) => {
      const id = `${device}/${state.shutter}`
      return { id, state: rediscoveredTasmota(gateOf(known, id), state) }
    }),
    ...(known ? gone(device, count, known) : [])
  ]
}

function deviceOf(topic: string, prefix: string): string | null {
  if (!topic.startsWith(`${prefix}/`)) return null
  return /^([\dA-Za-z]+)\/config$/.exec(topic.slice(prefix.length + 1))?.[1] ?? null
}

/** Marks the shutters above this number as removed: the known ones or, without `known`, all possible ones. */
function gone(device: string, above: number, known: KnownGates<TasmotaState> | undefined) {
  return Array.from({ length: mostShutters }, (_, at) => at + 1)
    .filter((shutter) => shutter > above)
    .map((shutter) => `${device}/${shutter}`)
    .filter((id) => !known || gateOf(known, id))
    .map((id) => ({ id, removed: true }) as const)
}

function gateOf(known: KnownGates<TasmotaState> | undefined, id: string): TasmotaState | undefined {
  return known && Object.hasOwn(known.gates, id) ? known.gates[id] : undefined
}
