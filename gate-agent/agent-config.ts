import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import * as v from 'valibot'
import { defaultPolicy, Policy } from '#lib/domain/gates/contract/checks/policy.ts'
import { slug } from '#lib/domain/shapes.ts'
import { agentName, dialectNames, dialectOf, Setting } from './adapters/dialects.ts'
import { unmapped } from './adapters/unmapped.ts'
import { expanded } from './adapters/mqtt/presets.ts'
import { wantedOfMapping } from './adapters/mqtt/wanted.ts'
import { goesByTurns, Mapping } from './adapters/mqtt/mapping.ts'
import { Schedule } from '#lib/domain/gates/schedule.ts'

/** A problem that the operator must fix before the agent can start; `message` is one Vietnamese sentence. */
export class AgentStartProblem extends Error {
  override name = 'StartProblem'
}

const address = (schemes: RegExp) =>
  v.pipe(
    v.string(),
    v.check((text) => URL.canParse(text) && schemes.test(text))
  )
const text = v.pipe(v.string(), v.minLength(1))
/** A topic to publish to, so without wildcards. */
const topic = v.pipe(v.string(), v.regex(/^[^+#\u0000]{1,200}$/))

const Broker = v.strictObject({
  url: address(/^(mqtts?|wss?):\/\//),
  username: v.optional(text),
  password: v.optional(text)
})
export type BrokerAccess = v.InferOutput<typeof Broker>

/** The broker beside the gate; `phones` is its address for phones, which only `--check` tries. */
const LocalBroker = v.strictObject({ ...Broker.entries, phones: v.optional(address(/^wss:\/\//)) })

/** A camera's stream at go2rtc, and its own RTSP address, which only `--check` tries. */
const GateCamera = v.strictObject({
  url: address(/^https?:\/\/[^/]+$/),
  src: slug,
  rtsp: v.optional(address(/^rtsps?:\/\/[^\s#]+$/))
})

/** A topic of the broker at the gate that reports the power source, in two words of its own. */
const Power = v.pipe(
  v.strictObject({
    topic,
    mains: v.optional(text, 'mains'),
    battery: v.optional(text, 'battery'),
    percentTopic: v.optional(topic),
    minutesTopic: v.optional(topic),
    capacityMinutes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000)))
  }),
  v.check(({ topic, percentTopic, minutesTopic }) => differ([topic, percentTopic, minutesTopic])),
  v.check(({ mains, battery }) => mains !== battery)
)

/** A siren at the broker beside the gate, a sound for the loudspeaker of this machine, or both. */
const Alarm = v.pipe(
  v.strictObject({
    topic: v.optional(topic),
    on: v.optional(v.string(), 'ON'),
    off: v.optional(v.string(), 'OFF'),
    audio: v.optional(text),
    player: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9/][A-Za-z0-9._/-]*$/)), 'aplay'),
    seconds: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(300)), 60)
  }),
  v.check(({ topic, audio }) => topic !== undefined || audio !== undefined),
  v.check(({ on, off }) => on !== off)
)

/**
 * A discovered gate has an id, and a mapped one has a mapping; without a dialect, all that is chosen by a phone at the
 * gate.
 */
const Controller = v.pipe(
  v.strictObject({
    broker: Broker,
    dialect: v.optional(v.picklist(dialectNames)),
    id: v.optional(text),
    prefix: v.optional(topic),
    setting: v.optional(Setting),
    mapping: v.optional(v.pipe(v.record(v.string(), v.unknown()), expanded, Mapping))
  }),
  v.forward(
    v.check(({ dialect, mapping }) => (dialect === 'mqtt') === (mapping !== undefined)),
    ['mapping']
  ),
  v.forward(
    v.check(({ dialect, id }) => dialect === 'mqtt' || (dialect === undefined) === (id === undefined)),
    ['id']
  ),
  v.forward(
    v.check(({ dialect, prefix, setting }) => dialect !== undefined || (!prefix && !setting)),
    ['dialect']
  )
)

const GateFields = v.strictObject({
  gate: slug,
  controller: Controller,
  travelSeconds: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(600))),
  closeAt: v.optional(Schedule.entries.closeAt),
  openAt: Schedule.entries.openAt,
  camera: v.optional(GateCamera),
  policy: v.optional(v.partial(Policy)),
  power: v.optional(Power),
  sms: v.optional(v.boolean()),
  alarm: v.optional(Alarm),
  warning: v.optional(
    v.strictObject({ topic, on: v.optional(v.string(), 'ON'), off: v.optional(v.string(), 'OFF') })
  )
})

