import { agentName, dialectOf, type DialectName } from '../adapters/dialects.ts'

/** A kind of controller as the installer chooses it: a dialect, or a preset of the dialect `mqtt`. */
export interface ControllerKind {
  /** One line of the menu. */
  says: string
  /** Asks for the topic, where its last part is the device's name behind a bridge; absent: `topicQuestion` asks. */
  bridged?: string
  /** Asks for the id of a discovered gate; absent where the topic is enough. */
  id?: string
  /** The part of the broker that belongs to a gate's controller under this topic, as lines of Mosquitto's access list. */
  access: (topic: string, gate: string) => readonly string[]
}

/** Home Assistant's discovery and birth message; what is announced there is pinned by the agent. */
const announcing = ['topic write homeassistant/#', 'topic read homeassistant/status']
const own = (topic: string) => [`topic readwrite ${topic}/#`]
const ownAndAnnouncing = (topic: string) => [...own(topic), ...announcing]
const tasmota = (topic: string) => [
  `topic read cmnd/${topic}/#`,
  `topic write stat/${topic}/#`,
  `topic write tele/${topic}/#`,
  'topic write tasmota/discovery/#'
]
/** Lets a Shelly answer what it is asked for its gate; another's may not write there. */
const answering = (gate: string) => `topic write ${agentName(gate)}/rpc`
/** Returns the base topic of the bridge that a device is behind, by the device's own; '' where it names none. */
export const bridgeOf = (topic: string): string => topic.slice(0, Math.max(0, topic.lastIndexOf('/')))
/** All devices behind one zigbee2mqtt speak through it. */
const behindBridge = {
  bridged: 'Tên gốc (base_topic) của zigbee2mqtt và tên thiết bị trong đó, ví dụ zigbee2mqtt/cong01',
  access: (topic: string) => ownAndAnnouncing(bridgeOf(topic))
}
/** Asks for the topic of a controller that speaks for itself. */
export const topicQuestion = 'Tên gốc (topic) của bộ điều khiển, ví dụ cong01'

const dialects: Readonly<Record<Exclude<DialectName, 'mqtt'>, ControllerKind>> = {
  'home-assistant': {
    says: 'bộ điều khiển tự giới thiệu theo Home Assistant',
    id: 'Tên cổng trong phần giới thiệu, ví dụ cong01/cua',
    access: ownAndAnnouncing
  },
  esphome: {
    says: 'ESPHome có cover (công tắc hai đầu, hoặc tính theo giây)',
    id: 'Mã của cover, ví dụ cong01/cua_cuon',
    access: ownAndAnnouncing
  },
  tasmota: {
    says: 'Tasmota chế độ shutter',
    id: 'Địa chỉ MAC và số shutter, ví dụ D8F15B7E0CB4/1',
    access: tasmota
  },
  shelly: {
    says: 'Shelly Gen2 trở lên, chế độ cover (Plus 2PM, Pro 2PM)',
    id: 'Mã của cover: tên của máy và /cover:0, ví dụ shellyplus2pm-a8032abb1540/cover:0',
    access: (topic, gate) => [...own(topic), answering(gate)]
  },
  zigbee2mqtt: {
    says: 'cover Zigbee sau zigbee2mqtt (TS130F…)',
    id: 'Địa chỉ Zigbee, ví dụ 0xa4c1389f2c1b77d0',
    ...behindBridge
  }
}

const mapped: Readonly<Record<string, ControllerKind>> = {
  'tasmota-relays': { says: 'Tasmota, ba rơ-le bấm ba nút của hộp cửa cuốn', access: tasmota },
  'tasmota-button': { says: 'Tasmota, một rơ-le ở hộp chỉ có một nút', access: tasmota },
  'esphome-switches': { says: 'ESPHome, ba switch bấm ba nút', access: ownAndAnnouncing },
  'esphome-buttons': { says: 'ESPHome, ba button bấm ba nút', access: ownAndAnnouncing },
  'openbeken-relays': { says: 'OpenBeken (Tuya nạp lại), ba rơ-le', access: ownAndAnnouncing },
  ratgdo: { says: 'ratgdo', access: ownAndAnnouncing },
  opengarage: { says: 'OpenGarage (không dừng được)', access: ownAndAnnouncing },
  'zigbee-garage': { says: 'mô-đun cổng Zigbee sau zigbee2mqtt, hộp một nút', ...behindBridge }
}

/** All kinds by their names: dialects first, then presets. */
export const controllerKinds: Readonly<Record<string, ControllerKind>> = { ...dialects, ...mapped }

/** The kinds that an installer may answer: one may be left to a phone at the gate. */
export const kitKinds: Readonly<Record<string, ControllerKind>> = {
  ...controllerKinds,
  'tai-cong': {
    says: 'chưa biết: chọn tại cổng, bằng điện thoại',
    access: (topic, gate) => [...ownAndAnnouncing(topic), ...tasmota(topic), answering(gate)]
  }
}

/** Returns the kind's part of `agent.json`; nothing for one that is chosen at the gate. */
export function controllerPart(kind: string, topic: string, id: string | undefined): object {
  if (!Object.hasOwn(controllerKinds, kind)) return {}
  if (Object.hasOwn(mapped, kind)) return { dialect: 'mqtt', mapping: { preset: kind, topic } }
  if (kind === 'zigbee2mqtt') {
    // Nothing at the gate confirms what such a module calculates.
    return { dialect: kind, id, prefix: bridgeOf(topic), setting: { assumed: true } }
  }
  const prefixed = kind === 'esphome' || kind === 'shelly'
  return { dialect: kind, id, ...(prefixed && { prefix: topic }) }
}

/** Tells whether controllers of a kind announce themselves, so that an installer accepts what they announce. */
export const announcesItself = (kind: string): boolean =>
  Object.hasOwn(dialects, kind) && dialectOf(kind as DialectName).describe !== undefined

/** Presets of openers with one button, whose travel time must be known. */
export const oneButton: ReadonlySet<string> = new Set(['tasmota-button', 'opengarage', 'zigbee-garage'])
