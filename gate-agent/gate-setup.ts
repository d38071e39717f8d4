import { joinNames } from '#lib/domain/access/joined-names.ts'
import type { GateSetup } from './agent-deps.ts'
import type { Relay } from './adapters/relay.ts'
import type { AtGate } from './survey/at-gate.ts'
import { controllerOf, policyOf, type AgentConfig, type BrokerAccess } from './agent-config.ts'
import { asChosen, chooseAt, withProposal } from './survey/chosen-controller.ts'
import { brokerAddress } from './relays/broker-address.ts'
import { mayDriveSame } from './relays/driven.ts'
import { keptRelays } from './relays/kept-relays.ts'
import { acceptedPath, AcceptedFiles } from './shell/accepted-file.ts'
import { machineClock } from './shell/agent-clock.ts'

type GateSettings = AgentConfig['gates'][number]

/** Returns the gate as its file says, or as it was chosen at the gate where the file leaves that open. */
export function setupAtGate(
  gate: GateSettings,
  { dataDir, gates }: Pick<AgentConfig, 'dataDir' | 'gates'>
): GateSetup {
  if (gate.controller.dialect !== undefined) return setupOf(gate)
  const broker = brokerAddress(gate.controller.broker.url)
  const takenNow = () => {
    const others = gates
      .filter((one) => one !== gate)
      .map((one) => ({ ...asChosen(one, dataDir).controller, driven: keptRelays(one, dataDir) }))
    return (kind: string, id: string | undefined, relays: readonly Relay[]) =>
      others.some(({ driven, ...other }) => {
        const isNamed = driven.broker === broker && other.dialect === kind && other.id === id
        return (id !== undefined && isNamed) || mayDriveSame(driven, { broker, relays })
      })
  }
  const atGate: AtGate<GateSetup> = {
    takenNow,
    setupFor(proposal, announced) {
      const proposed = withProposal(gate, proposal)
      if (!proposed) return { code: 'BAD_PROPOSAL' }
      const { dialect, id } = controllerOf(proposed)
      const isTaken = takenNow()(proposal.kind, proposal.id, announced ?? dialect.relays(id, null))
      return isTaken ? { code: 'TAKEN' } : { setup: setupOf(proposed) }
    },
    keep(proposal, { actor: by, key }) {
      const [kept, tried] = [false, true].map(
        (trial) => new AcceptedFiles(acceptedPath(dataDir, gate.gate, trial))
      )
      const accepted = tried!.accepted && { ...tried!.accepted, by: 'operator' as const }
      kept!.announce(null)
      chooseAt(dataDir, gate.gate, { proposal, by, key, at: machineClock.now(), accepted })
      return setupOf(asChosen(gate, dataDir))
    }
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
  const clientId = joinNames(name, crypto.randomUUID())
  return { url, clientId, ...(username && { username }), ...(password && { password }) }
}
