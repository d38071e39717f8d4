import { join } from 'node:path'
import { startBell } from './bell/bell.ts'
import { startEmbeddedBroker } from './broker/embedded-broker.ts'
import type { Broker } from './broker/passes.ts'
import { startProxyBroker } from './broker/proxy-broker.ts'
import type { ServerConfig } from './server-config.ts'
import { openCouch, type Couch } from './couch.ts'
import { followDirectories } from './directories.ts'
import { devicesRoutes } from './devices/devices-route.ts'
import { openHttpServer } from './http-server.ts'
import { loadServerDevice } from './server-device.ts'
import { gateway } from './gateway/gateway.ts'
import { alarmRoute } from './gateway/alarm-route.ts'
import { brokerRoute } from './gateway/broker-route.ts'
import { CameraRelay } from './gateway/camera-relay.ts'
import { sessionsOf } from './gateway/sessions.ts'
import { throttle } from './gateway/throttle.ts'
import { healthRoute } from './health-route.ts'
import { startHeartbeat } from './heartbeat.ts'
import { runDemo } from './demo/run-demo.ts'
import { pushRoutes } from './push/push-route.ts'
import { startNotifier } from './push/notifier.ts'
import {
  updateDatabases,
  provision,
  type ProvisionReport,
  type ProvisionDeps
} from './provision/provision.ts'
import { daily } from './daily.ts'
import type { DesiredState } from './provision/desired-state.ts'
import { carryOutErasures } from './retention/carry-out-erasures.ts'
import { compactDeleted } from './retention/compaction.ts'
import { watchErasures } from './retention/watch-erasures.ts'
import { repeatRemovals } from './retention/remove-quarter.ts'
import { sweepStrangers } from './retention/sweep-strangers.ts'
import { factWriter, serverAccount } from './fact-writer.ts'
import { validator } from './gatekeeper/validator.ts'
import { serveApp } from './serve-app.ts'

export interface Stack {
  /** `http://127.0.0.1:8080`, without a slash at the end. */
  url: string
  couch: Couch
  broker: Broker
  /** Relays cameras to an agent on this machine. */
  camera: CameraRelay
  /** Dependencies of provisioning; signs and writes as this server. */
  tools: ProvisionDeps
  /** Creates or updates units, accounts and gates; safe to repeat. */
  provision(wanted: DesiredState): Promise<ProvisionReport>
  stop(): Promise<void>
}

/**
 * Starts the whole server in this process, on one port: the app, `/db`, `/mqtt` and `/healthz`.
 * @param app answers every path that is not the server's own; defaults to the built app
 * @throws OperatorError when the operator must fix something first; nothing is left running then
 */
export async function startStack(config: ServerConfig, app = serveApp(config.buildDir)): Promise<Stack> {
  const undo: (() => Promise<void>)[] = []
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  try {
    const couch = await openCouch(config.couch, config.dataDir)
    undo.push(couch.stop)
    const rule = await validator()
    const device = loadServerDevice(join(config.dataDir, 'server-key.json'))
    const writer = factWriter(couch.nano, device, serverAccount, config.now)
    const tools = { couch, writer, validator: rule, now: config.now }
    const check = (which: 'all' | 'missing') => updateDatabases(config.units, tools, which)
    await check(couch.embedded ? 'all' : 'missing')
    if (!couch.embedded) undo.push(await startHeartbeat(couch.nano, device.id))
    undo.push(daily(() => check('missing'), config.report))
    if (config.demo) undo.push(await runDemo(tools, config))
    const sweep = async () => {
      await repeatRemovals(config.units, couch, config.now())
      await sweepStrangers(config.units, tools)
      await carryOutErasures(config.units, tools)
      await compactDeleted(config.units, couch.nano)
    }
    undo.push(daily(sweep, config.report, sweep()))
    undo.push(watchErasures(couch.follow, tools, config.report).stop)
    const tries = throttle(config.now)
    const broker = config.mqttUrl
      ? await startProxyBroker(config.mqttUrl, config.now, config.report)
      : await startEmbeddedBroker(config.now)
    undo.push(broker.stop)
    undo.push(startBell(couch, broker, config.report).stop)
    const camera = new CameraRelay()
    const directories = followDirectories(couch.nano, async (account) => {
      door.end(account)
      await broker.revoke(account)
    })
    undo.push(directories.stop)
    const sessions = sessionsOf(couch, config.now)
    const door = gateway({ couch, throttle: tries, sessions, directories })
    // Only an external broker's passes outlive a restart.
    if (config.mqttUrl) directories.followAll().catch(config.report)
    const push = config.push && (await startNotifier(couch.nano, config.push, config))
    if (push) undo.push(push.stop)
    const health = healthRoute(config, couch, rule)
    const passing = { couch, broker, directories, now: config.now }
    const listening = await openHttpServer(
      {
        gateway: door.answer,
        camera,
        broker,
        routes: {
          '/broker': { POST: brokerRoute(passing) },
          '/broker/alarm': { POST: alarmRoute(passing, tries) },
          '/push': pushRoutes(couch, push, config.now),
          '/devices': devicesRoutes(passing),
          '/healthz': { GET: health, HEAD: health }
        },
        app
      },
      config.port,
      config.host
    )
    undo.push(listening.stop)
    return {
      url: listening.url,
      couch,
      broker,
      camera,
      tools,
      provision: (wanted) => provision(wanted, tools),
      stop
    }
  } catch (problem) {
    await stop()
    throw problem
  }
}
