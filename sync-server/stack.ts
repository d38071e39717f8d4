import { join } from 'node:path'
import { startBell } from './bell/bell.ts'
import { startEmbeddedBroker } from './broker/embedded-broker.ts'
import type { Broker } from './broker/passes.ts'
import { startProxyBroker } from './broker/proxy-broker.ts'
import type { ServerConfig } from './server-config.ts'
import { openCouch, type Couch } from './couch.ts'
import { followDirectories, type Directories } from './directories.ts'
import { devicesRoutes } from './devices/devices-route.ts'
import { openHttpServer } from './http-server.ts'
import { loadServerDevice } from './server-device.ts'
import { gateway, type GatewayDeps } from './gateway/gateway.ts'
import { textedRoute } from './alarms/texted-route.ts'
import { alarmRoute } from './gateway/alarm-route.ts'
import { brokerRoute } from './gateway/broker-route.ts'
import { CameraRelay } from './gateway/camera-relay.ts'
import { doorOf } from './gateway/turns/door.ts'
import { embeddedLimits, limits, type Limits } from './gateway/turns/limits.ts'
import { throttle } from './gateway/throttle.ts'
import { healthKey } from './health/health-key.ts'
import { healthRoute } from './health/health-route.ts'
import { Load } from './health/load.ts'
import { startHeartbeat } from './heartbeat.ts'
import { runDemo } from './demo/run-demo.ts'
import { startNotary } from './notary/notary.ts'
import { pushRoutes } from './push/push-route.ts'
import { receivedRoute } from './push/received-route.ts'
import { wakeRoutes } from './push/wake/wake-routes.ts'
import { startNotifier } from './push/notifier.ts'
import {
  updateDatabases,
  provision,
  type ProvisionReport,
  type ProvisionDeps
} from './provision/provision.ts'
import { daily } from './daily.ts'
import { nullIfMissing } from './provision/apply.ts'
import type { DesiredState } from './provision/desired-state.ts'
import { carryOutErasures } from './retention/carry-out-erasures.ts'
import { compactDeleted } from './retention/compaction.ts'
import { watchErasures } from './retention/watch-erasures.ts'
import { repeatRemovals } from './retention/remove-quarter.ts'
import { sweepStrangers } from './retention/sweep-strangers.ts'
import { sealsIn } from './admission/seals.ts'
import { sealsRoute } from './admission/seals-route.ts'
import { factWriter, serverAccount } from './fact-writer.ts'
import { probeRule } from './gatekeeper/probe.ts'
import { keepCrossCertified } from './directory/cross-certification.ts'
import { takeEndedRoles } from './directory/take-ended-roles.ts'
import { rootsIn } from './directory/roots.ts'
import { markKeysIn } from './marks/mark-keys.ts'
import { markRoute } from './marks/mark-route.ts'
import { sealingKeysIn } from './transit/sealing-keys.ts'
import { transitRoute } from './transit/transit-route.ts'
import { startUnboxing } from './transit/unboxing.ts'
import { validator } from './gatekeeper/validator.ts'
import { serveApp } from './serve-app.ts'
import { startSessions } from './sessions/start-sessions.ts'
import type { Sessions } from './sessions/sessions.ts'
import { SessionStore, sessionTrustIn } from './sessions/session-store.ts'
import { sweepSessions } from './sessions/sweep-sessions.ts'

