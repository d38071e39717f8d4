import type { MappingPreset } from './preset.ts'

/** ESPHome's own topics; the parameters but the first are object ids. Source: esphome.io, MQTT client component. */
const ids = { topic: null, openId: 'open', closeId: 'close', stopId: 'stop', closedId: 'closed' }
type Id = 'topic' | 'openId' | 'closeId' | 'stopId' | 'closedId'

const heardOn = ({ topic, closedId }: Record<Id, string>) => ({
  contacts: { closed: { topic: `${topic}/binary_sensor/${closedId}/state`, yes: 'ON', no: 'OFF' } },
  availability: { topic: `${topic}/status`, yes: 'online', no: 'offline' }
})

/** Three `button` components, each of which presses for as long as it must. */
export const esphomeButtons: MappingPreset = {
  parameters: ids,
  mapping: (given) => {
    const { topic, openId, closeId, stopId } = given as Record<Id, string>
    const press = (id: string) => ({ topic: `${topic}/button/${id}/command`, payload: 'PRESS' })
    return {
      ...heardOn(given as Record<Id, string>),
      open: press(openId),
      close: press(closeId),
      stop: press(stopId)
    }
  }
}

/** Three `switch` components, which let go by themselves after `on_turn_on: delay`, and in any case when told so. */
export const esphomeSwitches: MappingPreset = {
  parameters: ids,
  mapping: (given) => {
    const { topic, openId, closeId, stopId } = given as Record<Id, string>
    const relay = (id: string) => ({ topic: `${topic}/switch/${id}/command`, payload: 'ON', off: 'OFF' })
    const means = (id: string, word: 'opening' | 'closing' | 'stopped') => ({
      topic: `${topic}/switch/${id}/state`,
      words: { [word]: 'ON', ignored: 'OFF' }
    })
    return {
      ...heardOn(given as Record<Id, string>),
      open: relay(openId),
      close: relay(closeId),
      stop: relay(stopId),
      state: [means(openId, 'opening'), means(closeId, 'closing'), means(stopId, 'stopped')]
    }
  }
}
