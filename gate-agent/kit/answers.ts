import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import { Schedule } from '#lib/domain/gates/schedule.ts'
import { slug } from '#lib/domain/shapes.ts'
import { AgentStartProblem } from '../agent-config.ts'
import { isThisMachine } from '../relays/broker-address.ts'
import { kitKinds, oneButton } from './controller-kinds.ts'

const hostName = /^(?=.{4,200}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/
/** Without blanks or quotes: it stands in the files of systemd and Mosquitto. */
const folder = v.pipe(v.string(), v.regex(/^\/[A-Za-z0-9._/-]{1,200}$/))
const port = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535))
/** Without the signs that go2rtc, which reads what follows `#`, and YAML would take for their own. */
const isCamera = (text: string) =>
  /^rtsps?:\/\/[^\s#"\\]+$/.test(text) && URL.canParse(text) && new URL(text).hostname !== ''

const isBridged = (kind: string) => Object.hasOwn(kitKinds, kind) && kitKinds[kind]!.bridged !== undefined
const needsId = (kind: string) => Object.hasOwn(kitKinds, kind) && kitKinds[kind]!.id !== undefined

/** Tells whether a server runs on this very machine: enough to try things out, without a certificate. */
export const isTrialServer = (server: string) => isThisMachine(new URL(server).hostname)

const gateTopic = v.pipe(v.string(), v.regex(/^[^+#\s\0"\\]{1,100}$/))

/** Returns what the topic of a kind must be: behind a bridge it names both, the bridge and the device. */
export const topicShape = (kind: string) =>
  v.pipe(
    gateTopic,
    v.check((topic) => !isBridged(kind) || /^[^/]+(?:\/[^/]+)+$/.test(topic))
  )

/** One gate of a site. */
export const GateAnswerFields = {
  gate: slug,
  kind: v.pipe(
    v.string(),
    v.check((kind) => Object.hasOwn(kitKinds, kind))
  ),
  topic: gateTopic,
  id: v.optional(v.pipe(v.string(), v.regex(/^[^+#\s\0]{1,200}$/))),
  travelSeconds: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(600))),
  closeAt: v.optional(Schedule.entries.closeAt),
  camera: v.optional(v.pipe(v.string(), v.check(isCamera)))
} as const

const GateAnswers = v.pipe(
  v.strictObject(GateAnswerFields),
  v.forward(
    v.check(({ kind, id }) => needsId(kind) === (id !== undefined)),
    ['id']
  ),
  v.forward(
    v.check(({ kind, topic }) => v.is(topicShape(kind), topic)),
    ['topic']
  ),
  v.forward(
    v.check(({ kind, travelSeconds }) => !oneButton.has(kind) || travelSeconds !== undefined),
    ['travelSeconds']
  )
)
export type GateAnswers = v.InferOutput<typeof GateAnswers>

/** Describes a site as the kit must know it. */
export const KitAnswers = v.strictObject({
  server: v.pipe(
    v.string(),
    v.regex(/^https?:\/\/[^\s"?#@]+$/),
    v.check((text) => URL.canParse(text) && (text.startsWith('https:') || isTrialServer(text)))
  ),
  unit: slug,
  account: slug,
  password: v.pipe(v.string(), v.minLength(1)),
  /** The name by which phones on the site's Wi-Fi reach its broker; absent: they do not. */
  name: v.optional(v.pipe(v.string(), v.regex(hostName))),
  gates: v.pipe(
    v.array(GateAnswers),
    v.minLength(1),
    v.check((gates) => new Set(gates.map(({ gate }) => gate)).size === gates.length)
  ),
  /** Places things on the machine; each is otherwise where the operator's documents have it. */
  program: v.optional(folder),
  dataDir: v.optional(folder, '/var/lib/so-tay-antt-agent'),
  mosquitto: v.optional(folder, '/etc/mosquitto/so-tay-antt'),
  user: v.optional(slug, 'so-tay-antt'),
  brokerPort: v.optional(port, 1883),
  phonesPort: v.optional(port, 8883)
})
export type KitAnswers = v.InferOutput<typeof KitAnswers>

/** Requirement of each answer, as the end of a Vietnamese sentence. */
const wantedAnswers: Readonly<Record<string, string>> = {
  server: 'là địa chỉ https:// của máy chủ; dùng thử trên chính máy này thì http://localhost:8080',
  unit: 'là mã đơn vị, ví dụ xa-phong-hiep',
  account: 'là tên tài khoản, gồm a–z, 0–9 và dấu gạch nối',
  password: 'là mật khẩu của tài khoản',
  name: 'là tên máy trong DNS, ví dụ cong01.example.vn',
  gates: 'là danh sách cổng, mỗi mã cổng một lần',
  gate: 'là mã cổng, ví dụ cong-1b',
  kind: `là một trong: ${Object.keys(kitKinds).join(', ')}`,
  topic:
    'là tên gốc trên MQTT, không có + # và khoảng trắng; thiết bị Zigbee thì gồm cả tên gốc của zigbee2mqtt, ví dụ zigbee2mqtt/cong01',
  id: 'có khi và chỉ khi loại bộ điều khiển cần',
  travelSeconds: 'là số giây, từ 1 đến 600; bắt buộc với hộp một nút',
  closeAt: 'có dạng 22:00',
  camera: 'có dạng rtsp://tên:mật-khẩu@192.168.1.64/…; dấu # viết là %23'
}

/** Checks one answer; returns the sentence that says what is expected, or null. */
export function wrongAnswer(field: string, shape: v.GenericSchema, value: unknown): string | null {
  return v.is(shape, value) ? null : `Câu trả lời phải ${requirement(field)}.`
}

/** Checks all answers. @param where names their place @throws AgentStartProblem that names the first wrong one */
export function checkedAnswers(given: unknown, where: string): KitAnswers {
  const checked = v.safeParse(KitAnswers, given)
  if (checked.success) return checked.output
  const [issue] = checked.issues
  const field = v.getDotPath(issue) ?? ''
  if (issue.type === 'strict_object' && issue.expected === 'never')
    throw new AgentStartProblem(`Trong ${where}, không có mục “${field}”.`)
  throw new AgentStartProblem(`Trong ${where}, mục “${field}” phải ${requirement(field.split('.').at(-1)!)}.`)
}

/** Reads answers from a JSON file. @throws AgentStartProblem when it cannot be read or an answer is wrong */
export function readAnswers(path: string): KitAnswers {
  try {
    return checkedAnswers(JSON.parse(readFileSync(path, 'utf8')), path)
  } catch (cause) {
    if (cause instanceof AgentStartProblem) throw cause
    throw new AgentStartProblem(`Không đọc được tệp trả lời ${path}, hoặc tệp không phải JSON đúng.`, {
      cause
    })
  }
}

const requirement = (field: string) =>
  Object.hasOwn(wantedAnswers, field) ? wantedAnswers[field]! : 'có giá trị đúng'
