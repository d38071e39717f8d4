/** Names what a command reaches at a broker: one relay, cover or shutter of a device. Plain JSON. */
export interface Relay {
  /** The beginning of the topic, which belongs to one device. */
  device: string
  /** How the device is commanded: under another way the same relay has another name. */
  way: string
  /** Which of the device's relays it is; null: any of them. */
  channel: string | null
  /** The payload that reaches it on a topic of several; left out: any. */
  payload?: string
}

/** A topic of which nothing but itself is known. */
const plain = 'topic'

const shapes: readonly [RegExp, (...groups: string[]) => Omit<Relay, 'device'>][] = [
  [
    /^(.+)\/(cover|switch|button|valve|lock|light|fan|number|select)\/([^/]+)\/(?:(?:position|tilt)\/)?command$/,
    (type, object) => ({ way: `esphome ${type}`, channel: object! })
  ],
  [/^(.+)\/(?:command\/(\w+:\d+)|rpc)$/, (channel) => ({ way: 'shelly', channel: channel ?? null })],
  [/^(.+)\/command\/([^/]+)$/, (channel) => ({ way: 'command', channel: channel! })],
  // The firmware knows its first relay without a number too, all of them as number 0, and takes any case.
  [
    /^(.+)\/(shutter|power)[a-z]*?(\d*)$/i,
    (kind, number) => ({
      way: `tasmota ${kind!.toLowerCase()}`,
      channel: number === '0' ? null : number || '1'
    })
  ]
]

/** Returns what a message to this topic reaches, as far as the topics of known makes tell. @param payload the only one that is sent */
export function relayAt(topic: string, payload?: string): Relay {
  for (const [shape, read] of shapes) {
    const [, device, ...groups] = shape.exec(topic) ?? []
    if (device !== undefined) return { device, ...read(...groups) }
  }
  const [, device = topic, last = ''] = /^(.+)\/([^/]*)$/.exec(topic) ?? []
  return { device, way: plain, channel: last, ...(payload !== undefined && { payload }) }
}

/** Tells whether both are one and the same relay. */
export function isSameRelay(one: Relay, other: Relay): boolean {
  const meet = (a: string | null | undefined, b: string | null | undefined) =>
    (a ?? null) === null || (b ?? null) === null || a === b
  return (
    one.device === other.device &&
    one.way === other.way &&
    meet(one.channel, other.channel) &&
    meet(one.payload, other.payload)
  )
}

/** Tells whether both may be one relay: the same, or one of the same device under another name. */
export function mayBeSameRelay(one: Relay, other: Relay): boolean {
  if (one.way === other.way) return isSameRelay(one, other)
  return one.device === other.device || isWithin(one, other) || isWithin(other, one)
}

function isWithin(inner: Relay, outer: Relay): boolean {
  return outer.way !== plain && inner.device.startsWith(`${outer.device}/`)
}
