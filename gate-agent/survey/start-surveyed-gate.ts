import type { AgentDeps, GateSetup, SharedParts } from '../agent-deps.ts'
import { startGate } from '../start-gate.ts'
import { Link } from '#lib/data/mqtt/link.ts'
import { acceptedPath, AcceptedFiles } from '../shell/accepted-file.ts'
import { type IncomingCommand } from '../shell/proven-requests.ts'
import { safely } from '../shell/guarded.ts'
import { atMost, controllerPacket } from '../shell/packet-limits.ts'
import { brokerAddress } from '../relays/broker-address.ts'
import type { RelaysInUse } from '../relays/relays-in-use.ts'
import type { AtGate } from './at-gate.ts'
import { SiteEar } from './site-ear.ts'
import { SurveyedGate } from './surveyed-gate.ts'

/** Starts a gate with the controller that was chosen last; phones on its own network may choose another. */
export function startSurveyedGate(
  setup: GateSetup,
  parts: AgentDeps,
  shared: SharedParts
): SurveyedGate<GateSetup> {
  const { gate } = setup
  const { dataDir, clock, unit, key, trouble } = parts
  const beside = shared.connections.find(({ source }) => source === 'lan')?.connection
  const tried = new AcceptedFiles(acceptedPath(dataDir, gate, true))
  const surveyed = new SurveyedGate<GateSetup>({
    setup,
    atGate: setup.atGate ? besideRunning(setup.atGate, setup, shared.relays) : null,
    clock,
    trouble,
    signed: { unit, gate, key: key.id },
    start: (now) => startGate(now, parts, shared),
    onTrial: (proposed) => ({ ...proposed, schedule: null, trial: true }),
    ear() {
      const connectOptions = atMost(controllerPacket, setup.controller.connectOptions)
      return new SiteEar(new Link({ ...shared.timing, connectOptions }), { clock, trouble })
    },
    beginTrial: () => tried.clear(),
    log: (why, who) => parts.record(gate, { kind: 'config-changed', source: 'lan', ...who, why }),
    answer: (to, reply) => beside?.reply(to, reply)
  })
  const hear = (message: IncomingCommand) => safely(() => surveyed.hear(message), trouble)
  beside?.listenToSurveys(gate, (message) =>
    shared.intake.take(
      { ...message, source: 'lan' },
      () => hear(message),
      () => {}
    )
  )
  return surveyed
}

/** Counts as taken, besides what the other gates' files say, what they are driven by now: on trial, or not accepted yet. */
function besideRunning(
  atGate: AtGate<GateSetup>,
  { gate, controller }: GateSetup,
  relays: RelaysInUse
): AtGate<GateSetup> {
  const broker = brokerAddress(controller.broker)
  return {
    ...atGate,
    setupFor(proposal, announced) {
      const proposed = atGate.setupFor(proposal, announced)
      if ('code' in proposed) return proposed
      const { dialect, id } = proposed.setup.controller
      const wanted = { broker, relays: announced ?? dialect.relays(id, null) }
      return relays.areFree(gate, wanted) ? proposed : { code: 'TAKEN' }
    },
    takenNow() {
      const isTaken = atGate.takenNow()
      return (kind, id, wanted) =>
        isTaken(kind, id, wanted) || !relays.areFree(gate, { broker, relays: wanted })
    }
  }
}
