import * as v from 'valibot'
import { isObject, type JsonObject, json } from '../json.ts'
import { spelledOut } from './abbreviations.ts'
import { withBase } from './base-topic.ts'
import { DeviceConfig, wrong } from './shapes.ts'
import type { DiscoveryTopic } from './discovery-topic.ts'

/** One component that a discovery message speaks of; no config: it is gone. */
export interface Entity {
  id: string
  component: string
  config: JsonObject | null
}

/** What a discovery message says. `gone`: everything that this topic told of before. */
export type Announced = { entities: Entity[] } | { gone: true } | { refused: string }

/** Reads both forms of discovery, short and long spellings, `~`, and what a device's components inherit. */
export function announced({ component, id }: DiscoveryTopic, payload: string): Announced {
  if (payload === '') return { gone: true }
  const config = json(payload)
  if (!isObject(config)) return { refused: 'not-json' }
  if (Object.keys(config).length === 0) return { gone: true }
  const long = spelledOut(config)
  // The other form is about to take over: nothing changes until it does.
  if ('migrate_discovery' in long) return { entities: [] }
  if (component === 'device') return ofDevice(id, long)
  return { entities: [{ id, component, config: withBase(long) }] }
}

/** What components take over from the root of the device form where they say nothing themselves. */
const inherited = [
  'availability',
  'availability_mode',
  'availability_template',
  'availability_topic',
  'command_topic',
  'encoding',
  'payload_available',
  'payload_not_available',
  'qos',
  'state_topic'
]

function ofDevice(id: string, root: JsonObject): Announced {
  const components = isObject(root['components'])
    ? Object.entries(root['components']).map(([key, config]) => [key, asComponent(config)] as const)
    : []
  const refused = wrong(v.safeParse(DeviceConfig, { ...root, components: Object.fromEntries(components) }))
  if (refused !== null) return { refused }
  const given = Object.fromEntries(
    ['device', 'origin', ...inherited].filter((key) => key in root).map((key) => [key, root[key]])
  )
  return {
    entities: components.map(([key, { platform, ...config }]) => ({
      id: `${id}/${key}`,
      component: String(platform),
      config: Object.keys(config).length === 0 ? null : { ...given, ...withBase(config) }
    }))
  }
}

function asComponent(config: unknown): JsonObject {
  return isObject(config) ? spelledOut(config) : {}
}
