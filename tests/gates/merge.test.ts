import { createPublicKey, verify } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { canonicalString } from '#lib/domain/canonical.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { gateLog, type LogEntry } from '#lib/domain/gates/log.ts'
import { databaseName, quarterOf } from '#lib/domain/database-names.ts'
import type { Role } from '#lib/domain/roles.ts'
import { newDataKey } from '#lib/data/keys/keys.ts'
import { defaultPolicy } from '#lib/domain/gates/contract/checks/policy.ts'
import { RootPins } from '#lib/data/keys/root-pins.ts'
import { runAgent } from '../../gate-agent/main.ts'
import { keptKey } from '../../gate-agent/shell/agent-key.ts'
import { simulatedHomeAssistant } from '../../gate-agent/simulator/controllers/home-assistant.ts'
import { SimulatedGate } from '../../gate-agent/simulator/simulated-gate.ts'
import { factsIn } from '../../sync-server/fact-writer.ts'
import { startAedes, startMosquitto, type Mosquitto, type OpenBroker } from '../broker/brokers.ts'
import { cableTo, type Cable } from '../broker/cable.ts'
import { TestDevice } from '../facts.ts'
import { first, TestPhone as Notebook } from '../courier/phone.ts'
import { password } from '../courier/server.ts'
import { startTestStack, type TestStack } from '../stack.ts'
import { until } from '../until.ts'
import { TestPhone as Caller } from './phone.ts'

const brokers = { mosquitto: startMosquitto, aedes: startAedes }
const gateId = 'cong-1b'
const stream = `gate/${gateId}`

/** Somebody with one key: his phone's notebook, and his voice at the broker. */
interface Person {
  book: Notebook
  voice: Caller
}

