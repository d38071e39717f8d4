import type { AgentDeps, CommuneConnections } from './agent-deps.ts'
import { startSurveyedGate } from './survey/start-surveyed-gate.ts'
import { Link } from '#lib/data/mqtt/link.ts'
import { statePeriodMs } from '#lib/domain/gates/contract/timers.ts'
import { CommuneConnection, offlineWill } from './shell/commune-connection.ts'
import { Intake } from './shell/intake.ts'
import { deliversNothing, HearCheck } from './shell/hear-check.ts'
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
  const linkTo = (from: AgentDeps['connectOptions'], whose: string) => {
    const made = new Link({ ...timing, connectOptions: withWill(from) })
    sayTooOld(made, whose, parts.trouble)
    return made
  }
  const link = linkTo(parts.connectOptions, 'của xã')
  const local = parts.localConnectOptions && linkTo(parts.localConnectOptions, 'tại cổng')
  const checks: HearCheck[] = []
  const connectionOver = (over: Link, whose: string) => {
    const check = new HearCheck({
      link: over,
      unit,
      agent: account,
      moves: (gate) => parts.machineAt(gate)?.id === key.id,
      now: clock.steady,
      judged(gate) {
        all.get(gate)?.say()
        connection.online()
      },
      deaf: (gate) => safely(() => all.get(gate)?.deaf(), parts.trouble),
      trouble: (forbidden) => parts.trouble(deliversNothing(whose, forbidden))
    })
    checks.push(check)
    const connection = new CommuneConnection(guarded(over, parts.trouble), check, unit, account, key)
    return connection
  }
  const connections: CommuneConnections = [
    { source: 'app', connection: connectionOver(link, 'của xã') },
    ...(local ? [{ source: 'lan' as const, connection: connectionOver(local, 'tại cổng') }] : [])
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
  const all = new Map(gates.map((setup) => [setup.gate, startSurveyedGate(setup, parts, shared)] as const))
  modem?.start()
  link.watch((state) => {
    if (state === 'not-allowed') parts.passRefused()
  })
  let greeted = clock.steady()
  const timer = setInterval(() => {
    for (const gate of all.values()) safely(() => gate.tick(), parts.trouble)
    for (const check of checks) safely(() => check.tick(), parts.trouble)
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
      await Promise.all([link.stop(), local?.stop(), ...[...all.values()].map((gate) => gate.stop())])
    }
  }
}
