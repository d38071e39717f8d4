import { join } from 'node:path'
import type { ConnectOptions } from '#lib/data/mqtt/connection.ts'
import type { HolderOf } from '#lib/domain/gates/contract/checks/receive.ts'
import type { GateMachine } from '#lib/domain/gates/contract/gate-machine.ts'
import type { RootsByUnit } from '#lib/domain/access/session.ts'
import { rolesIn } from '#lib/domain/roles.ts'
import type { LogBody } from './core/agent-gate.ts'
import { BoxDesk } from './gate-box/box-desk.ts'
import { BoxStore } from './gate-box/box-store.ts'
import { BoxBringer } from './gate-box/bring-boxes.ts'
import { deliverPicture } from './server/deliver-picture.ts'
import { deliver } from './server/delivery.ts'
import { enrolment, enrolmentIn } from './server/enrolment.ts'
import { keepUnit } from './server/kept-unit.ts'
import { KnownPeople } from './server/known-people.ts'
import { Outbox } from './server/outbox.ts'
import { PinnedRoot } from './server/pinned-root.ts'
import { TextedAlarms } from './server/texted-alarms.ts'
import { PictureBox, type Snapshot } from './server/picture-box.ts'
import { AgentSession, type AgentStanding } from './server/agent-session.ts'
import type { AgentKey } from './shell/agent-key.ts'
import type { AgentClock } from './shell/agent-clock.ts'

const retryMs = 5_000
const pushMs = 1_000
/** Pause before asking again whether the key is approved, ms. */
const waitMs = 2_000
const batch = 50

export interface ServerDeps {
  url: string
  account: string
  /** Only until the server knows the key. */
  password?: string | undefined
  unit: string
  key: AgentKey
  /** This device's name in the directory. */
  label: string
  dataDir: string
  clock: AgentClock
  trouble(problem: unknown): void
  /** Called when what the server lets this key do has changed. */
  standing?(now: AgentStanding): void
}

/** The commune's server as the agent uses it; without a connection it works from the last known data. */
export interface Server {
  holderOf: HolderOf
  /** Tells whether an account has a phone in the directory, whatever its standing. */
  knows(account: string): boolean
  /** Tells whether a decision on the gate is in force, as far as the directory that was read last says. */
  hasDecision(gate: string): boolean
  /** Returns the one machine that moves a gate, as far as the directory that was read last says; null: none does. */
  machineAt(gate: string): GateMachine | null
  /** Lists the ids of an account's phones' keys, whatever their standing. */
  keysOf(account: string): readonly string[]
  connectOptions(): Promise<ConnectOptions | null>
  passRefused(): void
  /** Adds `picture` to the entry when it arrives; only that entry and those after it wait. */
  record(gate: string, body: LogBody, picture?: Promise<Snapshot | null>): void
  readonly pictures: PictureBox
  /** Answers phones that leave what they could not send. */
  readonly boxes: BoxDesk
  /** Hands over alarms that came by text. */
  readonly alarms: Pick<TextedAlarms, 'raise'>
  readonly outbox: Outbox
  stop(): Promise<void>
}

/**
 * Follows the directory, registers the agent's key and delivers its log until stopped.
 * @throws AgentStartProblem when the data folder belongs to another unit
 */
