import { AgentStartProblem, readAgentConfig, type AgentConfig } from '../agent-config.ts'
import { checkBroker, checkLocalName } from './brokers.ts'
import { checkCamera } from './camera.ts'
import { checkClock } from './clock.ts'
import { checkController } from './controller.ts'
import { checkDisk } from './disk.ts'
import { findingLine, type TestFinding } from './finding.ts'

/** Yields what is right and what is not about a machine at a gate, one thing after the other. Moves no gate. */
async function* selfTest(config: AgentConfig): AsyncGenerator<TestFinding> {
  const { dataDir, server, clock, broker, local, gates } = config
  yield checkDisk(dataDir)
  yield* await checkClock(server, clock)
  if (broker) yield await checkBroker('Broker của xã', broker)
  if (local) {
    yield await checkBroker('Broker cho điện thoại tại cổng', local)
    if (/^(wss|mqtts):/.test(local.url)) yield await checkLocalName(local.url)
  }
  for (const gate of gates) {
    const beside = await checkBroker(`${gate.gate}: broker tại cổng`, gate.controller.broker)
    yield beside
    if (beside.state === 'good') yield await checkController(gate)
    if (gate.camera) yield await checkCamera(gate.gate, gate.camera)
  }
}

/**
 * Runs `npm run agent -- --check agent.json`: prints a line for each finding, and returns the exit code: 1 when something
 * is not right.
 */
export async function selfTestMain(path: string | undefined, say: (line: string) => void): Promise<number> {
  try {
    if (!path) throw new AgentStartProblem('Cho biết tệp cấu hình: npm run agent -- --check agent.json')
    let wrong = 0
    for await (const finding of selfTest(readAgentConfig(path))) {
      if (finding.state === 'bad') wrong++
      say(findingLine(finding))
    }
    say(wrong === 0 ? 'Không thấy gì sai.' : `Có ${wrong} điều cần sửa.`)
    return wrong === 0 ? 0 : 1
  } catch (problem) {
    if (!(problem instanceof AgentStartProblem)) throw problem
    say(problem.message)
    return 1
  }
}
