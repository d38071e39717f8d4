import type { GateSetup } from './agent-deps.ts'
import { controllerOf, policyOf, type AgentConfig, type BrokerAccess } from './agent-config.ts'
import { asChosen, chooseAt, sharesController, withProposal } from './survey/chosen-controller.ts'
import { machineClock } from './shell/agent-clock.ts'

type GateSettings = AgentConfig['gates'][number]

/** Returns the gate as its file says, or as it was chosen at the gate where the file leaves that open. */
export function setupAtGate(
  gate: GateSettings,
  { dataDir, gates }: Pick<AgentConfig, 'dataDir' | 'gates'>
): GateSetup {
  if (gate.controller.dialect !== undefined) return setupOf(gate)
  const others = () => gates.filter((one) => one !== gate).map((one) => asChosen(one, dataDir))
  const atGate: GateSetup['atGate'] = {
    setupFor(proposal) {
      const proposed = withProposal(gate, proposal)
      if (!proposed) return { code: 'BAD_PROPOSAL' }
      const isTaken = others().some((other) => sharesController(other, proposed))
      return isTaken ? { code: 'TAKEN' } : { setup: setupOf(proposed) }
    },
    keep(proposal, { actor: by, key }) {
      chooseAt(dataDir, gate.gate, { proposal, by, key, at: machineClock.now() })
      return setupOf(asChosen(gate, dataDir))
    },
    isTaken: (kind, id) =>
      others().some(({ controller }) => controller.dialect === kind && controller.id === id)
  }
  return { ...setupOf(asChosen(gate, dataDir)), atGate }
}

function setupOf(config: GateSettings): GateSetup {
  const { gate, controller, closeAt, openAt, warning, camera, power, sms, alarm } = config
  const { dialect, id, travelMs } = controllerOf(config)
  return {
    gate,
    policy: policyOf(config),
    schedule: closeAt === undefined ? null : { closeAt, ...(openAt && { openAt }) },
    travelMs,
    controller: {
      broker: controller.broker.url,
      connectOptions: async () => connectOptionsOf(controller.broker, gate),
      dialect,
      id
    },
    warning: warning ?? null,
    ...(sms && { sms }),
    ...(alarm && { alarm }),
    ...(camera && { camera: true as const }),
    ...(power && { power })
  }
}

/** Gives each connection a client id of its own: two with the same id would disconnect each other for ever. */
export function connectOptionsOf(access: BrokerAccess, name: string) {
  const { url, username, password } = access
  const clientId = `${name}.${crypto.randomUUID()}`
  return { url, clientId, ...(username && { username }), ...(password && { password }) }
}
