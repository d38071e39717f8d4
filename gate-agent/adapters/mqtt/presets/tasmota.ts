import type { MappingPreset } from './preset.ts'

/**
 * Tasmota's topics: a contact on a detached switch (`SetOption114 1`) reports each change in RESULT, its place every
 * telemetry period in SENSOR, and on request in STATUS10. Source: tasmota.github.io/docs, MQTT, Commands.
 */
const heardOn = ({ topic, contact }: Readonly<Record<string, string>>) => ({
  contacts: {
    closed: [
      { topic: `stat/${topic}/RESULT`, pointer: `/${contact}/Action`, yes: 'ON', no: 'OFF' },
      { topic: `tele/${topic}/SENSOR`, pointer: `/${contact}`, yes: 'ON', no: 'OFF' },
      { topic: `stat/${topic}/STATUS10`, pointer: `/StatusSNS/${contact}`, yes: 'ON', no: 'OFF' }
    ]
  },
  availability: { topic: `tele/${topic}/LWT`, yes: 'Online', no: 'Offline' },
  ask: { topic: `cmnd/${topic}/Status`, payload: '10' }
})

const relay = (topic: string, relay: string) => ({
  topic: `cmnd/${topic}/${relay}`,
  payload: 'ON',
  off: 'OFF'
})

type Name = 'topic' | 'openRelay' | 'closeRelay' | 'stopRelay'

/** Three relays that press a control box's buttons, `PulseTime1 5` to `PulseTime3 5` on the device; Sonoff 4CH and such. */
export const tasmotaRelays: MappingPreset = {
  parameters: {
    topic: null,
    openRelay: 'POWER1',
    closeRelay: 'POWER2',
    stopRelay: 'POWER3',
    contact: 'Switch1'
  },
  mapping: (given) => {
    const { topic, openRelay, closeRelay, stopRelay } = given as Record<Name, string>
    const means = (relay: string, word: 'opening' | 'closing' | 'stopped') => ({
      topic: `stat/${topic}/${relay}`,
      words: { [word]: 'ON', ignored: 'OFF' }
    })
    return {
      ...heardOn(given),
      open: relay(topic, openRelay),
      close: relay(topic, closeRelay),
      stop: relay(topic, stopRelay),
      state: [means(openRelay, 'opening'), means(closeRelay, 'closing'), means(stopRelay, 'stopped')]
    }
  }
}

/** One relay on a single-button opener, `PulseTime 5` on the device; Sonoff SV, Sonoff Mini and such. */
export const tasmotaButton: MappingPreset = {
  parameters: { topic: null, relay: 'POWER', contact: 'Switch1' },
  mapping: (given) => {
    const { topic, relay: name } = given as Record<'topic' | 'relay', string>
    return {
      ...heardOn(given),
      button: relay(topic, name),
      pauseSeconds: 0.3,
      state: { topic: `stat/${topic}/${name}`, words: { pressed: 'ON', ignored: 'OFF' } }
    }
  }
}