export function keepUpWith(parts: ServerDeps): Server {
  const { url, account: name, password, unit, key, dataDir, clock, trouble } = parts
  keepUnit(join(dataDir, 'unit'), unit)
  const root = new PinnedRoot(join(dataDir, 'root'))
  const opened = (roots: RootsByUnit, roles: readonly string[], isProved: boolean) => {
    root.pin(roots[unit] ?? null, isProved)
    if (roles.length > 0 && rolesIn(unit, roles).length === 0)
      trouble(new Error(`tài khoản ${name} không thuộc đơn vị ${unit}, xem mục “unit” của tệp cấu hình.`))
  }
  const session = new AgentSession({ url, name, key, password, opened }, clock.now)
  const people = new KnownPeople(join(dataDir, 'directory.jsonl'), unit, root)
  const author = { unit, account: name, key }
  const outbox = new Outbox(join(dataDir, 'log.outbox'), author, () => session.serverNow, trouble)
  const pictures = new PictureBox(join(dataDir, 'pictures'))
  const boxes = new BoxStore(join(dataDir, 'boxes'))
  const alarms = new TextedAlarms(unit, clock.steady)
  const bringer = new BoxBringer(unit, boxes, clock.steady)
  // A machine that lost the time would let those act whose last day is over, and forget what was left today.
  const knownNow = () => Math.max(session.serverNow, people.latest)
  const waiting = new Set<() => void>()
  const ending = new AbortController()
  const { signal } = ending
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      if (signal.aborted) return resolve()
      const go = () => {
        cancel()
        waiting.delete(go)
        resolve()
      }
      const cancel = clock.after(ms, go)
      waiting.add(go)
    })
  /** Repeats `step`, which returns the delay before its next run, ms. */
  const keepDoing = async (step: () => Promise<number>) => {
    while (!signal.aborted) {
      const wait = await step().catch((problem: unknown) => {
        if (!signal.aborted) trouble(problem)
        return retryMs
      })
      await pause(wait)
    }
  }

  let last: AgentStanding = 'away'
  let isIntroduced = false
  async function follow(): Promise<number> {
    const now = await session.standing()
    if (now !== last && now !== 'away') parts.standing?.((last = now))
    if (now === 'approved') return (await people.follow(session)) ?? retryMs
    // A restored server may have lost the fact: it was away meanwhile, or asked for the password.
    if (now !== 'waiting') isIntroduced = false
    else if (!isIntroduced) await introduce()
    return now === 'waiting' ? waitMs : retryMs
  }
  /** Sends the fact that introduces this key, the same one at each start, for a commander to approve. */
  async function introduce() {
    const fact = enrolmentIn(join(dataDir, 'enrolment.json'), key, () => enrolment(parts, session.serverNow))
    const [told] = await deliver(session, [fact], session.serverNow)
    if (told?.fate === 'refused') throw new Error(`máy chủ không nhận khóa của máy này (mã ${told.code}).`)
    isIntroduced = told?.fate === 'there'
  }
  async function push(): Promise<number> {
    const facts = await outbox.offered(batch)
    const fates = facts.length > 0 ? await deliver(session, facts, session.serverNow) : []
    const told = fates.filter(({ fate }) => fate !== 'waits')
    for (const one of told) outbox.settle(one.id, one.fate === 'refused' ? one.code : undefined)
    if (told.length < facts.length) return retryMs
    return told.length === batch ? 0 : pushMs
  }
  async function pushPicture(): Promise<number> {
    const picture = await pictures.oldest()
    if (!picture) return pushMs
    const fate = await deliverPicture(session, { unit, account: name, now: session.serverNow }, picture)
    if (fate === 'waits') return retryMs
    await pictures.settle(picture, fate)
    return 0
  }
  async function bringBoxes(): Promise<number> {
    const came = await bringer.bringOne(session)
    if (came === 'brought') return 0
    await boxes.forget(knownNow())
    return came === 'away' ? retryMs : pushMs
  }
  const raise = async () => ((await alarms.handOver(session)) ? pushMs : retryMs)
  const running = Promise.all([follow, push, pushPicture, bringBoxes, raise].map(keepDoing))
  return {
    holderOf: (sought) => people.holderOf(sought, knownNow()),
    knows: (account) => people.knows(account),
    hasDecision: (gate) => people.hasDecision(gate),
    machineAt: (gate) => people.machineAt(gate, knownNow()),
    keysOf: (account) => people.keysOf(account),
    // A phone that sees this gate and commands it would wait for an answer in vain.
    connectOptions: async () => (people.isKnown ? session.connectOptions() : null),
    passRefused: () => session.forgetPass(),
    record: (gate, body, picture) => outbox.record(gate, body, picture),
    outbox,
    alarms,
    pictures,
    boxes: new BoxDesk({
      unit,
      store: boxes,
      sealedTo: () => people.sealedTo,
      sealer: (box) => people.sealerOf(box),
      now: knownNow,
      steady: clock.steady
    }),
    async stop() {
      ending.abort()
      session.stop()
      waiting.forEach((go) => go())
      await running
      outbox.close()
    }
  }
}
