import * as v from 'valibot'
import { isObject } from '../json.ts'
import { esphomeButtons, esphomeSwitches } from './presets/esphome.ts'
import { openbekenRelays } from './presets/openbeken.ts'
import { opengarage } from './presets/opengarage.ts'
import type { MappingPreset } from './presets/preset.ts'
import { ratgdo } from './presets/ratgdo.ts'
import { tasmotaButton, tasmotaRelays } from './presets/tasmota.ts'
import { zigbeeGarage } from './presets/zigbee.ts'

/** Presets by the names that operators write. */
export const presets: Readonly<Record<string, MappingPreset>> = {
  'tasmota-relays': tasmotaRelays,
  'tasmota-button': tasmotaButton,
  'esphome-switches': esphomeSwitches,
  'esphome-buttons': esphomeButtons,
  'openbeken-relays': openbekenRelays,
  ratgdo,
  opengarage,
  'zigbee-garage': zigbeeGarage
}

/**
 * Expands a named preset with its parameters into a mapping. What the operator writes besides wins, field by field and
 * contact by contact; null leaves a field of the preset out. A mapping without a preset stays as it is.
 */
export const expanded = v.rawTransform<Record<string, unknown>, Record<string, unknown>>(
  ({ dataset: { value: given }, addIssue, NEVER }) => {
    const { preset: name, ...own } = given
    if (name === undefined) return own
    const refused = (key: string, value: unknown, message: string) => {
      addIssue({ message, path: [{ type: 'object', origin: 'value', input: given, key, value }] })
      return NEVER
    }
    if (typeof name !== 'string' || !Object.hasOwn(presets, name)) return refused('preset', name, 'preset')
    const { parameters, mapping } = presets[name]!
    const values: Record<string, string> = {}
    for (const [key, otherwise] of Object.entries(parameters)) {
      const value = own[key] ?? otherwise
      if (typeof value !== 'string' || !/^[^+#\0]+$/.test(value)) return refused(key, own[key], 'parameter')
      values[key] = value
      delete own[key]
    }
    return merged(mapping(values), own)
  }
)

function merged(preset: object, own: Record<string, unknown>): Record<string, unknown> {
  const all: Record<string, unknown> = { ...preset, ...own }
  const { contacts } = preset as { contacts?: object }
  if (contacts && isObject(own['contacts'])) all['contacts'] = left({ ...contacts, ...own['contacts'] })
  return left(all)
}

const left = (all: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null))
