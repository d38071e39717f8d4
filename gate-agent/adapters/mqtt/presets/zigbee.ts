import type { MappingPreset } from './preset.ts'

/**
 * A Zigbee garage module (Tuya TS0601 and such) behind zigbee2mqtt: it presses the opener's single button, and has a
 * contact, true when closed. Source: zigbee-herdsman-converters, `trigger` and `garage_door_contact`.
 */
export const zigbeeGarage: MappingPreset = {
  parameters: { topic: null, contact: 'garage_door_contact' },
  mapping: ({ topic, contact }) => ({
    button: { topic: `${topic}/set`, payload: { trigger: true } },
    pauseSeconds: 0.3,
    contacts: { closed: { topic: topic!, pointer: `/${contact}`, yes: true, no: false } },
    availability: [
      { topic: `${topic}/availability`, template: '{{ value_json.state }}', yes: 'online', no: 'offline' }
    ]
  })
}
