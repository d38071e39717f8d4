import { randomUUID } from 'node:crypto'
import { Link } from '#lib/data/mqtt/link.ts'
import type { GateReport, Motion } from '#lib/domain/gates/motion.ts'
import { controllerOf, type AgentConfig } from '../agent-config.ts'
import { machineClock } from '../shell/agent-clock.ts'
import { ControllerConnection } from '../shell/controller/controller-connection.ts'
import { bad, good, unsure, type TestFinding } from './finding.ts'

/** How long a controller that is asked may take to answer, ms. */
const patienceMs = 10_000

const words: Record<Exclude<Motion, 'unknown'>, string> = {
  open: 'đang mở',
  closed: 'đã đóng',
  opening: 'đang mở ra',
  closing: 'đang đóng lại',
  stopped: 'dừng giữa chừng'
}

type GateConfig = AgentConfig['gates'][number]

/**
 * Checks that a gate's controller is heard at the site's broker and says how the gate stands. Asks it, and commands
 * nothing. @param withinMs patience, ms
 */
export async function checkController(config: GateConfig, withinMs = patienceMs): Promise<TestFinding> {
  const { gate, controller } = config
  const { id } = controllerOf(config)
  const report = await heardFrom(config, withinMs)
  if (!report)
    return bad(
      `${gate}: không nghe thấy bộ điều khiển “${id}” (${controller.dialect}): xem mã, prefix và nguồn điện của nó.`
    )
  if (!report.deviceOnline) return bad(`${gate}: bộ điều khiển “${id}” đang mất kết nối.`)
  if (report.motion === 'unknown')
    return unsure(
      `${gate}: bộ điều khiển có mặt nhưng chưa báo cổng mở hay đóng. Bấm nút trên tường một lần rồi thử lại; nếu vẫn vậy, gắn công tắc từ ở đầu đóng.`
    )
  return report.assumed
    ? unsure(
        `${gate}: bộ điều khiển tính cổng ${words[report.motion]}, không có cảm biến: app sẽ không nói chắc “đã đóng”. Nên gắn công tắc từ ở đầu đóng.`
      )
    : good(`${gate}: bộ điều khiển báo cổng ${words[report.motion]}.`)
}

/** Returns the first report that says how the gate stands, or the last one when the time is over; null when there is none. */
async function heardFrom(config: GateConfig, withinMs: number): Promise<GateReport | null> {
  const { dialect, id } = controllerOf(config)
  const { url, username, password } = config.controller.broker
  const { steady: now, after } = machineClock
  const credentials = { ...(username && { username }), ...(password && { password }) }
  const link = new Link({
    now,
    after,
    chance: Math.random,
    connectOptions: async () => ({ url, clientId: `thu.${randomUUID()}`, ...credentials })
  })
  let last: GateReport | null = null
  let asking: ReturnType<typeof setInterval> | null = null
  const connection = await new Promise<ControllerConnection>((resolve) => {
    const listening: ControllerConnection = new ControllerConnection({
      link,
      clock: machineClock,
      // Lets go of no relay: the agent itself may be moving the gate.
      dialect: { ...dialect, release: () => [] },
      id,
      pinned: null,
      hear(report) {
        last = report
        if (report.deviceOnline && report.motion !== 'unknown') resolve(listening)
      },
      query: (_query, send) => send(),
      warned: () => {},
      notTold: () => {},
      orderLeft: () => {},
      trouble: () => {}
    })
    after(withinMs, () => resolve(listening))
    // Asks again whoever does not say at once how its gate stands.
    asking = setInterval(() => listening.tick(), 250)
  })
  clearInterval(asking!)
  await connection.stop()
  await link.stop()
  return last
}
