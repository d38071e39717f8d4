import { AgentStartProblem, readAgentConfig, type AgentConfig } from '../agent-config.ts'
import { asChosen } from '../survey/chosen-controller.ts'
import { refuseSharedRelays } from '../relays/kept-relays.ts'
import { checkBoxAccess, checkBroker, checkLocalName, checkStrangers } from './brokers.ts'
import { checkCamera } from './camera.ts'
import { checkServedCertificate } from './certificate.ts'
import { checkClock } from './clock.ts'
import { checkContact } from './contact.ts'
import { checkController } from './controller.ts'
import { checkDisk } from './disk.ts'
import { findCameras, type FoundCamera } from './find-cameras.ts'
import { findingLine, good, unsure, type TestFinding } from './finding.ts'
import { checkStream, speaksRtsp } from './rtsp.ts'

type GateConfig = AgentConfig['gates'][number]

/** Yields what is right and what is not about a machine at a gate, one thing after the other. Moves no gate. */
async function* selfTest(config: AgentConfig): AsyncGenerator<TestFinding> {
  const { dataDir, server, unit, clock, broker, local, gates } = config
  refuseSharedRelays(config)
  yield checkDisk(dataDir)
  yield* await checkClock(server, clock)
  if (broker) yield await checkBroker('Broker của xã', broker)
  if (local) {
    yield await checkBroker('Broker cho điện thoại tại cổng', local)
    yield* phonesReach(local.phones ?? local.url, unit, gates[0]!.gate)
  }
  for (const written of gates) {
    const gate = asChosen(written, dataDir)
    yield* controllerWorks(gate)
    if (gate.camera?.rtsp) yield await checkStream(gate.gate, gate.camera.rtsp)
    if (gate.camera) yield await checkCamera(gate.gate, gate.camera)
  }
  if (gates.some(({ camera }) => camera)) yield* camerasAround(await findCameras())
}

async function* phonesReach(url: string, unit: string, gate: string): AsyncGenerator<TestFinding> {
  if (!/^(wss|mqtts):/.test(url)) return
  const name = await checkLocalName(url)
  yield name
  if (name.state !== 'good') return
  const certificate = await checkServedCertificate(url)
  yield certificate
  if (certificate.state !== 'bad') yield await checkBoxAccess(url, unit, gate)
}

async function* controllerWorks(config: GateConfig): AsyncGenerator<TestFinding> {
  const { gate, controller } = config
  const name = `${gate}: broker tại cổng`
  const beside = await checkBroker(name, controller.broker)
  yield beside
  if (beside.state !== 'good') return
  const strangers = controller.broker.password ? await checkStrangers(name, controller.broker) : null
  if (strangers) yield strangers
  if (controller.dialect === undefined)
    return yield unsure(
      `${gate}: chưa chọn bộ điều khiển. Đứng ở cổng, mở trang cổng trong app, bấm “Nối bộ điều khiển”.`
    )
  yield await checkController(config)
  if (controller.mapping?.contacts.closed.length) yield await checkContact(config)
}

/** Names the ONVIF cameras of the network and tries each, so that the installer finds the address of theirs. */
async function* camerasAround(found: readonly FoundCamera[]): AsyncGenerator<TestFinding> {
  for (const { host } of found) {
    const answer = await speaksRtsp(host)
    yield typeof answer === 'number'
      ? good(`Trong mạng có camera ONVIF ở ${host}, có RTSP.`)
      : unsure(`Trong mạng có camera ONVIF ở ${host}, nhưng RTSP của nó đang tắt hoặc ở cổng mạng khác.`)
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
