import type { AgentDeps, CommuneConnections } from './agent-deps.ts'
import { startSurveyedGate } from './survey/start-surveyed-gate.ts'
import { Link } from '#lib/data/mqtt/link.ts'
import { statePeriodMs } from '#lib/domain/gates/contract/timers.ts'
import { CommuneConnection, offlineWill } from './shell/commune-connection.ts'
import { Intake } from './shell/intake.ts'
import { MergedQueries } from './shell/merged-queries.ts'
import { RelaysInUse } from './relays/relays-in-use.ts'
import { startSms } from './sms/sms-desk.ts'
import { guarded, safely } from './shell/guarded.ts'
import { atMost, commandPacket } from './shell/packet-limits.ts'
import { Signatures } from './shell/signatures.ts'
import { sayTooOld } from './shell/too-old.ts'

const tickMs = 250

export interface Agent {
  /** Reconnects to the commune's broker at once, for example when the network returns. */
  wake(): void
  stop(): Promise<void>
}

/**
 * Runs a unit's gates: receives signed commands, drives the controllers, publishes the gates' states.
 * @throws JournalProblem when the record of its own actions is damaged
 */
export function startAgent(parts: AgentDeps): Agent {
  const { account, unit, key, clock, gates } = parts
  // Caps the backoff low: few agents connect, and each has gates behind it.
  const timing = { now: clock.steady, after: clock.after, chance: Math.random, longestWait: 5_000 }
  const will = offlineWill(unit, account)
  const withWill = (from: AgentDeps['connectOptions']) =>
    atMost(commandPacket, async () => {
      const options = await from()
      return options && { ...options, will }
    })
  const connectOptions = withWill(parts.connectOptions)
  const link = new Link({ ...timing, connectOptions })
  const { localConnectOptions } = parts
  const local = localConnectOptions && new Link({ ...timing, connectOptions: withWill(localConnectOptions) })
  sayTooOld(link, 'của xã', parts.trouble)
  if (local) sayTooOld(local, 'tại cổng', parts.trouble)
  const connectionOver = (over: Link) =>
    new CommuneConnection(guarded(over, parts.trouble), unit, account, key)
  const connections: CommuneConnections = [
    { source: 'app', connection: connectionOver(link) },
    ...(local ? [{ source: 'lan' as const, connection: connectionOver(local) }] : [])
  ]
  const online = () => connections.forEach(({ connection }) => connection.online())
  const queries = new MergedQueries(clock)
  const signatures = new Signatures()
  const { desk, modem } = startSms({ ...parts, signatures })
  const relays = new RelaysInUse()
  const shared = {
    connections,
    timing,
    signatures,
    intake: new Intake(setImmediate, parts.knows),
    queries,
    relays,
    desk
  }
  const all = gates.map((setup) => startSurveyedGate(setup, parts, shared))
  modem?.start()
  const greet = () => {
    online()
    for (const gate of all) gate.say()
  }
  link.watch((state) => {
    if (state === 'open') greet()
    if (state === 'not-allowed') parts.passRefused()
  })
  local?.watch((state) => {
    if (state === 'open') greet()
  })
  let greeted = clock.steady()
  const timer = setInterval(() => {
    for (const gate of all) safely(() => gate.tick(), parts.trouble)
    if (clock.steady() - greeted < statePeriodMs(false)) return
    greeted = clock.steady()
    online()
  }, tickMs)
  return {
    wake: () => link.wake(),
    async stop() {
      clearInterval(timer)
      modem?.stop()
      // A clean disconnect suppresses the will, so publish it explicitly.
      const bye = { ...will, expirySeconds: 24 * 3600 }
      await Promise.all([link.send(bye), local?.send(bye)])
      await Promise.all([link.stop(), local?.stop(), ...all.map((gate) => gate.stop())])
    }
  }
}
