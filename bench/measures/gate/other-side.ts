/** The process on the other side of the broker: the agent with its disk, and a mirror beside it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import mqtt from 'mqtt'
import { thumbprint } from '#lib/domain/thumbprint.ts'
import type { GateHolder } from '#lib/domain/gates/contract/keys.ts'
import { defaultPolicy } from '#lib/domain/gates/contract/checks/policy.ts'
import { dialectOf } from '../../../gate-agent/adapters/dialects.ts'
import { startAgent } from '../../../gate-agent/agent.ts'
import { Outbox } from '../../../gate-agent/server/outbox.ts'
import { machineClock } from '../../../gate-agent/shell/agent-clock.ts'
import { keptKey } from '../../../gate-agent/shell/agent-key.ts'
import { there, unit } from './caller.ts'

/** The first message to this process. */
export interface Order {
  communeUrl: string
  localUrl: string
  gates: string[]
  holders: GateHolder[]
}

process.once('message', (order) => void start(order as Order))

async function start({ communeUrl, localUrl, gates, holders }: Order) {
  const folder = mkdtempSync(join(tmpdir(), 'antt-bench-'))
  const key = keptKey(join(folder, 'key.json'))
  const outbox = new Outbox(join(folder, 'log'), { unit, account: 'may-cong', key }, Date.now, (problem) => {
    throw problem
  })
  const accounts = new Set(holders.map(({ account }) => account))
  const people = new Map(holders.map((holder) => [`${holder.account} ${thumbprint(holder.key)}`, holder]))
  let clients = 0
  const connectTo = (url: string) => async () => ({ url, clientId: `do-${process.pid}-${++clients}` })
  const agent = startAgent({
    account: 'may-cong',
    unit,
    key,
    dataDir: folder,
    clock: machineClock,
    knowsTheTime: true,
    gates: gates.map((gate) => ({
      gate,
      policy: defaultPolicy,
      schedule: null,
      travelMs: 10_000,
      warning: null,
      controller: {
        broker: localUrl,
        connectOptions: connectTo(localUrl),
        dialect: dialectOf('home-assistant'),
        id: `${gate}/cua`
      }
    })),
    localConnectOptions: connectTo(localUrl),
    connectOptions: connectTo(communeUrl),
    passRefused: () => {},
    machineAt: () => ({ account: 'may-cong', id: key.id }),
    moved() {},
    hasDecision: () => true,
    decided() {},
    knows: (account) => accounts.has(account),
    holderOf: ({ account, key }) => people.get(`${account} ${key}`) ?? null,
    record: (gate, body) => outbox.record(gate, body),
    announced: () => {},
    alert: () => {},
    addresses: () => null,
    trouble: (problem) => console.error(problem)
  })
  const mirror = await mqtt.connectAsync(communeUrl, { protocolVersion: 5, reconnectPeriod: 0 })
  await mirror.subscribeAsync(there, { qos: 1 })
  mirror.on('message', (_topic, payload, { properties }) => {
    const { responseTopic, ...rest } = properties!
    mirror.publish(responseTopic!, payload, { qos: 1, properties: rest })
  })
  process.send!('ready')
  process.once('message', async () => {
    await agent.stop()
    await mirror.endAsync(true)
    outbox.close()
    rmSync(folder, { recursive: true })
    process.exit(0)
  })
}
