import { isMoving } from '#lib/domain/gates/motion.ts'
import type { DialectState } from '../dialect.ts'
import { motionOf, noEvidence, positionBeside, type Evidence } from '../evidence.ts'
import { afterBirth } from '../presence.ts'
import { coverOf, type Cover } from './cover.ts'
import { isHere, type Presence } from './presence.ts'
import { isSibling, obstructedBy, type Sensor } from './sensor.ts'
import type { CoverConfig } from './shapes.ts'

/** State of a gate found through discovery. Plain JSON. */
export interface HomeAssistantState extends DialectState {
  dialect: 'home-assistant'
  name: string | null
  /** Discovery topic that announced it. */
  source: string
  device: readonly string[]
  cover: Cover
  presence: Presence | null
  sensors: readonly Sensor[]
  evidence: Evidence
}

/** Creates the state of a gate that has not reported yet. */
export function homeAssistantGate(config: CoverConfig, source: string): HomeAssistantState {
  const cover = coverOf(config)
  return {
    dialect: 'home-assistant',
    name: config.name ?? null,
    source,
    device: config.device ?? [],
    cover,
    presence: cover.ears.presence,
    sensors: [],
    evidence: noEvidence,
    position: null,
    motion: 'unknown',
    obstructed: null,
    assumed: cover.assumed,
    deviceOnline: false,
    reportedAt: null,
    warnings: cover.warnings
  }
}

/** Updates a gate that was announced again: keeps its report if it is still read the same way, otherwise starts anew. */
export function rediscoveredHomeAssistant(
  before: HomeAssistantState | undefined,
  now: HomeAssistantState
): HomeAssistantState {
  if (!before || JSON.stringify(before.cover.ears) !== JSON.stringify(now.cover.ears)) return now
  const { presence, sensors, evidence, position, motion, obstructed, deviceOnline, reportedAt } = before
  return { ...now, presence, sensors, evidence, position, motion, obstructed, deviceOnline, reportedAt }
}

/** Attaches the sensors of its device to a gate; a sensor that it already had and that is read the same way keeps its report. */
export function withSensors(state: HomeAssistantState, all: readonly Sensor[]): HomeAssistantState {
  const sensors = all
    .filter(({ device }) => isSibling(device, state.device))
    .map((sensor) => state.sensors.find((before) => isSame(before, sensor)) ?? sensor)
  const unreadable = sensors.some(({ ear }) => ear === null)
  const warnings = unreadable ? [...state.cover.warnings, 'obstruction-needs-mapping'] : state.cover.warnings
  return withObstruction({ ...state, sensors, warnings }, state.reportedAt ?? 0)
}

/** Applies the sensors' reports at that time to a gate; trusts "clear" only while the controller is online. */
export function withObstruction(state: HomeAssistantState, at: number): HomeAssistantState {
  const said = obstructedBy(state.sensors, at)
  const obstructed = said === false && !state.deviceOnline ? null : said
  return obstructed === state.obstructed ? state : { ...state, obstructed }
}

function isSame(one: Sensor, other: Sensor): boolean {
  return one.source === other.source && JSON.stringify(one.ear) === JSON.stringify(other.ear)
}

/** Applies evidence to a gate. An offline gate is not shown moving, because nobody would hear how the motion ends. */
export function withEvidenceWhileHere(state: HomeAssistantState, evidence: Evidence): HomeAssistantState {
  const motion = motionOf(evidence)
  if (isMoving({ motion }) && isAway(state)) return { ...state, evidence, motion: 'unknown', position: null }
  return { ...state, evidence, motion, position: positionBeside(evidence) }
}

/** Marks a gate's controller as offline: keeps the last report at rest, discards a motion and the sensors' reports. */
export function gone(state: HomeAssistantState): HomeAssistantState {
  const evidence = isMoving({ motion: motionOf(state.evidence) }) ? noEvidence : state.evidence
  const sensors = state.sensors.map((sensor) => ({ ...sensor, obstructed: null, at: null }))
  return withEvidenceWhileHere({ ...state, sensors }, evidence)
}

/** Discards what a controller reported before its birth; only an obstacle is believed until a sensor sees none. */
export function reborn(state: HomeAssistantState): HomeAssistantState {
  const sensors = state.sensors.map((sensor) => ({ ...sensor, obstructed: afterBirth(sensor.obstructed) }))
  return withEvidenceWhileHere({ ...state, sensors }, noEvidence)
}

/** Tells whether the controller, or its MQTT will, has reported that it is offline. */
export function isAway({ presence }: Pick<HomeAssistantState, 'presence'>): boolean {
  return presence !== null && isHere(presence) === false
}
