import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer as createHttp } from 'node:http'
import { connect, createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Aedes } from 'aedes'
import mqtt from 'mqtt'
import { createWebSocketStream, WebSocketServer } from 'ws'

/** A broker of a test's own, that anybody may use. */
export interface OpenBroker {
  name: 'mosquitto' | 'aedes'
  /** Its WebSocket. */
  port: number
  /** The process, where it has one. */
  pid?: number | undefined
  stop(): Promise<void>
}

const program = ['/usr/sbin/mosquitto', '/usr/bin/mosquitto'].find((path) => existsSync(path)) ?? 'mosquitto'

export interface Mosquitto extends OpenBroker {
  tcp: number
}

/** Debian's Mosquitto with a TCP and a WebSocket listener on free ports. */
export async function startMosquitto(
  lines: readonly string[] = ['allow_anonymous true']
): Promise<Mosquitto> {
  const folder = mkdtempSync(join(tmpdir(), 'mosquitto-'))
  const [tcp, port] = [await freePort(), await freePort()]
  const file = configure(folder, lines, { tcp, port })
  const broker = await runMosquitto(file, [tcp, port])
  return {
    name: 'mosquitto',
    port,
    tcp,
    pid: broker.pid,
    async stop() {
      await broker.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

/**
 * Runs Mosquitto on a configuration until `stop`, which throws when it had ended by itself, and may be called again.
 * @param ports of its listeners @throws when it does not take the file
 */
export async function runMosquitto(file: string, ports: readonly number[]) {
  const broker = spawn(program, ['-c', file], { stdio: 'ignore' })
  await Promise.all(ports.map((port) => answers(port, broker)))
  let isStopped = false
  return {
    pid: broker.pid,
    async stop() {
      if (isStopped) return
      isStopped = true
      const { exitCode, signalCode } = broker
      if (exitCode !== null || signalCode !== null)
        throw new Error(`mosquitto had ended by itself: ${signalCode ?? exitCode}`)
      broker.kill('SIGCONT')
      broker.kill()
      await once(broker, 'exit')
    }
  }
}

export interface LastingMosquitto extends Mosquitto {
  /** Resolves once everything said so far is on the disk. */
  saved(): Promise<void>
  /** Its power goes, or it is ended cleanly; what is on the disk stays. */
  fall(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>
  /** It is back on the same ports, with what was on the disk. */
  rise(): Promise<void>
}

/** Mosquitto that saves by itself what it retains, as Debian's does, only sooner. */
export async function startLastingMosquitto(): Promise<LastingMosquitto> {
  const store = mkdtempSync(join(tmpdir(), 'lasting-'))
  const user = process.getuid?.() === 0 ? ['user root'] : []
  const saving = ['persistence true', `persistence_location ${store}/`, 'autosave_interval 1']
  const folder = mkdtempSync(join(tmpdir(), 'mosquitto-'))
  const ports = { tcp: await freePort(), port: await freePort() }
  const lines = [...user, 'allow_anonymous true', ...saving, 'autosave_on_changes true']
  const file = configure(folder, lines, ports)
  let broker: ChildProcess
  const rise = async () => {
    broker = spawn(program, ['-c', file], { stdio: 'ignore' })
    await Promise.all([answers(ports.tcp, broker), answers(ports.port, broker)])
  }
  const fall = async (signal: NodeJS.Signals) => {
    if (broker.exitCode !== null || broker.signalCode !== null) return
    const gone = once(broker, 'exit')
    broker.kill(signal)
    await gone
  }
  await rise()
  return {
    name: 'mosquitto',
    ...ports,
    rise,
    fall,
    async saved() {
      const mark = `mark ${randomInt(1e9)}`
      const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${ports.tcp}`)
      // It saves once more has changed than it was told to wait for.
      const say = () => client.publishAsync('mark', mark, { qos: 1, retain: true })
      const isSaved = () =>
        existsSync(join(store, 'mosquitto.db')) && readFileSync(join(store, 'mosquitto.db')).includes(mark)
      while (!isSaved()) await say()
      await client.endAsync()
    },
    async stop() {
      await fall('SIGTERM')
      for (const one of [folder, store]) rmSync(one, { recursive: true, force: true })
    }
  }
}

/** Writes the configuration of a Mosquitto with a TCP and a WebSocket listener. */
function configure(
  folder: string,
  lines: readonly string[],
  { tcp, port }: { tcp: number; port: number }
): string {
  const file = join(folder, 'mosquitto.conf')
  const listeners = [`listener ${tcp} 127.0.0.1`, `listener ${port} 127.0.0.1`, 'protocol websockets']
  writeFileSync(file, `${[...lines, 'set_tcp_nodelay true', ...listeners].join('\n')}\n`)
  return file
}

/** Mosquitto that asks its dynamic-security plugin; `url` names the plugin's administrator. */
export async function startGuardedMosquitto(): Promise<Mosquitto & { url: URL }> {
  const folder = mkdtempSync(join(tmpdir(), 'dynsec-'))
  const file = join(folder, 'dynamic-security.json')
  const plugin = readdirSync('/usr/lib', { withFileTypes: true })
    .map(({ name }) => join('/usr/lib', name, 'mosquitto_dynamic_security.so'))
    .find((path) => existsSync(path))
  execFileSync('mosquitto_ctrl', ['dynsec', 'init', file, 'admin', 'thu-nghiem'], { stdio: 'ignore' })
  // It writes its file itself, as whoever it runs.
  const user = process.getuid?.() === 0 ? ['user root'] : []
  const options = [`plugin ${plugin}`, `plugin_opt_config_file ${file}`, 'allow_anonymous false']
  const broker = await startMosquitto(['per_listener_settings false', ...user, ...options])
  return {
    ...broker,
    url: new URL(`mqtt://admin:thu-nghiem@127.0.0.1:${broker.tcp}`),
    async stop() {
      await broker.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

/** The broker that the server has built in, without its rules. */
export async function startAedes(): Promise<OpenBroker> {
  const broker = await Aedes.createBroker()
  const http = createHttp()
  const sockets = new WebSocketServer({ server: http, handleProtocols: () => 'mqtt' })
  sockets.on('connection', (socket, request) => {
    const stream = createWebSocketStream(socket)
    stream.on('error', () => stream.destroy())
    broker.handle(stream as never, request)
  })
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  return {
    name: 'aedes',
    port: (http.address() as AddressInfo).port,
    async stop() {
      for (const socket of sockets.clients) socket.terminate()
      await new Promise<void>((resolve) => broker.close(() => resolve()))
      await new Promise((resolve) => http.close(resolve))
    }
  }
}

/** A broker that knows MQTT 3.1.1 at most, and says so to whoever comes with more. */
export async function startOldBroker(): Promise<{ tcp: number; stop(): Promise<void> }> {
  const refusal = Buffer.from([0x20, 0x02, 0x00, 0x01])
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () => socket.end(refusal))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    tcp: (server.address() as AddressInfo).port,
    stop: () => new Promise((resolve) => server.close(() => resolve()))
  }
}

const given = new Set<number>()

/**
 * Returns a port that is free now, for Mosquitto, which cannot choose one itself. It lies below those that systems hand
 * out, so that no other test is given it meanwhile, and is given once: a broker with the same one twice would end.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(10_000, 32_000)
    if (given.has(port)) continue
    const probe = createServer().listen(port, '127.0.0.1')
    const isFree = await once(probe, 'listening').then(
      () => true,
      () => false
    )
    if (!isFree) continue
    await new Promise((resolve) => probe.close(resolve))
    given.add(port)
    return port
  }
}

/** Resolves once somebody takes connections there. */
async function answers(port: number, broker: ChildProcess): Promise<void> {
  const ended = once(broker, 'exit').then(() => {
    throw new Error('mosquitto ended')
  })
  ended.catch(() => {})
  for (;;) {
    const socket = connect(port, '127.0.0.1')
    const opened = once(socket, 'connect').then(
      () => true,
      () => false
    )
    const there = await Promise.race([opened, ended])
    socket.destroy()
    if (there) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
