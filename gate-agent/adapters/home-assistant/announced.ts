import * as v from 'valibot'
import { isObject, type JsonObject, json } from '../json.ts'
import { spelledOut } from './abbreviations.ts'
import { withBase } from './base-topic.ts'
import { DeviceConfig, wrong } from './shapes.ts'
import type { DiscoveryTopic } from './discovery-topic.ts'

/** A component in a discovery message; no config when it was removed. */
export interface Entity {
  id: string
  component: string
  config: JsonObject | null
}

/** Parsed discovery message. `gone`: everything that this topic announced before was removed. */
export type Announced = { entities: Entity[] } | { gone: true } | { refused: string }

/** Parses both forms of discovery, short and long keys, `~`, and the keys that components inherit from the device. */
export function announced({ component, id }: DiscoveryTopic, payload: string): Announced {
  if (payload === '') return { gone: true }
  const config = json(payload)
  if (!isObject(config)) return { refused: 'not-json' }
  if (Object.keys(config).length === 0) return { gone: true }
  const long = spelledOut(config)
  // The other discovery form is about to take over: change nothing until it does.
  if ('migrate_discovery' in long) return { entities: [] }
  if (component === 'device') return ofDevice(id, long)
  return { entities: [{ id, component, config: withBase(long) }] }
}

/** Keys that components inherit from the root of the device form unless they set their own. */
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

/** Most components of a device: each costs time as it is read. */
const mostComponents = 500

function ofDevice(id: string, root: JsonObject): Announced {
  const components = isObject(root['components'])
    ? Object.entries(root['components']).map(([key, config]) => [key, asComponent(config)] as const)
    : []
  if (components.length > mostComponents) return { refused: 'too-many-components' }
  const refused = wrong(v.safeParse(DeviceConfig, { ...root, components: Object.fromEntries(components) }))
  if (refused !== null) return { refused }
  const given = Object.fromEntries(
    ['device', 'origin', ...inherited].filter((key) => key in root).map((key) => [key, root[key]])
  )
  return {
    entities: components.map(([key, { platform, ...config }]) => ({
      id: `${id}/${key}`,
      component: String(platform),
      config: Object.keys(config).length === 0 ? null : withBase({ ...given, ...config })
    }))
  }
}

function asComponent(config: unknown): JsonObject {
  return isObject(config) ? spelledOut(config) : {}
}
