import type { AgentDeps, GateSetup, SharedParts } from '../agent-deps.ts'
import { startGate } from '../start-gate.ts'
import { Link } from '#lib/data/mqtt/link.ts'
import { acceptedPath, AcceptedFiles } from '../shell/accepted-file.ts'
import { type IncomingCommand } from '../shell/gate-shell.ts'
import { safely } from '../shell/guarded.ts'
import { atMost, controllerPacket } from '../shell/packet-limits.ts'
import { SiteEar } from './site-ear.ts'
import { SurveyedGate } from './surveyed-gate.ts'

/** Starts a gate with the controller that was chosen last; phones on its own network may choose another. */
export function startSurveyedGate(
  setup: GateSetup,
  parts: AgentDeps,
  shared: SharedParts
): SurveyedGate<GateSetup> {
  const { gate, atGate = null } = setup
  const { dataDir, clock, unit, key, trouble } = parts
  const beside = shared.connections.find(({ source }) => source === 'lan')?.connection
  const [kept, tried] = [false, true].map((trial) => new AcceptedFiles(acceptedPath(dataDir, gate, trial)))
  const surveyed = new SurveyedGate<GateSetup>({
    setup,
    atGate,
    clock,
    trouble,
    signed: { unit, gate, key: key.id },
    start: (now) => startGate(now, parts, shared),
    onTrial: (proposed) => ({ ...proposed, schedule: null, trial: true }),
    ear() {
      const connectOptions = atMost(controllerPacket, setup.controller.connectOptions)
      return new SiteEar(new Link({ ...shared.timing, connectOptions }), { clock, trouble })
    },
    beginTrial: () => tried!.clear(),
    acceptTrial() {
      const { accepted } = tried!
      if (accepted) kept!.accept(accepted, 'operator')
      else kept!.clear()
    },
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
