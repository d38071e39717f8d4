import { isMoving } from '#lib/domain/gates/motion.ts'
import type { DialectState } from '../dialect.ts'
import { motionOf, noEvidence, positionBeside, type Evidence } from '../evidence.ts'
import { coverOf, type Cover } from './cover.ts'
import { isHere, type Presence } from './presence.ts'
import { isSibling, obstructedBy, type Sensor } from './sensor.ts'
import type { CoverConfig } from './shapes.ts'

/** A gate known through discovery. Plain JSON. */
export interface HomeAssistantState extends DialectState {
  dialect: 'home-assistant'
  name: string | null
  /** The discovery topic that told of it. */
  source: string
  device: readonly string[]
  cover: Cover
  presence: Presence | null
  sensors: readonly Sensor[]
  evidence: Evidence
}

/** A gate that has said nothing yet. */
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

/** A gate told of again: what it reported stays where it is read as before, else it starts anew. */
export function rediscoveredHomeAssistant(
  before: HomeAssistantState | undefined,
  now: HomeAssistantState
): HomeAssistantState {
  if (!before || JSON.stringify(before.cover.ears) !== JSON.stringify(now.cover.ears)) return now
  const { presence, sensors, evidence, position, motion, obstructed, deviceOnline, reportedAt } = before
  return { ...now, presence, sensors, evidence, position, motion, obstructed, deviceOnline, reportedAt }
}

/** The gate with the sensors of its device; one that it had and that is read as before keeps what it said. */
export function withSensors(state: HomeAssistantState, all: readonly Sensor[]): HomeAssistantState {
  const sensors = all
    .filter(({ device }) => isSibling(device, state.device))
    .map((sensor) => state.sensors.find((before) => isSame(before, sensor)) ?? sensor)
  const unreadable = sensors.some(({ ear }) => ear === null)
  const warnings = unreadable ? [...state.cover.warnings, 'obstruction-needs-mapping'] : state.cover.warnings
  return withObstruction({ ...state, sensors, warnings }, state.reportedAt ?? 0)
}

/** The gate with what its sensors say at that time; that the way is clear counts only from a controller that is there. */
export function withObstruction(state: HomeAssistantState, at: number): HomeAssistantState {
  const said = obstructedBy(state.sensors, at)
  const obstructed = said === false && !state.deviceOnline ? null : said
  return obstructed === state.obstructed ? state : { ...state, obstructed }
}

function isSame(one: Sensor, other: Sensor): boolean {
  return one.source === other.source && JSON.stringify(one.ear) === JSON.stringify(other.ear)
}

/** The gate with this evidence. One that is away is not shown on its way: how that ends nobody would hear. */
export function withEvidenceWhileHere(state: HomeAssistantState, evidence: Evidence): HomeAssistantState {
  const motion = motionOf(evidence)
  if (isMoving({ motion }) && isAway(state)) return { ...state, evidence, motion: 'unknown', position: null }
  return { ...state, evidence, motion, position: positionBeside(evidence) }
}

/** The gate once its controller has gone: at rest the last report stays, a motion and what sensors said are forgotten. */
export function gone(state: HomeAssistantState): HomeAssistantState {
  const evidence = isMoving({ motion: motionOf(state.evidence) }) ? noEvidence : state.evidence
  const sensors = state.sensors.map((sensor) => ({ ...sensor, obstructed: null, at: null }))
  return withEvidenceWhileHere({ ...state, sensors }, evidence)
}

/** Has the controller said that it is away, or its will for it? */
export function isAway({ presence }: Pick<HomeAssistantState, 'presence'>): boolean {
  return presence !== null && isHere(presence) === false
}
