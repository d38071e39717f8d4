import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { AgentStartProblem, readAgentConfig } from '../agent-config.ts'
import { agentSettings } from './agent-settings.ts'
import type { KitAnswers } from './answers.ts'
import {
  brokerSettings,
  controllerName,
  gateAccess,
  passwordFile,
  peopleAccess,
  phoneSettings
} from './broker-files.ts'
import { newBrokerPassword } from './broker-password.ts'
import { cameraSettings } from './camera-settings.ts'
import { writeCertificateKey, writeCertificateRequest } from './certificate-request.ts'
import { nextSteps } from './next-steps.ts'
import { serviceUnit } from './service-unit.ts'

/**
 * Writes the agent's folder, whole or not at all; returns the names of what lies in it.
 * @throws AgentStartProblem when something is there already, or the agent would not take its configuration
 */
export function writeKit(
  path: string,
  answers: KitAnswers,
  machine: { program: string; node: string }
): string[] {
  const folder = resolve(path)
  refuseExisting(folder)
  const fresh = `${folder}.dang-lam`
  rmSync(fresh, { recursive: true, force: true })
  try {
    mkdirSync(fresh, { recursive: true, mode: 0o755 })
    fill(fresh, folder, answers, answers.program ?? machine.program, machine.node)
    readAgentConfig(join(fresh, 'agent.json'))
    renameSync(fresh, folder)
  } catch (cause) {
    rmSync(fresh, { recursive: true, force: true })
    if (cause instanceof AgentStartProblem) throw cause
    throw new AgentStartProblem(`Không ghi được vào ${dirname(folder)}: xem quyền và chỗ trống.`, { cause })
  }
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
}

/** @throws AgentStartProblem when the folder holds anything */
export function refuseExisting(path: string): void {
  const folder = resolve(path)
  if (existsSync(folder) && !isEmpty(folder))
    throw new AgentStartProblem(`${folder} đã có, không ghi đè: chọn thư mục khác, hoặc dời thư mục ấy đi.`)
}

function isEmpty(folder: string): boolean {
  try {
    return readdirSync(folder).length === 0
  } catch {
    return false
  }
}

/** @param at the folder to write into @param folder where it will lie, which the files name */
function fill(at: string, folder: string, answers: KitAnswers, program: string, node: string): void {
  const { account, name, gates } = answers
  const agent = { name: account, password: newBrokerPassword() }
  const controllers = gates.map(({ gate }) => ({ name: controllerName(gate), password: newBrokerPassword() }))
  const write = (file: string, text: string, mode = 0o644) => {
    mkdirSync(dirname(join(at, file)), { recursive: true })
    writeFileSync(join(at, file), text, { mode, flag: 'wx' })
    // The umask takes bits away from what is meant to be read.
    chmodSync(join(at, file), mode)
  }
  const secret = 0o600
  write('agent.json', `${JSON.stringify(agentSettings(answers, agent.password), null, 2)}\n`, secret)
  write('so-tay-antt-agent.service', serviceUnit(answers, { folder, program, node }))
  write('mosquitto/so-tay-antt-1.conf', brokerSettings(answers))
  write('mosquitto/gate.passwd', passwordFile([agent, ...controllers]), secret)
  write('mosquitto/gate.acl', gateAccess(answers))
  write('mosquitto/people.acl', peopleAccess())
  if (gates.some(({ camera }) => camera !== undefined)) write('go2rtc.yaml', cameraSettings(gates), secret)
  let isRequested = false
  if (name) {
    write('mosquitto/so-tay-antt-2.conf', phoneSettings(answers))
    mkdirSync(join(at, 'tls'), { mode: 0o700 })
    writeCertificateKey(join(at, 'tls', `${name}.key`))
    isRequested = writeCertificateRequest(
      name,
      join(at, 'tls', `${name}.key`),
      join(at, 'tls', `${name}.csr`)
    )
  }
  write('LAM-TIEP.txt', nextSteps({ answers, controllers, folder, program, isRequested }), secret)
}
