import type { Range } from '../percent.ts'
import type { CoverConfig } from './shapes.ts'
import { commandsOf, setPositionOf, type Commands, type SetPosition } from './commands.ts'
import { presenceOf, type Presence } from './presence.ts'
import { templatedTopicOf, type TemplatedTopic } from './templated-topic.ts'
import { wordsOf, type StateWords } from './words.ts'

/** Topics on which a gate reports. */
interface Ears {
  /** `own`: its words say how the gate stands; otherwise they may repeat the last command. */
  state: (TemplatedTopic & { words: StateWords; own: boolean }) | null
  position: (TemplatedTopic & { range: Range }) | null
  presence: Presence | null
}

/** A gate's config, resolved once. Plain JSON. */
export interface Cover {
  ears: Ears
  commands: Commands
  setPosition: SetPosition | null
  /** Whether nothing says that it moves, so that a position may be no more than the target of a command. */
  isStill: boolean
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
  'state-word-only',
  'motion-not-reported',
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
  const isStill = ears !== null && ears.state?.own !== true
  const { commands, toggles } = commandsOf(config)
  const setPosition = setPositionOf(config)
  const all: Record<Warning, boolean> = {
    'needs-mapping': !ears,
    'set-position-needs-mapping': setPosition === 'unreadable',
    'obstruction-needs-mapping': false,
    optimistic,
    echo,
    'state-word-only': isStill && !optimistic && ears.position === null,
    'motion-not-reported': isStill && !optimistic && ears.position !== null,
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
    isStill,
    assumed: optimistic || echo || isStill,
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
    state: state && { ...state, words: wordsOf(config), own: !repeatsCommand(config) },
    position: position && { ...position, range },
    presence
  }
}

const motionWords = { opening: 'opening', closing: 'closing' }

/**
 * Tells whether the word for the closed end may be no more than the last command, as with the state of zigbee2mqtt: it is
 * the word of that command, and none is announced for a motion.
 */
function repeatsCommand({ state_closed, state_opening, state_closing, payload_close }: CoverConfig): boolean {
  const tellsMotion = state_opening !== motionWords.opening || state_closing !== motionWords.closing
  return state_closed === payload_close && !tellsMotion
}

/** Tells whether the agent's own commands would come back as reports. */
function echoes(config: CoverConfig): boolean {
  const told = new Set([config.state_topic, config.position_topic])
  return [config.command_topic, config.set_position_topic].some((topic) => topic && told.has(topic))
}