/** One gate. A single button is pressed by what the last motion was, so that its length must be known. */
export const GateConfig = v.pipe(
  GateFields,
  v.forward(
    v.check(
      ({ controller: { mapping }, travelSeconds }) =>
        !mapping || !goesByTurns(mapping) || travelSeconds !== undefined
    ),
    ['travelSeconds']
  )
)

function differ(names: readonly (string | undefined)[]): boolean {
  const given = names.filter((name) => name !== undefined)
  return new Set(given).size === given.length
}

/** One agent's configuration, a JSON file. */
const Fields = v.strictObject({
  server: address(/^https?:\/\//),
  account: slug,
  password: v.optional(text),
  unit: slug,
  label: v.optional(v.pipe(text, v.maxLength(80)), 'Máy tại cổng'),
  dataDir: v.optional(text, 'data'),
  clock: v.optional(v.boolean(), true),
  broker: v.optional(Broker),
  local: v.optional(LocalBroker),
  sms: v.optional(v.strictObject({ device: v.pipe(v.string(), v.regex(/^\/dev\/[A-Za-z0-9._/-]{1,100}$/)) })),
  listen: v.optional(v.pipe(v.string(), v.regex(/^[^\s/]+:\d{1,5}$/)), '127.0.0.1:1985'),
  publicUrl: v.optional(v.pipe(v.string(), v.regex(/^(?:https?:\/\/[^\s?#]+)?$/)), ''),
  gates: v.pipe(
    v.array(GateConfig),
    v.minLength(1),
    v.check((gates) => differ(gates.map(({ gate }) => gate)))
  )
})
export type AgentConfig = v.InferOutput<typeof Fields>

/** Only a machine that knows the time closes a gate at an hour, and only one with a modem obeys text messages. */
const Shape = v.pipe(
  Fields,
  v.forward(
    v.check(({ sms, gates }) => sms !== undefined || gates.every((gate) => !gate.sms)),
    ['sms']
  ),
  v.forward(
    v.check(({ clock, gates }) => clock || gates.every(({ closeAt }) => closeAt === undefined)),
    ['clock']
  )
)

/** Requirement of each field, as the end of the Vietnamese error sentence that names the field. */
const wanted: Record<string, string> = {
  server: 'là địa chỉ https:// của máy chủ',
  account: 'là tên tài khoản, gồm a–z, 0–9 và dấu gạch nối',
  password: 'là mật khẩu của tài khoản, chỉ cần cho lần chạy đầu',
  unit: 'là mã đơn vị, ví dụ xa-phong-hiep',
  gates: 'là danh sách cổng, mỗi mã cổng một lần',
  gate: 'là mã cổng, ví dụ cong-1b',
  url: 'có dạng mqtt://máy-chủ:1883 hoặc ws://máy-chủ:9001',
  'camera.url': 'có dạng http://127.0.0.1:1984',
  dialect: `là một trong: ${dialectNames.join(', ')}`,
  id: 'là tên cổng mà bộ điều khiển tự giới thiệu; chỉ dialect mqtt không cần',
  closeAt:
    'có dạng 22:00, hoặc từng thứ như {"T2": "22:00", "CN": "23:00"}, hai lần cách nhau ít nhất 13 giờ',
  openAt: 'có dạng 05:00',
  phones: 'có dạng wss://cong01.example.vn:8883',
  rtsp: 'có dạng rtsp://tên:mật-khẩu@192.168.1.64/…, dấu # viết là %23',
  sms: 'có device của modem ở mục chung khi có cổng nhận tin nhắn SMS (gates.sms: true)',
  'sms.device': 'là cổng nối tiếp của modem, ví dụ /dev/ttyUSB2',
  alarm: 'có topic hoặc audio, và hai từ on, off khác nhau',
  'alarm.player': 'là tên chương trình phát tệp âm thanh, ví dụ aplay',
  'alarm.seconds': 'là số giây còi kêu, từ 1 đến 300',
  src: 'là tên luồng của go2rtc, gồm a–z, 0–9 và dấu gạch nối',
  listen: 'có dạng 127.0.0.1:1985',
  publicUrl: 'là địa chỉ https:// mà điện thoại tới được',
  travelSeconds:
    'là số giây cổng chạy hết hành trình, từ 1 đến 600; bắt buộc khi chỉ có một nút (button, byTurns)',
  clock: 'là true hoặc false, và là true khi có cổng tự đóng theo giờ (closeAt)',
  power: 'có topic và hai từ mains, battery khác nhau; các topic khác nhau',
  capacityMinutes: 'là số phút bình chạy được khi đầy'
}

/**
 * Reads the JSON configuration; resolves `dataDir` and sounds relative to the file.
 * @throws AgentStartProblem when the file cannot be read or a field is invalid
 */
export function readAgentConfig(path: string): AgentConfig {
  const parsed = v.safeParse(Shape, parse(path))
  if (!parsed.success) throw new AgentStartProblem(sentence(path, parsed.issues[0]))
  const config = parsed.output
  const gates = config.gates.map(({ alarm, ...gate }) => ({
    ...gate,
    ...(alarm && { alarm: beside(path, alarm) })
  }))
  return {
    ...config,
    gates,
    server: unslashed(config.server),
    publicUrl: unslashed(config.publicUrl),
    dataDir: resolve(dirname(path), config.dataDir)
  }
}

/** Resolves a sound's file relative to the configuration. */
function beside<Sound extends { audio?: string | undefined }>(path: string, sound: Sound): Sound {
  return sound.audio === undefined ? sound : { ...sound, audio: resolve(dirname(path), sound.audio) }
}

const unslashed = (url: string) => url.replace(/\/+$/, '')

/** Returns a gate's dialect (`unmapped` where none is chosen), its id in that, and its travel time from end to end, ms; null: never measured. */
export function controllerOf({ gate, controller, travelSeconds }: AgentConfig['gates'][number]) {
  const { dialect, prefix, setting, mapping, id = gate } = controller
  const travelMs = travelSeconds === undefined ? null : Math.round(travelSeconds * 1000)
  const mapped = mapping && { mapping, travelMs }
  const told = { ...setting, source: agentName(gate) }
  return { id, travelMs, dialect: dialect ? dialectOf(dialect, prefix, told, mapped) : unmapped }
}

/** Merges a commune's own settings into the default policy. */
export function policyOf({ policy }: Pick<AgentConfig['gates'][number], 'policy'>): Policy {
  return { ...defaultPolicy, ...policy } as Policy
}

function parse(path: string): unknown {
  let file: string
  try {
    file = readFileSync(path, 'utf8')
  } catch (cause) {
    throw new AgentStartProblem(`Không đọc được tệp cấu hình ${path}.`, { cause })
  }
  try {
    return JSON.parse(file)
  } catch (cause) {
    throw new AgentStartProblem(`Tệp cấu hình ${path} không phải JSON đúng.`, { cause })
  }
}

function sentence(path: string, issue: v.BaseIssue<unknown>): string {
  const field = v.getDotPath(issue) ?? ''
  const lastTwo = field.split('.').slice(-2).join('.')
  const last = Object.hasOwn(wanted, lastTwo) ? lastTwo : field.split('.').at(-1)!
  if (issue.type === 'strict_object' && issue.expected === 'never')
    return `Trong ${path}, không có mục “${field}”.`
  const words = field.includes('.mapping') && Object.hasOwn(wantedOfMapping, last) ? wantedOfMapping : wanted
  const must = Object.hasOwn(words, last) ? words[last] : 'có giá trị đúng'
  return `Trong ${path}, mục “${field}” phải ${must}.`
}