export interface Stack {
  /** `http://127.0.0.1:8080`, without a slash at the end. */
  url: string
  couch: Couch
  broker: Broker
  sessions: Sessions
  store: SessionStore
  directories: Pick<Directories, 'of' | 'anew'>
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
 * @param wanted defaults to those for its CouchDB
 * @throws OperatorError when the operator must fix something first; nothing is left running then
 */
export async function startStack(
  config: ServerConfig,
  app = serveApp(config.buildDir, config.gateHosts),
  wanted?: Limits
): Promise<Stack> {
  const undo: (() => Promise<void>)[] = []
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  try {
    const couch = await openCouch(config.couch, config.dataDir)
    undo.push(couch.stop)
    const bounds = wanted ?? (couch.embedded ? embeddedLimits : limits)
    const rule = await validator()
    const device = loadServerDevice(join(config.dataDir, 'server-key.json'))
    const seals = sealsIn(config.dataDir)
    const writer = factWriter(couch.nano, device, serverAccount, config.now, seals)
    const roots = rootsIn(config.dataDir)
    const sealing = sealingKeysIn(config.dataDir)
    const marks = markKeysIn(config.dataDir)
    const tools = { couch, writer, roots, seals, sealing, marks, validator: rule, now: config.now }
    const store = new SessionStore(couch.nano, sessionTrustIn(config.dataDir), config.now)
    const check = (which: 'all' | 'missing') => updateDatabases(config.units, tools, which)
    await check(couch.embedded ? 'all' : 'missing')
    if (!couch.embedded) await probeRule(couch, rule)
    if (!couch.embedded) undo.push(await startHeartbeat(couch.nano, device.id))
    undo.push(daily(() => check('missing'), config.report))
    if (config.demo) undo.push(await runDemo(tools, config))
    const sweep = async () => {
      await repeatRemovals(config.units, tools, config.now())
      await sweepStrangers(config.units, tools)
      await carryOutErasures(config.units, tools)
      await compactDeleted(config.units, couch.nano)
    }
    undo.push(daily(sweep, config.report, sweep()))
    undo.push(watchErasures(couch.follow, tools, config.report).stop)
    const certified = await keepCrossCertified(
      config.units,
      couch.follow,
      { ...tools, sessions: store },
      config.report
    )
    undo.push(certified.stop)
    undo.push(daily(certified.sweep, config.report))
    const takeOver = () => takeEndedRoles(config.units, tools)
    undo.push(daily(takeOver, config.report, takeOver()))
    const broker = config.mqttUrl
      ? await startProxyBroker(config.mqttUrl, config.now, config.report)
      : await startEmbeddedBroker(config.now)
    undo.push(broker.stop)
    undo.push(startBell(couch, broker, config.report).stop)
    const camera = new CameraRelay()
    const directories = followDirectories(
      couch.nano,
      roots,
      {
        async shutOut(account, device) {
          await sessions.end(account, device?.id)
          await broker.revoke(account, device?.id)
          if (device?.alarmKey) await broker.revoke(account, device.alarmKey.id)
        },
        reachChanged: (account) => broker.revoke(account),
        async rolesChanged(account, devices) {
          for (const { id } of devices) door.endPolls(account, id)
          camera.end(account)
          await broker.revoke(account)
        }
      },
      config
    )
    undo.push(directories.stop)
    const shutOut = async (account: string, device: string) => {
      door.end(account, device)
      camera.end(account)
      await broker.revoke(account, device)
    }
    const {
      sessions,
      routes: sessionPaths,
      stop: stopSessions
    } = await startSessions({
      couch,
      store,
      directories,
      writer,
      roots,
      shutOut,
      oldestApp: config.oldestApp,
      now: config.now
    })
    undo.push(stopSessions)
    const sweepOld = () => sweepSessions(couch.nano, store, roots, config.now())
    undo.push(daily(sweepOld, config.report, sweepOld()))
    const giveBack: GatewayDeps['giveBack'] = (database, docs) =>
      couch.nano.use(database).bulk({ docs: [...docs] }) as Promise<object[]>
    const door = gateway({
      couch,
      sessions,
      directories,
      seals,
      giveBack,
      hasDatabase: async (name) => (await nullIfMissing(couch.nano.db.get(name))) !== null,
      now: config.now,
      atOnce: bounds.atOnce
    })
    // Only an external broker's passes outlive a restart.
    if (config.mqttUrl) directories.followAll().catch(config.report)
    const notary = startNotary({ ...tools, ...config, couch, directories })
    undo.push(notary.stop)
    undo.push(startUnboxing({ ...tools, ...config, couch, directories }).stop)
    const push = config.push && (await startNotifier(couch.nano, config.push, writer, config))
    if (push) undo.push(push.stop)
    const load = new Load()
    const health = healthRoute({
      couch,
      validator: rule,
      oldestApp: config.oldestApp,
      embeddedBroker: config.mqttUrl === null,
      key: healthKey(config.dataDir),
      load,
      notary,
      throttle: throttle(config.now)
    })
    const passing = { couch, sessions, broker, directories, now: config.now }
    const listening = await openHttpServer(
      {
        gateway: door.answer,
        camera,
        door: doorOf(bounds, sessions),
        sessions,
        bounds,
        broker,
        load,
        routes: {
          ...sessionPaths,
          '/broker': { POST: brokerRoute(broker, sessions, directories, config.now) },
          '/broker/alarm': { POST: alarmRoute(passing, throttle(config.now)) },
          '/alarms/texted': { POST: textedRoute(sessions, directories, writer, config.now) },
          '/push': pushRoutes(sessions, push, config.now),
          ...wakeRoutes(sessions, push, passing),
          '/push/received': { POST: receivedRoute(push, throttle(config.now)) },
          '/devices': devicesRoutes(passing),
          '/marks': { POST: markRoute(sessions, tools, config.now) },
          '/seals': { POST: sealsRoute(sessions, seals) },
          '/transit': { POST: transitRoute(couch.nano, sessions, { sealing, directories }, config.now) },
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
      sessions,
      store,
      directories,
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
