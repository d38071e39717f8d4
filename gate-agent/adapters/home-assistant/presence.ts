import type { Message } from '../dialect.ts'
import { reaches } from '#lib/domain/mqtt-topic.ts'
import { rendered } from './render.ts'
import type { AvailabilityConfig } from './shapes.ts'
import { templatedTopicOf, type TemplatedTopic } from './templated-topic.ts'

/** How a controller reports its availability, and its reports so far. Plain JSON. */
export interface Presence {
  mode: 'all' | 'any' | 'latest'
  entries: readonly (TemplatedTopic & { here: string; away: string })[]
  /** Last report per entry; null before the first. */
  said: readonly (boolean | null)[]
  latest: boolean | null
}

/** Returns the presence that a config describes, null when it has none; `unreadable` when a template is not supported. */
export function presenceOf(config: AvailabilityConfig): Presence | null | 'unreadable' {
  const { availability_topic: topic, availability_template: value_template } = config
  const entries = topic ? [{ ...config, topic, value_template }] : (config.availability ?? [])
  if (entries.length === 0) return null
  const sources = entries.map(({ topic, value_template }) => templatedTopicOf(topic, value_template))
  if (sources.includes('unreadable')) return 'unreadable'
  return {
    mode: config.availability_mode,
    entries: entries.map((entry, at) => ({
      ...(sources[at] as TemplatedTopic),
      here: entry.payload_available,
      away: entry.payload_not_available
    })),
    said: entries.map(() => null),
    latest: null
  }
}

/** Returns the presence after a message; the same object when the message says nothing about it. Ignores unknown words. */
export function afterHello(presence: Presence, message: Message): Presence {
  return presence.entries.reduce<Presence>((presence, { topic, template, here, away }, at) => {
    if (!reaches(message.topic, topic)) return presence
    const word = rendered(template, message.payload)
    if (word !== here && word !== away) return presence
    return { ...presence, said: presence.said.with(at, word === here), latest: word === here }
  }, presence)
}

/** Tells whether the controller is online; null before its first report. */
export function isHere({ mode, said, latest }: Presence): boolean | null {
  if (mode === 'latest') return latest
  const decisive = mode === 'any'
  if (said.includes(decisive)) return decisive
  return said.includes(null) ? null : !decisive
}
