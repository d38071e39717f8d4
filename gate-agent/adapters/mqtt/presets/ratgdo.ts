import type { MappingPreset } from './preset.ts'

/** ratgdo with its MQTT firmware; it watches the door itself. Source: ratgdo documentation, MQTT topics. */
export const ratgdo: MappingPreset = {
  parameters: { topic: null },
  mapping: ({ topic }) => {
    const order = (payload: string) => ({ topic: `${topic}/command/door`, payload })
    return {
      open: order('open'),
      close: order('close'),
      stop: order('stop'),
      state: {
        topic: `${topic}/status/door`,
        words: { opening: 'opening', closing: 'closing', open: 'open', closed: 'closed', stopped: 'stopped' }
      },
      obstruction: { topic: `${topic}/status/obstruction`, yes: 'obstructed', no: 'clear' },
      availability: { topic: `${topic}/status/availability`, yes: 'online', no: 'offline' },
      assumed: false
    }
  }
}
