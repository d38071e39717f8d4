import { agentKeys } from '#lib/domain/gates/contract/gate-machine.ts'
import { sealed } from '#lib/domain/gates/contract/envelope.ts'
import type { Reply } from '#lib/domain/gates/contract/reply.ts'
import type { GateState } from '#lib/domain/gates/contract/state.ts'
import { statesIn, topicOf } from '#lib/domain/gates/contract/topics.ts'
import type { Link } from '#lib/data/mqtt/link.ts'
import { PhoneGateConnection } from '#lib/data/gates/gate-connection.ts'
import { DirectoryWorld } from '../devices/directory-world.ts'
import type { Said } from '../gate-stage.ts'

const [unit, account, tab] = ['thu', 'thu-truong', 't1']
const world = new DirectoryWorld(unit)
const agent = world.phone('may-cong', 'agent')
const agents = agentKeys(world.known())
/** As the agent's key would sign; to sign and verify each of a million messages takes too long. */
const [genuine, forged] = [`${'A'.repeat(85)}A`, `${'Q'.repeat(85)}A`]

/** The agent's key, as phones know it. */
export const agentKey = agent.id

/** A phone that looks at one gate: the app's own line, with the broker's end of it in the test's hand. */
export class PhoneStage {
  /** True time of what happens at the phone, Unix ms. */
  now = 0
  heard: { state: GateState | null; replies: readonly Reply[] } = { state: null, replies: [] }
  readonly #hearers = new Map<string, (message: object) => void>()
  readonly #line: PhoneGateConnection

  /** @param wrongBy the phone's own clock, ms */
  constructor(wrongBy: number) {
    const link = {
      state: 'open',
      listen: (filter: string, hear: never) => void this.#hearers.set(filter, hear),
      watch: () => () => {},
      wake() {},
      stop: async () => {}
    }
    this.#line = new PhoneGateConnection({
      unit,
      account,
      tab,
      device: { id: 'B'.repeat(43), sign: async () => genuine },
      agents: { subscribe: (observer) => (observer.next(agents), { unsubscribe() {} }) },
      verify: async (_key, _text, sig) => sig === genuine,
      counters: { next: async () => 1 },
      newId: () => '01930000-0000-7000-8000-000000000000',
      clocks: {
        server: () => this.now,
        device: () => this.now + wrongBy,
        steady: () => this.now
      },
      after: () => () => {},
      onWake: () => () => {},
      onOffline: () => () => {},
      isOffline: () => false,
      connect: () => link as unknown as Link
    })
    this.#line.heard('cong-1b').subscribe({ next: (heard) => (this.heard = heard), error() {} })
  }

  /** The agent's time as this phone knows it, Unix ms. */
  agentNow = () => this.#line.now('cong-1b')

  /** @param kept it had been lying at the broker; @param isForged somebody else signed it */
  async hear(said: Said, { kept = false, isForged = false } = {}): Promise<void> {
    const p = JSON.stringify('state' in said ? said.state : said.reply)
    const [topic, filter] =
      'state' in said
        ? [topicOf({ kind: 'state', unit, gate: 'cong-1b' }), statesIn(unit)]
        : [topicOf({ kind: 'reply', unit, account, tab }), topicOf({ kind: 'reply', unit, account, tab })]
    this.#hearers.get(filter)!({
      topic,
      payload: sealed({ p, s: isForged ? forged : genuine }),
      retain: kept
    })
    for (let turn = 0; turn < 6; turn++) await Promise.resolve()
  }
}
