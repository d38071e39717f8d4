/** What a discovery topic speaks of. */
export interface DiscoveryTopic {
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
export function discoveryTopicOf(topic: string, prefix: string): DiscoveryTopic | null {
  if (!topic.startsWith(`${prefix}/`)) return null
  const found = place.exec(topic.slice(prefix.length + 1))
  return found && { component: found[1] as DiscoveryTopic['component'], id: found[2]! }
}
