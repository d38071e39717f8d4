import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Cameras, type CamerasDeps } from './camera/cameras.ts'
import { startAgent, type Agent } from './agent.ts'
import { connectOptionsOf, setupAtGate } from './gate-setup.ts'
import { readAgentConfig, AgentStartProblem, type AgentConfig } from './agent-config.ts'
import { alertLine } from './alert-line.ts'
import { newsLines } from './controller-news.ts'
import { JournalProblem } from './disk/journal.ts'
import { refuseSharedRelays } from './relays/kept-relays.ts'
import { pairingLines } from './kit/pairing-code.ts'
import { keepUpWith } from './server.ts'
import type { AgentStanding } from './server/agent-session.ts'
import { machineClock } from './shell/agent-clock.ts'
import { openSerialPort } from './sms/serial-port.ts'
import { troubleLine } from './trouble-line.ts'
import { keptKey } from './shell/agent-key.ts'

/** Sentences for the installer: what the server lets this machine do. */
const standings: Record<Exclude<AgentStanding, 'away'>, string> = {
  approved: 'Máy chủ đã nhận máy này.',
  waiting: 'Máy này chờ chỉ huy duyệt, trong “Máy của đơn vị”.',
  ended: 'Vai trò của tài khoản này trên máy chủ đã hết hạn.',
  barred: 'Máy chủ không nhận máy này nữa: chỉ huy đã thu hồi máy hoặc ngừng tài khoản.',
  'signed-out':
    'Máy chủ cần mật khẩu đúng của tài khoản: ghi vào mục “password” của tệp cấu hình rồi chạy lại.'
}

/** Returns the sentence for the installer which machine moves a gate. */
const moverText = (own: string, by: { account: string; id: string } | null) =>
  by === null
    ? 'KHÔNG máy nào điều khiển: cổng chưa có trong danh bạ của máy này, hoặc máy được chọn chưa duyệt, đã thu hồi. Chỉ huy chọn ở trang của cổng → Sửa thông tin cổng → Máy tại cổng này.'
    : by.id === own
      ? 'máy này điều khiển.'
      : `máy khác của tài khoản ${by.account} điều khiển, máy này KHÔNG nghe lệnh. Nếu máy này thay máy ấy thì chỉ huy chọn lại ở trang của cổng → Sửa thông tin cổng → Máy tại cổng này; không thì gỡ máy này khỏi hộp điều khiển.`

/** Sentences for the installer: whether a gate closes at its hour. */
const schedules = {
  inForce: 'đã có quyết định của UBND, tự đóng theo giờ đã đặt.',
  none: 'chưa có quyết định của UBND trong danh bạ của máy này nên KHÔNG tự đóng theo giờ. Công an xã hoặc UBND ghi quyết định ở trang của cổng, trong ứng dụng.'
}

/**
 * Runs an agent with this configuration until `stop`. @param showsCode prints the code by which a commander approves this
 * machine while it waits @throws AgentStartProblem when the operator must fix something first
 */
export function runAgent(
  config: AgentConfig,
  say: (line: string) => void = console.log,
  showsCode = true
): Agent & { cameras: Cameras | null } {
  const { account, password, unit, label, dataDir } = config
  inFolder(dataDir, () => refuseSharedRelays(config))
  const clock = machineClock
  const trouble = (problem: unknown) => say(troubleLine(problem))
  const key = inFolder(dataDir, () => keptKey(join(dataDir, 'agent-key.json')))
  const server = inFolder(dataDir, () =>
    keepUpWith({
      url: config.server,
      account,
      password,
      unit,
      label,
      key,
      dataDir,
      clock,
      trouble,
      standing(now) {
        if (now !== 'away') say(standings[now])
        if (now === 'waiting' && showsCode)
          pairingLines(config.server, key, process.stdout.isTTY).forEach((line) => say(line))
      }
    })
  )
  const { broker: own, local, sms } = config
  const cameras = camerasOf(config, {
    clock,
    trouble,
    record: server.record,
    keep: (...picture) => server.pictures.keep(...picture)
  })
  const agent = inFolder(dataDir, () =>
    startAgent({
      account,
      unit,
      key,
      dataDir,
      clock,
      trouble,
      knowsTheTime: config.clock,
      gates: config.gates.map((gate) => setupAtGate(gate, config)),
      connectOptions: own ? async () => connectOptionsOf(own, account) : server.connectOptions,
      localConnectOptions: local ? async () => connectOptionsOf(local, account) : null,
      passRefused: server.passRefused,
      holderOf: server.holderOf,
      knows: server.knows,
      machineAt: server.machineAt,
      moved: (gate, by) => say(`${gate}: ${moverText(key.id, by)}`),
      hasDecision: server.hasDecision,
      decided: (gate, stands) => say(`${gate}: ${schedules[stands ? 'inForce' : 'none']}`),
      ...(sms && {
        sms: {
          open: () => openSerialPort(sms.device),
          keysOf: server.keysOf,
          raise: (alarm) => server.alarms.raise(alarm)
        }
      }),
      record: (gate, body, moment) =>
        server.record(
          gate,
          body,
          moment && cameras?.lookAt(gate) ? cameras.picture(gate, moment) : undefined
        ),
      alert: (gate, alert, minutes) => say(alertLine(gate, alert, minutes)),
      announced: (gate, news) => newsLines(gate, news).forEach((line) => say(line)),
      boxes: server.boxes,
      addresses: (gate, account) => cameras?.addresses(gate, account) ?? null
    })
  )
  return {
    wake: agent.wake,
    cameras,
    async stop() {
      await agent.stop()
      await cameras?.stop()
      await server.stop()
    }
  }
}

/** Returns null when no gate has a camera, so that nothing listens. */
function camerasOf(
  { gates, listen, publicUrl }: AgentConfig,
  parts: Pick<CamerasDeps, 'clock' | 'trouble' | 'record' | 'keep'>
): Cameras | null {
  const known = gates.flatMap(({ gate, camera }) => (camera ? [[gate, camera] as const] : []))
  if (known.length === 0) return null
  const [, host = '', port = ''] = /^(.+):(\d+)$/.exec(listen) ?? []
  return new Cameras({ ...parts, cameras: new Map(known), listen: { host, port: Number(port) }, publicUrl })
}

function inFolder<T>(dataDir: string, make: () => T): T {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    return make()
  } catch (cause) {
    if (cause instanceof AgentStartProblem) throw cause
    if (cause instanceof JournalProblem)
      throw new AgentStartProblem(
        `Sổ lệnh của cổng bị hỏng, cổng không nhận lệnh cho tới khi có người xem lại: ${cause.message}.`,
        { cause }
      )
    throw new AgentStartProblem(`Không đọc hoặc ghi được thư mục dữ liệu ${dataDir}.`, { cause })
  }
}

/**
 * Runs `npm run agent -- agent.json` until terminated. A problem for the operator to fix is printed as one sentence,
 * with exit code 1.
 */
export async function agentMain(path: string | undefined): Promise<void> {
  try {
    if (!path) throw new AgentStartProblem('Cho biết tệp cấu hình: npm run agent -- agent.json')
    const config = readAgentConfig(path)
    const agent = runAgent(config)
    const end = () => void agent.stop().then(() => process.exit(0))
    process.once('SIGINT', end).once('SIGTERM', end)
    console.log(`Máy tại cổng đang chạy: ${config.gates.map(({ gate }) => gate).join(', ')}`)
  } catch (problem) {
    if (!(problem instanceof AgentStartProblem)) throw problem
    console.error(problem.message)
    process.exit(1)
  }
}
