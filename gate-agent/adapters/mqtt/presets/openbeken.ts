import type { Preset } from './preset.ts'

/**
 * OpenBeken (reflashed Tuya): three relay channels that press a control box's buttons, and a contact's channel. Source:
 * OpenBK7231T_App, docs/mqttTopics.md.
 */
export const openbekenRelays: Preset = {
  parameters: { topic: null, open: '1', close: '2', stop: '3', contact: '4' },
  mapping: (given) => {
    const { topic, open, close, stop, contact } = given as Record<
      'topic' | 'open' | 'close' | 'stop' | 'contact',
      string
    >
    const relay = (channel: string) => ({ topic: `${topic}/${channel}/set`, payload: '1', off: '0' })
    const means = (channel: string, word: 'opening' | 'closing' | 'stopped') => ({
      topic: `${topic}/${channel}/get`,
      words: { [word]: '1', ignored: '0' }
    })
    return {
      open: relay(open),
      close: relay(close),
      stop: relay(stop),
      state: [means(open, 'opening'), means(close, 'closing'), means(stop, 'stopped')],
      contacts: { closed: { topic: `${topic}/${contact}/get`, yes: '1', no: '0' } },
      availability: { topic: `${topic}/connected`, yes: 'online', no: 'offline' },
      // An empty "get" asks for the channel's value.
      ask: { topic: `${topic}/${contact}/get`, payload: '' }
    }
  }
}
