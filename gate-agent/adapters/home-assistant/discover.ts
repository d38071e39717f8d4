import * as v from 'valibot'
import type { Discovered, KnownGates, Message } from '../dialect.ts'
import { withDiscovered, nothingKnown } from '../known-gates.ts'
import { announced, type Entity } from './announced.ts'
import { sensorOf, type Sensor } from './sensor.ts'
import { CoverConfig, SensorConfig, wrong } from './shapes.ts'
import {
  homeAssistantGate,
  rediscoveredHomeAssistant,
  withSensors,
  type HomeAssistantState
} from './state.ts'
import { discoveryTopicOf } from './discovery-topic.ts'

type Found = Discovered<HomeAssistantState>
type All = KnownGates<HomeAssistantState>

/** Returns the gates and obstruction sensors that a message under the discovery prefix describes. */
export function discoverHomeAssistant(message: Message, prefix: string, known: All | undefined): Found[] {
  const place = discoveryTopicOf(message.topic, prefix)
  if (!place) return []
  const said = announced(place, message.payload)
  const here = known ?? nothingKnown
  if ('refused' in said)
    return place.component === 'binary_sensor' ? [] : [{ id: place.id, refused: said.refused }]
  const entities =
    'entities' in said
      ? said.entities
      : place.component === 'device'
        ? toldBy(message.topic, here)
        : [{ id: place.id, component: place.component, config: null }]
  return told(entities, message.topic, here)
}

/** Puts sensors first, so that a gate in the same message finds its own. */
function told(entities: readonly Entity[], source: string, known: All): Found[] {
  const sensors = entities.filter(({ component }) => component === 'binary_sensor')
  const covers = entities.filter(({ component }) => component === 'cover')
  const steps = [
    ...sensors.map((entity) => (now: All) => sensorTold(entity, source, now)),
    ...covers.map((entity) => (now: All) => coverTold(entity, source, now))
  ]
  let now = known
  return steps.flatMap((step) => {
    const found = step(now)
    now = withDiscovered(now, found)
    return found
  })
}

function coverTold({ id, config }: Entity, source: string, known: All): Found[] {
  const before = at(known.gates, id)
  // A topic does not remove a gate that another topic has taken over.
  if (!config) return before && before.source !== source ? [] : [{ id, removed: true }]
  const result = v.safeParse(CoverConfig, config)
  if (!result.success) return [{ id, refused: wrong(result) ?? 'malformed' }]
  const state = rediscoveredHomeAssistant(before, homeAssistantGate(result.output, source))
  return [{ id, state: withSensors(state, sensorsIn(known)) }]
}

function sensorTold({ id, config }: Entity, source: string, known: All): Found[] {
  const key = `binary_sensor/${id}`
  const before = at(known.parts, key) as Sensor | undefined
  if (!config && before && before.source !== source) return []
  const result = config ? v.safeParse(SensorConfig, config) : null
  if (result && !result.success) return []
  const sensor = result ? sensorOf(result.output, id, source) : null
  if (!sensor && !before) return []
  const part: Found = { id: key, part: sensor }
  const now = withDiscovered(known, [part])
  const gates = Object.entries(now.gates)
    .filter(([, gate]) =>
      [sensor, before].some((one) => one?.device.some((key) => gate.device.includes(key)))
    )
    .map(([id, gate]): Found => ({ id, state: withSensors(gate, sensorsIn(now)) }))
  return [part, ...gates]
}

/** Marks everything that this topic announced as removed. */
function toldBy(source: string, { gates, parts }: All): Entity[] {
  const ids = (component: string, all: object, start: number) =>
    Object.entries(all)
      .filter(([, one]) => (one as { source: string }).source === source)
      .map(([id]) => ({ id: id.slice(start), component, config: null }))
  return [...ids('binary_sensor', parts, 'binary_sensor/'.length), ...ids('cover', gates, 0)]
}

function sensorsIn({ parts }: All): Sensor[] {
  return Object.values(parts) as Sensor[]
}

function at<T>(all: Readonly<Record<string, T>>, id: string): T | undefined {
  return Object.hasOwn(all, id) ? all[id] : undefined
}
