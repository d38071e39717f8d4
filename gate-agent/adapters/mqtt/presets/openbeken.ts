import type { MappingPreset } from './preset.ts'

type Name = 'topic' | 'openRelay' | 'closeRelay' | 'stopRelay' | 'contact'

/**
 * OpenBeken (reflashed Tuya): three relay channels that press a control box's buttons, and a contact's channel. Source:
 * OpenBK7231T_App, docs/mqttTopics.md.
 */
export const openbekenRelays: MappingPreset = {
  parameters: { topic: null, openRelay: '1', closeRelay: '2', stopRelay: '3', contact: '4' },
  mapping: (given) => {
    const { topic, openRelay, closeRelay, stopRelay, contact } = given as Record<Name, string>
    const relay = (channel: string) => ({ topic: `${topic}/${channel}/set`, payload: '1', off: '0' })
    const means = (channel: string, word: 'opening' | 'closing' | 'stopped') => ({
      topic: `${topic}/${channel}/get`,
      words: { [word]: '1', ignored: '0' }
    })
    return {
      open: relay(openRelay),
      close: relay(closeRelay),
      stop: relay(stopRelay),
      state: [means(openRelay, 'opening'), means(closeRelay, 'closing'), means(stopRelay, 'stopped')],
      contacts: { closed: { topic: `${topic}/${contact}/get`, yes: '1', no: '0' } },
      availability: { topic: `${topic}/connected`, yes: 'online', no: 'offline' },
      // An empty "get" asks for the channel's value.
      ask: { topic: `${topic}/${contact}/get`, payload: '' }
    }
  }
}
