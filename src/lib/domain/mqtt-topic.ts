/** Tells whether a message may be published under this topic: MQTT forbids wildcards and NUL in it. */
export function isPublishTopic(topic: string): boolean {
  return topic !== '' && !/[+#\0]/.test(topic)
}

/** Tells whether a message on this topic reaches a subscriber of this filter (MQTT 5, §4.7). */
export function reaches(topic: string, filter: string): boolean {
  if (!/[+#]/.test(filter)) return topic === filter
  const wanted = filter.split('/')
  const levels = topic.split('/')
  if (levels[0]!.startsWith('$') && /^[+#]/.test(wanted[0]!)) return false
  const open = wanted.at(-1) === '#'
  if (open ? levels.length < wanted.length - 1 : levels.length !== wanted.length) return false
  return wanted.every((level, at) => level === '#' || level === '+' || level === levels[at])
}
