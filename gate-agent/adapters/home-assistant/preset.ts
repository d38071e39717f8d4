/** Templates of well-known bridges that need an `if`, recognised as a whole. */
export type Preset =
  /** Value of `key`, or `otherwise` when it is missing or empty: zigbee2mqtt's template for `moving` and `motor_state`. */
  | { kind: 'or'; key: string; otherwise: string }
  /** Moving in an unknown direction: zigbee2mqtt's `running`, whose template guesses the direction. */
  | { kind: 'running'; key: string; otherwise: string }

const shapes: readonly [Preset['kind'], RegExp][] = [
  [
    'or',
    /^\{% if "(?<key>\w+)" in value_json and value_json\.\k<key> %\} ?\{\{ value_json\.\k<key> \}\} ?\{% else %\} ?(?<otherwise>\w+) ?\{% endif %\}$/
  ],
  [
    'or',
    /^\{% if not value_json\.(?<key>\w+) %\} ?(?<otherwise>\w+) ?\{% else %\} ?\{\{ value_json\.\k<key> \}\} ?\{% endif %\}$/
  ],
  [
    'running',
    /^\{% if "(?<key>\w+)" in value_json and value_json\.\k<key> %\} ?\{% if value_json\.\w+ > 0 %\} ?\w+ ?\{% else %\} ?\w+ ?\{% endif %\} ?\{% else %\} ?(?<otherwise>\w+) ?\{% endif %\}$/
  ]
]

/** Returns the preset that this template matches, regardless of its spaces and quotes; null when there is none. */
export function preset(template: string): Preset | null {
  const plain = template
    .trim()
    .replace(/\s+/g, ' ')
    .replace(
      /value_json\[ ?(?:"(\w+)"|'(\w+)') ?\]/g,
      (_, double, single) => `value_json.${double ?? single}`
    )
    .replace(/'(\w+)' in value_json/g, '"$1" in value_json')
  for (const [kind, shape] of shapes) {
    const groups = shape.exec(plain)?.groups
    if (groups) return { kind, key: groups['key']!, otherwise: groups['otherwise']! }
  }
  return null
}