describe.each(['mosquitto', 'aedes'] as const)('on %s', (broker) => {
  let server: TestStack
  let toServer: Cable & { stop(): Promise<void> }
  let commune: OpenBroker
  let beside: Mosquitto
  let gate: SimulatedGate
  let agent: ReturnType<typeof runAgent> | null = null
  let folder: string
  const people: Person[] = []

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'merge-'))
    server = await startTestStack()
    toServer = await cableTo(Number(new URL(server.url).port))
    commune = await brokers[broker]()
    beside = await startMosquitto()
    const url = `mqtt://127.0.0.1:${beside.tcp}`
    gate = await SimulatedGate.start({ url, controller: simulatedHomeAssistant('cong01'), travelMs: 400 })
    await list('may-cong', 'agent')
  })
  afterEach(async () => {
    await agent?.stop()
    for (const { voice } of people.splice(0)) await voice.leave()
    await Notebook.closeAll()
    await gate.stop()
    await commune.stop()
    await beside.stop()
    await toServer.stop()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  function startAgent() {
    const controller = {
      broker: { url: `mqtt://127.0.0.1:${beside.tcp}` },
      dialect: 'home-assistant',
      id: 'cong01/cua'
    } as const
    agent = runAgent(
      {
        server: `http://127.0.0.1:${toServer.port}`,
        account: 'may-cong',
        password,
        unit: server.unit,
        label: 'Máy tại cổng',
        dataDir: folder,
        clock: true,
        broker: { url: `ws://127.0.0.1:${commune.port}` },
        listen: '127.0.0.1:0',
        publicUrl: '',
        // Whatever the hour, one person is enough.
        gates: [
          { gate: gateId, controller, travelSeconds: 1, policy: { ...defaultPolicy, twoPersons: null } }
        ]
      },
      () => {}
    )
  }

  const list = (account: string, role: Role) =>
    server.provision({
      units: [{ id: server.unit, name: 'Thử', kind: 'xã' }],
      accounts: [{ account, password, name: account, rolesByUnit: new Map([[server.unit, [role]]]) }],
      gates: [{ unit: server.unit, gate: gateId, name: 'Cổng 1B', kind: 'motor', keepers: ['giu-cong'] }]
    })

  /** A phone whose key the unit has approved. */
  async function person(account: string, role: 'keeper' | 'commander'): Promise<Person> {
    await list(account, role)
    const key = new TestDevice(account)
    const device = { id: key.id, publicKey: key.publicKey, sign: async (text: string) => key.sign(text) }
    const book = await Notebook.open(server, account, {
      keys: { data: await newDataKey(), roots: new RootPins({}, () => {}), device }
    })
    await book.exchange()
    const voice = await Caller.connect(`ws://127.0.0.1:${commune.port}`, {
      unit: server.unit,
      agent: keptKey(join(folder, 'agent-key.json')),
      now: Date.now,
      device: key,
      account
    })
    const one = { book, voice }
    people.push(one)
    return one
  }

  const quarter = () => databaseName(server.unit, 'gates', quarterOf(Date.now()))

  /** Waits for so many devices in the directory beside the server's own, and has the server certify all of them. */
  async function letIn(devices: number) {
    await until(async () => (await server.known()).devices.length > devices)
    await server.letIn()
  }

  /** Asks the gate and writes down what it heard, as the app does; another note beside it. */
  async function commands({ book, voice }: Person, action: 'OPEN' | 'CLOSE') {
    const id = await voice.ask(action)
    await voice.hears(id, 'completed')
    const body = { command: id, action, outcome: 'accepted' } as const
    await book.write({ stream, type: 'gates.command-attempted', body })
    await book.write({ stream, body: { what: 'seen', reason: `Đã nhìn tận nơi: ${action}`, who: 'Tư Khởi' } })
    return id
  }

  /** A STOP moves nothing, and whoever is known may say it; who is not has no answer. */
  async function isObeyed(voice: Caller): Promise<boolean> {
    await voice.ask('STOP')
    return voice.replies.some(({ status }) => status === 'completed')
  }
  const reports = async () =>
    (await factsIn(server.couch.nano, quarter())).filter(({ body }) => body['kind'] === 'completed')

  const told = async ({ book }: Person) =>
    (await first(book.store.stream(stream, ''))).filter((fact) => fact.book === 'gates')
  const lineOf = (entry: LogEntry) =>
    entry.kind === 'command'
      ? { kind: entry.kind, ...entry.course, review: null }
      : { kind: entry.kind, id: entry.fact.id }

  test('34 two phones and an agent, each without the server: all come together, nothing twice, every number there', async () => {
    startAgent()
    const keeper = await person('giu-cong', 'keeper')
    const chief = await person('chi-huy', 'commander')
    await letIn(3)
    await until(() => keeper.voice.state?.deviceOnline)
    // Who may command has reached the agent, and its log the server, once nothing leads there any more.
    for (const { voice } of people) await expect.poll(() => isObeyed(voice)).toBe(true)
    await expect.poll(async () => (await reports()).length).toBeGreaterThanOrEqual(people.length)
    const before = (await factsIn(server.couch.nano, quarter())).length
    toServer.pull()

    const ids = [await commands(keeper, 'CLOSE'), await commands(chief, 'OPEN')]
    await agent!.stop()
    const { length } = keeper.voice.states
    startAgent()
    await until(() => keeper.voice.states.slice(length).some(({ deviceOnline }) => deviceOnline))
    ids.push(await commands(chief, 'CLOSE'), await commands(keeper, 'OPEN'))
    expect(await factsIn(server.couch.nano, quarter())).toHaveLength(before)

    // One phone comes back before the agent, the other after it.
    await chief.book.exchange()
    toServer.plug()
    await expect
      .poll(async () => (await reports()).filter(({ body }) => ids.includes(String(body['command']))))
      .toHaveLength(ids.length)
    await keeper.book.exchange()
    await chief.book.exchange()

    const all = await factsIn(server.couch.nano, quarter())
    const [first, second] = [await told(keeper), await told(chief)]
    const sorted = (facts: readonly Envelope[]) => facts.map(canonicalString).sort()
    expect(sorted(first)).toEqual(sorted(all as Envelope[]))
    expect(sorted(second)).toEqual(sorted(first))
    const numbers = new Map<string, number[]>()
    for (const { by, n } of all)
      numbers.set(
        by,
        [...(numbers.get(by) ?? []), n].sort((a, b) => a - b)
      )
    expect([...numbers.keys()].sort()).toEqual(['chi-huy', 'giu-cong', 'may-cong'])
    for (const counted of numbers.values()) expect(counted).toEqual(counted.map((_, i) => i + 1))
    const { devices } = await server.known()
    for (const fact of all) {
      const holder = devices.find(({ account, id }) => account === fact.by && id === fact.device)!
      const key = {
        key: createPublicKey({ key: holder.key, format: 'jwk' }),
        dsaEncoding: 'ieee-p1363'
      } as const
      const sig = Buffer.from(fact.sig, 'base64url')
      expect(verify('sha256', Buffer.from(canonicalString(fact as Envelope)), key, sig)).toBe(true)
    }
    expect(gateLog(first).map(lineOf)).toEqual(gateLog(second).map(lineOf))
    const courses = gateLog(first).flatMap((entry) => (entry.kind === 'command' ? [entry.course] : []))
    const asked = courses.filter(({ command }) => ids.includes(command))
    expect(
      asked.map(({ command, actor, outcome, confirmed }) => [command, actor, outcome, confirmed])
    ).toEqual(ids.map((id, i) => [id, ['giu-cong', 'chi-huy', 'chi-huy', 'giu-cong'][i], 'completed', true]))
  })
})
