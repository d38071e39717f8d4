/** A parsed discovery topic. */
export interface DiscoveryTopic {
  component: 'cover' | 'binary_sensor' | 'device'
  /** `[node/]object`, the controller's name for it. */
  id: string
}

/** Returns the subscriptions for all covers, binary sensors and devices under this prefix, with and without a node. */
export function discoveryTopics(prefix: string): string[] {
  return ['cover', 'binary_sensor', 'device'].flatMap((component) => [
    `${prefix}/${component}/+/config`,
    `${prefix}/${component}/+/+/config`
  ])
}

const place = /^(cover|binary_sensor|device)\/((?:[\w-]+\/)?[\w-]+)\/config$/

/** Parses a discovery topic; null when it is none of those, or contains characters that discovery forbids. */
export function discoveryTopicOf(topic: string, prefix: string): DiscoveryTopic | null {
  if (!topic.startsWith(`${prefix}/`)) return null
  const found = place.exec(topic.slice(prefix.length + 1))
  return found && { component: found[1] as DiscoveryTopic['component'], id: found[2]! }
}
