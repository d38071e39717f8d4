import type { Range } from '../percent.ts'
import type { CoverConfig } from './shapes.ts'
import { commandsOf, setPositionOf, type Commands, type SetPosition } from './commands.ts'
import { presenceOf, type Presence } from './presence.ts'
import { templatedTopicOf, type TemplatedTopic } from './templated-topic.ts'
import { wordsOf, type StateWords } from './words.ts'

/** Topics on which a gate reports. */
interface Ears {
  state: (TemplatedTopic & { words: StateWords }) | null
  position: (TemplatedTopic & { range: Range }) | null
  presence: Presence | null
}

/** A gate's config, resolved once. Plain JSON. */
export interface Cover {
  ears: Ears
  commands: Commands
  setPosition: SetPosition | null
  assumed: boolean
  warnings: readonly Warning[]
}

/** Returns the codes of problems that the operator should know about or fix. */
export const coverWarnings = [
  'needs-mapping',
  'set-position-needs-mapping',
  'obstruction-needs-mapping',
  'optimistic',
  'echo',
  'retain',
  'no-availability',
  'toggle',
  'cannot-open',
  'cannot-close',
  'cannot-stop'
] as const
type Warning = (typeof coverWarnings)[number]

export function coverOf(config: CoverConfig): Cover {
  const ears = earsOf(config)
  const optimistic = config.optimistic || !(config.state_topic || config.position_topic)
  const echo = echoes(config)
  const { commands, toggles } = commandsOf(config)
  const setPosition = setPositionOf(config)
  const all: Record<Warning, boolean> = {
    'needs-mapping': !ears,
    'set-position-needs-mapping': setPosition === 'unreadable',
    'obstruction-needs-mapping': false,
    optimistic,
    echo,
    retain: config.retain,
    'no-availability': ears !== null && ears.presence === null,
    toggle: toggles,
    'cannot-open': commands.open === null,
    'cannot-close': commands.close === null,
    'cannot-stop': commands.stop === null
  }
  return {
    ears: ears ?? { state: null, position: null, presence: null },
    commands: ears ? commands : { ...commands, open: null, close: null, stop: null },
    setPosition: ears && setPosition !== 'unreadable' ? setPosition : null,
    assumed: optimistic || echo,
    warnings: coverWarnings.filter((warning) => all[warning])
  }
}

/** Returns null when a template of it is not supported: such a gate is not read, and never driven blindly. */
function earsOf(config: CoverConfig): Ears | null {
  const state = templatedTopicOf(config.state_topic, config.value_template, config.state_stopped)
  const position = templatedTopicOf(config.position_topic, config.position_template)
  const presence = presenceOf(config)
  if (state === 'unreadable' || position === 'unreadable' || presence === 'unreadable') return null
  const range = { open: config.position_open, closed: config.position_closed }
  return {
    state: state && { ...state, words: wordsOf(config) },
    position: position && { ...position, range },
    presence
  }
}

/** Tells whether the agent's own commands would come back as reports. */
function echoes(config: CoverConfig): boolean {
  const told = new Set([config.state_topic, config.position_topic])
  return [config.command_topic, config.set_position_topic].some((topic) => topic && told.has(topic))
}
