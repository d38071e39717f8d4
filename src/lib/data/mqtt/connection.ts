import mqtt, { type IClientOptions, type MqttClient } from 'mqtt'
import { hurry, type Stream } from './stream.ts'

/** The broker to connect to, and the credentials. */
export interface ConnectOptions {
  /** `ws://`, `wss://` or `mqtt://`. */
  url: string
  username?: string
  password?: string
  /** Unique to each tab: two connections with one client id would disconnect each other for ever. */
  clientId: string
  /** The will: the broker publishes it when this connection breaks. */
  will?: { topic: string; payload: string; retain: boolean }
  /**
   * The largest packet that the broker may pass on, bytes: it drops what is larger, for this connection only, and what
   * arrives all the same is dropped here.
   */
  largestPacket?: number
}

export interface OutgoingMessage {
  topic: string
  payload: string
  /** Message expiry at the broker, seconds. */
  expirySeconds: number
  retain?: boolean
  responseTopic?: string
  /** Correlation data: identifies the command in every answer to it. */
  correlation?: string
}

export interface IncomingMessage {
  topic: string
  payload: string
  retain: boolean
  correlation?: string
  /** The topic on which its sender expects an answer; as unverified as the rest. */
  responseTopic?: string
}

export interface ListenOptions {
  /** MQTT's "retain as published": a message published as retained is marked so from the first delivery on. */
  asSent?: boolean
  /** MQTT's "no local": none of our own messages comes back. */
  othersOnly?: boolean
}

/**
 * The outcome of a message. `sent`: the broker has it and somebody listens; `OFFLINE`: not a byte has left;
 * `AGENT_OFFLINE`: nobody listens there; `NOT_ALLOWED`: the broker refused it; `UNKNOWN`: it left, and nothing more is
 * known.
 */
export type SendResult = { code: 'sent' | 'OFFLINE' | 'AGENT_OFFLINE' | 'NOT_ALLOWED' | 'UNKNOWN' }

/** How a connection ended. `taken-over`: another one came with the same client id. */
export type Ended = 'lost' | 'taken-over' | 'closed'
/** The reason why no connection was made. `too-old`: the broker does not speak MQTT 5. */
export type NotOpened = 'unreachable' | 'not-allowed' | 'too-old'

/** Keepalive: seconds of silence after which a ping is sent. */
const keepalive = 10
/** Timeout for the broker to acknowledge a message, or to answer a ping, ms. */
const takenMs = 3_000
/** Silence after which the connection counts as dead, ms: a screen that updates each second shows it within fifteen. */
const silenceMs = keepalive * 1_000 + takenMs
const noSubscribers = 16
const notAuthorized = 135
const takenOver = 142

const options: IClientOptions = {
  protocolVersion: 5,
  clean: true,
  properties: { sessionExpiryInterval: 0 },
  keepalive,
  // Its other timer is a worker made of a blob, which the page's CSP forbids: no pings would be sent, and brokers would
  // disconnect.
  timerVariant: 'native',
  connectTimeout: 10_000,
  // When mqtt.js reconnects it resends what it still holds; ours never reconnects.
  reconnectPeriod: 0,
  queueQoSZero: false,
  resubscribe: false
}

/**
 * One connection to a broker, from its first packet to its last. It never queues and nothing survives it: a message
 * that cannot be sent now is reported so, and the next connection begins empty.
 */
export class Connection {
  readonly ended: Promise<Ended>
  #heardAt: number
  /** Callbacks waiting for the broker's acknowledgement, by message id. */
  readonly #taking = new Map<number, (code: SendResult['code']) => void>()

