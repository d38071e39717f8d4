/** The MQTT topics of gates; every name is opaque and stands between two slashes. */
export type GateTopic =
  | { kind: 'command'; unit: string; gate: string; account: string }
  | { kind: 'look'; unit: string; gate: string; account: string }
  | { kind: 'survey'; unit: string; gate: string; account: string }
  | { kind: 'box'; unit: string; gate: string; account: string }
  | { kind: 'reply'; unit: string; account: string; tab: string }
  | { kind: 'state'; unit: string; gate: string }
  | { kind: 'alert'; unit: string; gate: string }
  | { kind: 'agent'; unit: string; agent: string }

const name = /^[a-z0-9]+(?:[-.][a-z0-9]+)*$/
/** The id of one page of the app on one phone, chosen by that page. */
const tabName = /^[A-Za-z0-9-]{1,64}$/

/** Returns the name of a topic. @throws RangeError when a part could mean another topic, or several */
export function topicOf(topic: GateTopic): string {
  const text = textOf(topic)
  if (!parseTopic(text)) throw new RangeError('no name for a topic')
  return text
}

/** Returns the filter of all commands to one gate; each account may write to its own topic only. */
export function commandsTo(unit: string, gate: string): string {
  return topicOf({ kind: 'command', unit, gate, account: 'x' }).replace(/x$/, '+')
}

/** Returns the filter of all camera requests to a gate; each account may write to its own topic only. */
export function looksAt(unit: string, gate: string): string {
  return topicOf({ kind: 'look', unit, gate, account: 'x' }).replace(/x$/, '+')
}

/** Returns the filter of all surveys of a gate; agents hear them at the broker beside it alone. */
export function surveysOf(unit: string, gate: string): string {
  return topicOf({ kind: 'survey', unit, gate, account: 'x' }).replace(/x$/, '+')
}

/** Returns the filter of all requests to the box at a gate; agents hear them at the broker beside it alone. */
export function boxesAt(unit: string, gate: string): string {
  return topicOf({ kind: 'box', unit, gate, account: 'x' }).replace(/x$/, '+')
}

/** Returns the filter of the states of all gates of a unit. */
export function statesIn(unit: string): string {
  return topicOf({ kind: 'state', unit, gate: 'x' }).replace('/x/', '/+/')
}

/** Returns the filter of the alerts of all agents of a unit. */
export function alertsIn(unit: string): string {
  return topicOf({ kind: 'alert', unit, gate: 'x' }).replace('/x/', '/+/')
}

/** Returns the filter of the presence of a unit's agents. */
export function agentsIn(unit: string): string {
  return topicOf({ kind: 'agent', unit, agent: 'x' }).replace('/x/', '/+/')
}

/** Parses a topic; null when it is not one of a gate's. */
export function parseTopic(topic: string): GateTopic | null {
  const [root, version, unit = '', kind, ...rest] = topic.split('/')
  if (root !== 'antt' || version !== 'v1' || !isName(unit)) return null
  const [first = '', second = '', third = ''] = rest
  if (kind === 'rsp' && rest.length === 2 && isName(first) && tabName.test(second))
    return { kind: 'reply', unit, account: first, tab: second }
  if (!isName(first)) return null
  if (kind === 'gate' && rest.length === 2 && (second === 'state' || second === 'alert'))
    return { kind: second, unit, gate: first }
  if (kind === 'agent' && rest.length === 2 && second === 'status')
    return { kind: 'agent', unit, agent: first }
  if (kind !== 'gate' || rest.length !== 3 || !isName(third)) return null
  if (second === 'cmd') return { kind: 'command', unit, gate: first, account: third }
  const isAsked = second === 'look' || second === 'survey' || second === 'box'
  return isAsked ? { kind: second, unit, gate: first, account: third } : null
}

/**
 * Returns the topic for an agent's reply. A response topic is not signed, so it counts only when it is one of the
 * actor's own; anything else would let a phone write wherever the agent may.
 */
export function replyTopicFor(command: { unit: string; actor: string }, asked: unknown): string | null {
  const topic = typeof asked === 'string' ? parseTopic(asked) : null
  const own = topic?.kind === 'reply' && topic.unit === command.unit && topic.account === command.actor
  return own ? topicOf(topic) : null
}

const isName = (text: string) => text.length <= 64 && name.test(text)

function textOf(topic: GateTopic): string {
  const root = `antt/v1/${topic.unit}`
  if (topic.kind === 'command') return `${root}/gate/${topic.gate}/cmd/${topic.account}`
  if (topic.kind === 'look' || topic.kind === 'survey' || topic.kind === 'box')
    return `${root}/gate/${topic.gate}/${topic.kind}/${topic.account}`
  if (topic.kind === 'reply') return `${root}/rsp/${topic.account}/${topic.tab}`
  if (topic.kind === 'state' || topic.kind === 'alert') return `${root}/gate/${topic.gate}/${topic.kind}`
  return `${root}/agent/${topic.agent}/status`
}
