import type { GateBoxStore as Store } from '#lib/app/peers/gate-box/gate-box-store.ts'
import { GateBoxStore } from '#lib/app/peers/gate-box/gate-box-store.ts'
import type { BookDeps } from '#lib/app/notebook/book-deps.ts'
import { PhoneGateConnection } from '#lib/data/gates/gate-connection.ts'
import { knownAgents } from '#lib/data/gates/open-gate-connection.ts'
import { verify } from '#lib/data/keys/keys.ts'
import { Link } from '#lib/data/mqtt/link.ts'
import { SharedLink } from '#lib/data/mqtt/shared-link.ts'
import type { BoxShelf, ShelvedBox } from '#lib/data/outbox/box-shelf.ts'
import { bringBoxes } from '#lib/data/outbox/bring-boxes.ts'
import { sealUnsent } from '#lib/data/outbox/seal-unsent.ts'
import { openPeers } from '#lib/data/peers/open-peers.ts'
import type { UnsentParts } from '#lib/data/photos/unsent-parts.ts'
import type { Directory } from '#lib/domain/directory/directory.ts'
import { agentKeys } from '#lib/domain/gates/contract/gate-machine.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import type { BoxOutcome } from '#lib/ports/gates.ts'
import { randomBytes, randomUUID } from 'node:crypto'
import type { TestPhone } from '../../courier/phone.ts'

const gate = 'cong-1b'

/** A shelf in memory. */
function memoryShelf() {
  const boxes = new Map<string, ShelvedBox>()
  const change = (id: string, more: Partial<ShelvedBox>) => {
    const known = boxes.get(id)
    if (known) boxes.set(id, { ...known, ...more })
  }
  const shelf: Pick<BoxShelf, 'of' | 'all' | 'put' | 'drop' | 'brought' | 'left'> = {
    of: async (account) => [...boxes.values()].filter((box) => box.account === account),
    all: async () => [...boxes.values()],
    put: async (box) => void boxes.set(box.id, box),
    drop: async (ids) => ids.forEach((id) => boxes.delete(id)),
    brought: async (id) => change(id, { box: null }),
    left: async (id, left) => change(id, { left })
  }
  return { boxes, shelf: shelf as BoxShelf }
}

/** The app of a phone at the box of a gate: its own port, shelf and connection, over its real store and courier. */
export class BoxPhone {
  readonly boxes: Map<string, ShelvedBox>
  readonly atBox: Store
  /** Runs after each answer of the agent. */
  answered: (answer: BoxOutcome) => Promise<void> | void = () => {}
  readonly #shelf: BoxShelf
  readonly #line: PhoneGateConnection

  /** @param url of the broker beside the gate @param photos those that wait on this phone */
  constructor(
    readonly phone: TestPhone,
    known: () => Directory,
    private readonly url: string,
    photos: UnsentParts = { eachUnsentPart: async () => {} }
  ) {
    const { boxes, shelf } = memoryShelf()
    this.boxes = boxes
    this.#shelf = shelf
    const { account, keys, store } = phone
    const { unit } = phone.server
    const sealing = { account, device: keys.device, store, photos, shelf, now: Date.now }
    const outbox = {
      seal: (to: Parameters<typeof sealUnsent>[0]['keys']) => sealUnsent({ ...sealing, keys: to })
    }
    const peers = openPeers({ identity: phone.identity, unit, keys, store, outbox } as never, shelf)
    this.#line = this.#connection(known)
    const deps = {
      unit,
      account,
      directory: known,
      clock: phone.clock,
      peers: async () => peers,
      verify,
      localNetwork: async () => 'free',
      gateConnection: async () => this.#line,
      whole: <T>(saving: Promise<T>) => saving,
      sources: {
        directory: {
          byUnit: () => ({
            subscribe: (o: { next(now: unknown): void }) => (
              o.next(new Map([[unit, known()]])),
              { unsubscribe() {} }
            )
          })
        }
      }
    }
    this.atBox = new GateBoxStore(deps as unknown as BookDeps)
  }

  visit() {
    const somebodyLooks = new AbortController().signal
    return this.atBox.visit({ gate, name: 'Cổng 1B', url: this.url }, () => {}, somebodyLooks)
  }

  /** Brings the boxes that it carries, as its courier does. */
  bring(): Promise<boolean> {
    const { session, keys, account } = this.phone
    const way = { http: session.http, account, hurried: () => false }
    return bringBoxes(this.#shelf, keys.device.id, way, () => {})
  }

  /** Boxes of others that wait here for a signal. */
  get carried(): number {
    return [...this.boxes.values()].filter(({ id, box }) => id.startsWith('handed ') && box).length
  }

  stop(): Promise<void> {
    return this.#line.stop()
  }

  #connection(known: () => Directory): PhoneGateConnection {
    const { account, keys, clock } = this.phone
    const after = (ms: number, run: () => void) => {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    }
    const now = () => performance.now()
    const connectOptions = async () => ({ url: this.url, clientId: randomUUID() })
    const link = new SharedLink(
      () => new Link({ connectOptions, after, now, chance: Math.random, longestWait: 500 })
    )
    const line = new PhoneGateConnection({
      unit: this.phone.server.unit,
      account,
      tab: randomUUID(),
      device: keys.device,
      verify,
      after,
      agents: knownAgents(agentKeys(known())),
      counters: { next: async () => 1 },
      clocks: { server: () => clock.now(), device: Date.now, steady: now },
      onWake: () => () => {},
      onOffline: () => () => {},
      isOffline: () => false,
      connect: () => link.use(),
      newId: () => uuidv7(Date.now(), randomBytes(10))
    })
    const { box } = line
    line.box = async (...asked) => {
      const answer = await box.apply(line, asked)
      await this.answered(answer)
      return answer
    }
    return line
  }
}
