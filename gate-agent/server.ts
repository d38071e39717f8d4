import { join } from 'node:path'
import type { ConnectOptions } from '#lib/data/mqtt/connection.ts'
import { canonicalString } from '#lib/domain/canonical.ts'
import { certifiedId } from '#lib/domain/certified-id.ts'
import type { KeyHolder } from '#lib/domain/gates/contract/keys.ts'
import type { SignedText } from '#lib/domain/gates/contract/envelope.ts'
import type { PassRequest } from '#lib/domain/gates/contract/pass-request.ts'
import type { LogBody } from './core/agent-gate.ts'
import { deliverPicture } from './server/deliver-picture.ts'
import { deliver } from './server/delivery.ts'
import { KnownPeople } from './server/known-people.ts'
import { Outbox } from './server/outbox.ts'
import { PictureBox, type Snapshot } from './server/picture-box.ts'
import { ServerSession } from './server/server-session.ts'
import type { AgentKey } from './shell/agent-key.ts'
import type { AgentClock } from './shell/agent-clock.ts'

const retryMs = 5_000
const pushMs = 1_000
const batch = 50

export interface ServerDeps {
  url: string
  account: string
  password: string
  unit: string
  key: AgentKey
  /** This device's name in the directory. */
  label: string
  dataDir: string
  clock: AgentClock
  trouble(problem: unknown): void
}

/** The commune's server as the agent uses it; without a connection it works from the last known data. */
export interface Server {
  holderOf(account: string, key: string): KeyHolder | null
  connectOptions(): Promise<ConnectOptions | null>
  passRefused(): void
  /** Adds `picture` to the entry when it arrives; only that entry and those after it wait. */
  record(gate: string, body: LogBody, picture?: Promise<Snapshot | null>): void
  readonly pictures: PictureBox
  readonly outbox: Outbox
  stop(): Promise<void>
}

/** Follows the directory, registers the agent's key and delivers its log until stopped. */
export function keepUpWith(parts: ServerDeps): Server {
  const { url, account: name, password, unit, key, dataDir, clock, trouble } = parts
  const session = new ServerSession({ url, name, password }, clock.now)
  const people = new KnownPeople(join(dataDir, 'directory.json'), unit)
  const author = { unit, account: name, key }
  const outbox = new Outbox(join(dataDir, 'log.outbox'), author, () => session.serverNow)
  const pictures = new PictureBox(join(dataDir, 'pictures'))
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

  async function follow(): Promise<number> {
    const heard = await people.follow(session, true)
    if (heard && !people.knows(name, key.id)) await introduce()
    return heard ? 0 : retryMs
  }
  /** Adds the agent's key to the directory; the next change reads it back. */
  async function introduce() {
    const own = people.facts.filter(({ device }) => device === key.id)
    const body = { key: key.publicKey, label: parts.label }
    const fact = signed({ ...parts, n: Math.max(0, ...own.map(({ n }) => n)) + 1 }, body, session.serverNow)
    const [told] = await deliver(session, [fact], session.serverNow)
    if (told?.fate === 'refused') throw new Error(`the server refuses this key: ${told.code}`)
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
  function request(): SignedText {
    const ask: PassRequest = { v: 1, asks: 'pass', account: name, key: key.id, at: session.serverNow }
    const p = JSON.stringify(ask)
    return { p, s: key.sign(p) }
  }
  const running = Promise.all([keepDoing(follow), keepDoing(push), keepDoing(pushPicture)])
  return {
    holderOf: people.holderOf,
    connectOptions: () => session.connectOptions(request()),
    passRefused: () => session.forgetPass(),
    record: (gate, body, picture) => outbox.record(gate, body, picture),
    outbox,
    pictures,
    async stop() {
      ending.abort()
      session.stop()
      waiting.forEach((go) => go())
      await running
      outbox.close()
    }
  }
}

function signed({ unit, account, key, n }: ServerDeps & { n: number }, body: object, ms: number) {
  const numbered = { unit, book: 'directory', device: key.id, n }
  const unsigned = {
    id: certifiedId(numbered, ms),
    ...numbered,
    stream: `device/${key.id}`,
    type: 'directory.device-enrolled',
    at: new Date(ms).toISOString(),
    by: account,
    body: body as Record<string, unknown>
  }
  return { ...unsigned, sig: key.sign(canonicalString(unsigned)) }
}
