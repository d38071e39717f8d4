import { randomUUID } from 'node:crypto'
import { connect as connectTcp } from 'node:net'
import { pipeline } from 'node:stream'
import type { Duplex } from 'node:stream'
import { connect as connectTls } from 'node:tls'
import mqtt, { type MqttClient } from 'mqtt'
import { createWebSocketStream, WebSocket } from 'ws'
import { OperatorError } from '../server-config.ts'
import { boundedPackets } from './bounded-packets.ts'
import { dynamicSecurity } from './dynamic-security.ts'
import type { Broker } from './passes.ts'

/**
 * Forwards each WebSocket to an external broker, byte by byte, and cuts it off at a packet larger than the embedded broker
 * takes: the external one must take more of this server itself. Its dynamic-security plugin holds the passes and rights;
 * without the plugin no passes are issued and only the broker's own rules apply.
 * @param now Unix ms; @param report hears of trouble in the background
 * @throws OperatorError when it does not answer now
 */
export async function startProxyBroker(
  url: URL,
  now: () => number,
  report: (problem: unknown) => void
): Promise<Broker> {
  await reach(url)
  const rulebook = await dynamicSecurity(url, now, report).catch((cause: unknown) => {
    throw new OperatorError(`Máy chủ MQTT ${url.host} ${refusalOf(cause)}.`, { cause })
  })
  const open = new Set<Duplex>()
  const own = rulebook ? null : await openLine(url, report)
  return {
    issue: async (...pass) => (rulebook ? rulebook.issue(...pass) : null),
    revoke: async (...holder) => rulebook?.revoke(...holder),
    accept(stream, _request, proved) {
      const onward = dial(url)
      onward.once('data', (first: Buffer) => isWelcome(first) && proved())
      open.add(stream)
      pipeline(stream, boundedPackets(), onward, stream, () => {
        open.delete(stream)
        stream.destroy()
        onward.destroy()
      })
    },
    async publishRetained(topic, payload) {
      if (rulebook) return rulebook.publishRetained(topic, payload)
      await own?.publishAsync(topic, payload, { qos: 1, retain: true })
    },
    async stop() {
      for (const stream of open) stream.destroy()
      await rulebook?.stop()
      await own?.endAsync(true)
    }
  }
}

/** Explains a refused CONNECT: codes 1 and 132 mean the protocol version, all others the account. */
function refusalOf(cause: unknown): string {
  const { code } = cause as { code?: unknown }
  return code === 1 || code === 132
    ? 'chỉ có bản cũ hơn: cần MQTT 5, như Mosquitto 2.0.21 trở lên'
    : 'không nhận tên hoặc mật khẩu trong MQTT_URL'
}

/** Opens this server's own connection, for a broker without the plugin. */
async function openLine(url: URL, report: (problem: unknown) => void): Promise<MqttClient> {
  const options = { protocolVersion: 5, clientId: `antt-server-${randomUUID()}`, keepalive: 30 } as const
  const client = await mqtt.connectAsync(url.href, options)
  client.on('error', report)
  return client
}

/** Tells whether a broker's first bytes are a CONNACK that lets the client in. */
const isWelcome = (bytes: Buffer): boolean => bytes[0] === 0x20 && bytes[3] === 0

function dial(url: URL): Duplex {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (url.protocol === 'mqtt:') return connectTcp(Number(url.port) || 1883, host)
  if (url.protocol === 'mqtts:') return connectTls({ port: Number(url.port) || 8883, host, servername: host })
  return createWebSocketStream(new WebSocket(url, 'mqtt'))
}

async function reach(url: URL) {
  const trial = dial(url)
  const opened = url.protocol === 'mqtt:' ? 'connect' : url.protocol === 'mqtts:' ? 'secureConnect' : 'open'
  try {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('timeout')), 10_000)
      trial.once('error', reject)
      trial.once('close', () => clearTimeout(timer))
      // A WebSocket stream emits no event when it opens; an empty write completes once it is open.
      if (opened === 'open')
        trial.write(Buffer.alloc(0), (problem) => (problem ? reject(problem) : resolve()))
      else trial.once(opened, () => resolve())
    })
  } catch (cause) {
    throw new OperatorError(`Không kết nối được máy chủ MQTT ${url.protocol}//${url.host}.`, { cause })
  } finally {
    trial.on('error', () => {}).destroy()
  }
}
