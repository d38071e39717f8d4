import type { GateAnswers, KitAnswers } from './answers.ts'
import { controllerPart } from './controller-kinds.ts'

/** Returns the content of `agent.json`. @param brokerPassword of the agent at the broker beside the gates */
export function agentSettings(answers: KitAnswers, brokerPassword: string): object {
  const { server, account, password, unit, dataDir, name, gates, brokerPort, phonesPort } = answers
  const broker = {
    url: `mqtt://127.0.0.1:${brokerPort}`,
    username: account,
    password: brokerPassword
  }
  return {
    server,
    account,
    password,
    unit,
    dataDir,
    ...(name && { local: { ...broker, phones: `wss://${name}:${phonesPort}` } }),
    gates: gates.map((gate) => gateSettings(gate, broker))
  }
}

function gateSettings(
  { gate, kind, topic, id, travelSeconds, closeAt, camera }: GateAnswers,
  broker: object
) {
  return {
    gate,
    controller: { broker, ...controllerPart(kind, topic, id) },
    ...(travelSeconds !== undefined && { travelSeconds }),
    ...(closeAt && { closeAt }),
    ...(camera && { camera: { url: 'http://127.0.0.1:1984', src: gate, rtsp: camera } })
  }
}
