import { join } from 'node:path'
import { startBell } from './bell/bell.ts'
import { embeddedBroker } from './broker/embedded-broker.ts'
import type { Broker } from './broker/passes.ts'
import { pipedBroker } from './broker/proxy-broker.ts'
import type { Config } from './server-config.ts'
import { openCouch, type Couch } from './couch.ts'
import { knownDirectories } from './directories.ts'
import { devicesDoor } from './devices/devices-route.ts'
import { open } from './http-server.ts'
import { keptDevice } from './server-device.ts'
import { gateway } from './gateway/gateway.ts'
import { alarmDoor } from './gateway/alarm-route.ts'
import { brokerDoor } from './gateway/broker-route.ts'
import { CameraDoor } from './gateway/camera-proxy.ts'
import { throttle } from './gateway/throttle.ts'
import { healthDoor } from './health-route.ts'
import { startHeartbeat } from './heartbeat.ts'
import { runDemo } from './demo/run-demo.ts'
import { pushDoor } from './push/push-route.ts'
import { startPush } from './push/notifier.ts'
import { keepUp, provision, type Report, type Tools } from './provision/provision.ts'
import { daily } from './daily.ts'
import type { Wanted } from './provision/desired-state.ts'
import { obeyErasures } from './retention/apply-erasures.ts'
import { forget } from './retention/compaction.ts'
import { watchErasures } from './retention/watch-erasures.ts'
import { removeAgain } from './retention/remove-quarter.ts'
import { sweepStrangers } from './retention/sweep-strangers.ts'
import { scribe as scribeOf, serverAccount } from './fact-writer.ts'
import { validator } from './gatekeeper/validator.ts'
import { web } from './serve-app.ts'

export interface Stack {
  /** `http://127.0.0.1:8080`, without a slash at the end. */
  url: string
  couch: Couch
  broker: Broker
  /** To an agent on this machine that shows cameras. */
  camera: CameraDoor
  /** What provisioning works with: it signs and writes as this server. */
  tools: Tools
  /** Makes units, accounts and gates as wanted; safe to repeat. */
  provision(wanted: Wanted): Promise<Report>
  stop(): Promise<void>
}

/**
 * Starts the whole server in this process, on one port: the app, `/db`, `/mqtt` and `/healthz`.
 * @throws StartProblem when the operator must put something right first; nothing is left running then
 */
export async function startStack(config: Config): Promise<Stack> {
  const undo: (() => Promise<void>)[] = []
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  try {
    const couch = await openCouch(config.couch, config.dataDir)
    undo.push(couch.stop)
    const rule = await validator()
    const device = keptDevice(join(config.dataDir, 'server-key.json'))
    const scribe = scribeOf(couch.nano, device, serverAccount, config.now)
    const tools = { couch, scribe, validator: rule, now: config.now }
    const check = (which: 'all' | 'missing') => keepUp(config.units, tools, which)
    await check(couch.embedded ? 'all' : 'missing')
    if (!couch.embedded) undo.push(await startHeartbeat(couch.nano, device.id))
    undo.push(daily(() => check('missing'), config.report))
    if (config.demo) undo.push(await runDemo(tools, config))
    const sweep = async () => {
      await removeAgain(config.units, couch, config.now())
      await sweepStrangers(config.units, tools)
      await obeyErasures(config.units, tools)
      await forget(config.units, couch.nano)
    }
    undo.push(daily(sweep, config.report, sweep()))
    undo.push(watchErasures(couch.follow, tools, config.report).stop)
    const tries = throttle(config.now)
    const broker = config.mqttUrl
      ? await pipedBroker(config.mqttUrl, config.now, config.report)
      : await embeddedBroker(config.now)
    undo.push(broker.stop)
    undo.push(startBell(couch, broker, config.report).stop)
    const camera = new CameraDoor()
    const directories = knownDirectories(couch.nano, broker.revoke)
    undo.push(directories.stop)
    // The embedded broker's passes ended with its last run.
    if (config.mqttUrl) directories.followAll().catch(config.report)
    const push = config.push && (await startPush(couch.nano, config.push, config))
    if (push) undo.push(push.stop)
    const passing = { couch, broker, directories, now: config.now }
    const doors = {
      db: gateway(couch, tries),
      pass: brokerDoor(passing),
      alarm: alarmDoor(passing, tries),
      push: pushDoor(couch, push, config.now),
      devices: devicesDoor(passing),
      health: healthDoor(config, couch, rule),
      web: web(config.buildDir),
      broker,
      camera
    }
    const listening = await open(doors, config.port, config.host)
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