  private constructor(
    private readonly client: MqttClient,
    private readonly now: () => number,
    private readonly largestPacket: number | undefined
  ) {
    this.#heardAt = now()
    this.ended = new Promise((resolve) => {
      client.on('disconnect', ({ reasonCode }) => resolve(reasonCode === takenOver ? 'taken-over' : 'lost'))
      client.on('close', () => resolve(client.disconnecting ? 'closed' : 'lost'))
    })
    client.on('close', () => this.#taking.forEach((settle) => settle('UNKNOWN')))
    client.on('packetreceive', (packet) => {
      this.#heardAt = now()
      // The library's own callback does not report "no matching subscribers".
      if (packet.cmd === 'puback') this.#taking.get(packet.messageId!)?.(takenAs(packet.reasonCode))
    })
  }

  /** @param now milliseconds of a monotonic clock */
  static open(door: ConnectOptions, now: () => number): Promise<Connection | { code: NotOpened }> {
    const { url, will, largestPacket, ...credentials } = door
    const properties: IClientOptions['properties'] & object = { ...options.properties }
    if (largestPacket) properties.maximumPacketSize = largestPacket
    const last = will && { will: { ...will, payload: will.payload as unknown as Buffer, qos: 1 as const } }
    const client = mqtt.connect(url, { ...options, properties, ...credentials, ...last })
    return new Promise((resolve) => {
      const give = (code: NotOpened) => {
        client.end(true)
        resolve({ code })
      }
      client.on('error', (problem) => give(reasonOf(problem)))
      client.once('close', () => give('unreachable'))
      client.once('connect', () => {
        hurry(client.stream as unknown as Stream)
        // The library would end the connection at a larger packet, and so at anybody's wish; `onMessage` drops it.
        delete properties.maximumPacketSize
        resolve(new Connection(client, now, largestPacket))
      })
    })
  }

  /** Tells whether it can be trusted now: a socket whose other end has gone still calls itself open. */
  get alive(): boolean {
    const { connected, disconnecting } = this.client
    return connected && !disconnecting && this.now() - this.#heardAt < silenceMs
  }

  onMessage(hear: (message: IncomingMessage) => void): void {
    const { largestPacket = Infinity } = this
    this.client.on('message', (topic, payload, { retain, properties }) => {
      if (payload.length > largestPacket) return
      const correlation = properties?.correlationData?.toString()
      const responseTopic = properties?.responseTopic
      const extra = { ...(correlation && { correlation }), ...(responseTopic && { responseTopic }) }
      hear({ topic, payload: payload.toString(), retain, ...extra })
    })
  }

  /**
   * Subscribes; false when the broker refuses the filter. Even a granted one may deliver only in part. A connection with
   * a largest packet asks for QoS 0: Mosquitto never gives back the place in its window (`max_inflight_messages`) of a
   * message that it drops as too large, and after as many as that would deliver nothing any more.
   */
  async listen(filter: string, how: ListenOptions = {}): Promise<boolean> {
    const { asSent: rap = false, othersOnly: nl = false } = how
    const options = { qos: this.largestPacket ? 0 : 1, rap, nl } as const
    const granted = await this.client.subscribeAsync(filter, options).catch(() => [])
    return granted.length > 0 && granted.every(({ qos }) => qos < 128)
  }

  async unlisten(filter: string): Promise<void> {
    await this.client.unsubscribeAsync(filter).catch(() => {})
  }

  /** Sends now or not at all. Without an acknowledgement within three seconds the message is forgotten here. */
  send({ topic, payload, retain = false, ...extra }: OutgoingMessage): Promise<SendResult> {
    if (!this.alive) return Promise.resolve({ code: 'OFFLINE' })
    return new Promise((resolve) => {
      this.client.publish(topic, payload, { qos: 1, retain, properties: propertiesOf(extra) }, () => {})
      const id = this.client.getLastMessageId()
      const settle = (code: SendResult['code']) => {
        clearTimeout(timer)
        this.#taking.delete(id)
        resolve({ code })
      }
      const timer = setTimeout(() => {
        this.client.removeOutgoingMessage(id)
        settle('UNKNOWN')
      }, takenMs)
      this.#taking.set(id, settle)
    })
  }

  /** Ends at once, without a word to the broker: the network is said to be gone. */
  drop(): void {
    this.client.end(true)
  }

  /** Ends gracefully; a connection that breaks meanwhile brings no acknowledgement, which the library would await. */
  async close(): Promise<void> {
    await Promise.race([this.client.endAsync(), this.ended])
  }
}

function propertiesOf({
  expirySeconds,
  responseTopic,
  correlation
}: Omit<OutgoingMessage, 'topic' | 'payload'>) {
  return {
    messageExpiryInterval: expirySeconds,
    contentType: 'application/json',
    ...(responseTopic && { responseTopic }),
    ...(correlation && { correlationData: new TextEncoder().encode(correlation) as Buffer })
  }
}

function takenAs(reason = 0): SendResult['code'] {
  if (reason === noSubscribers) return 'AGENT_OFFLINE'
  if (reason === notAuthorized) return 'NOT_ALLOWED'
  return reason < 128 ? 'sent' : 'UNKNOWN'
}

/** Maps the code of a refused CONNECT: 1 and 132 are the version, 4, 5, 134 and 135 the account. */
function reasonOf(problem: Error): NotOpened {
  const { code } = problem as { code?: unknown }
  if (code === 1 || code === 132) return 'too-old'
  return [4, 5, 134, 135].includes(code as number) ? 'not-allowed' : 'unreachable'
}
