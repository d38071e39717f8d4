/** A topic a command may go to: MQTT forbids wildcards and NUL in it. */
export function isPublishTopic(topic: string): boolean {
  return topic !== '' && !/[+#\0]/.test(topic)
}

/** A topic filter as MQTT allows it: `+` a whole level, `#` the last one. */
export function isSubscribeTopic(filter: string): boolean {
  const levels = filter.split('/')
  return (
    filter !== '' &&
    !filter.includes('\0') &&
    levels.every(
      (level, at) => !/[+#]/.test(level) || level === '+' || (level === '#' && at === levels.length - 1)
    )
  )
}

/** Does a message on this topic reach a subscriber of this filter? */
export function reaches(topic: string, filter: string): boolean {
  if (!/[+#]/.test(filter)) return topic === filter
  const wanted = filter.split('/')
  const levels = topic.split('/')
  if (levels[0]!.startsWith('$') && /^[+#]/.test(wanted[0]!)) return false
  const open = wanted.at(-1) === '#'
  if (open ? levels.length < wanted.length - 1 : levels.length !== wanted.length) return false
  return wanted.every((level, at) => level === '#' || level === '+' || level === levels[at])
}

/** What a discovery topic speaks of. */
export interface Place {
  component: 'cover' | 'binary_sensor' | 'device'
  /** `[node/]object`: how the controller calls it. */
  id: string
}

/** What to subscribe so that every cover, binary sensor and device under this prefix is heard, with and without node. */
export function discoveryTopics(prefix: string): string[] {
  return ['cover', 'binary_sensor', 'device'].flatMap((component) => [
    `${prefix}/${component}/+/config`,
    `${prefix}/${component}/+/+/config`
  ])
}

const place = /^(cover|binary_sensor|device)\/((?:[\w-]+\/)?[\w-]+)\/config$/

/** Null where the topic is none of those, or has characters that discovery forbids. */
export function placeOf(topic: string, prefix: string): Place | null {
  if (!topic.startsWith(`${prefix}/`)) return null
  const found = place.exec(topic.slice(prefix.length + 1))
  return found && { component: found[1] as Place['component'], id: found[2]! }
}
