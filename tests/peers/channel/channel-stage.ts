import { verify } from '#lib/data/keys/keys.ts'
import { exchangeRecords, type PassingDeps } from '#lib/app/peers/channel/exchange-records.ts'
import type { Directory } from '#lib/domain/directory/directory.ts'
import { rolesAt } from '#lib/domain/directory/directory.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import type { ChannelProgress } from '#lib/domain/peers/channel/progress.ts'
import type { PeerLink } from '#lib/ports/ports.ts'
import type { TestDevice } from '../../facts.ts'
import { keyOf, peer } from '../peer-stage.ts'

type Listener = Parameters<PeerLink['listen']>[0]
type Bytes = Uint8Array<ArrayBuffer>

/** One end of a channel in memory: passes copies in order, a turn later. */
class MemoryLink implements PeerLink {
  other!: MemoryLink
  sent = 0
  #listener: Listener | null = null
  #early: Bytes[] = []
  #over = false

  /** @param change what becomes of a piece on the way: other bytes, or null when the channel breaks there */
  constructor(private readonly change: (piece: Bytes, number: number) => Bytes | null) {}

  async send(piece: Bytes): Promise<void> {
    if (this.#over) throw new Error('over')
    const sent = this.change(piece.slice(), this.sent++)
    await Promise.resolve()
    if (sent) this.other.receive(sent)
    else this.close()
  }

  listen(listener: Listener): void {
    this.#listener = listener
    for (const piece of this.#early.splice(0)) listener.piece(piece)
    if (this.#over) listener.over()
  }

  receive(piece: Bytes): void {
    if (this.#listener) this.#listener.piece(piece)
    else this.#early.push(piece)
  }

  close(): void {
    for (const end of [this, this.other]) {
      if (end.#over) continue
      end.#over = true
      end.#listener?.over()
    }
  }
}

/** Links two ends. */
export function linked(
  change: (piece: Bytes, number: number) => Bytes | null = (piece) => piece
): [MemoryLink, MemoryLink] {
  const [a, b] = [new MemoryLink(change), new MemoryLink((piece) => piece)]
  a.other = b
  b.other = a
  return [a, b]
}

/** Lists what a phone gives: what it lays open, what goes along, and what it seals to the server. */
interface Given {
  open: Envelope[]
  chain?: Envelope[]
  sealed?: Envelope[]
}

const fingerprintOf = (number: number) => new Uint8Array(32).fill(number)

/** A phone that passes what it has over a channel, as the directory says that is given to it. */
export function channelPhone(device: TestDevice, unit: string, known: () => Directory, fingerprint: number) {
  const stage = peer(device, unit)
  const has = (...facts: Envelope[]) => facts.forEach((fact) => stage.facts.set(fact.id, fact))
  const sealed: Envelope[][] = []
  const progress: ChannelProgress[] = []
  return {
    ...stage,
    device,
    has,
    /** The facts of each bundle that it made. */
    sealed,
    progress,
    fingerprint,
    over(
      link: PeerLink,
      other: { device: TestDevice; fingerprint: number },
      { open, chain = [], sealed: shut = [], ...more }: Partial<PassingDeps> & Given
    ) {
      const own = { account: device.account, device: device.id, fingerprint: fingerprintOf(fingerprint) }
      const theirs = {
        account: other.device.account,
        device: other.device.id,
        key: other.device.publicKey,
        fingerprint: fingerprintOf(other.fingerprint)
      }
      return exchangeRecords(link, {
        ends: { unit, own, other: theirs },
        device: keyOf(device),
        verify,
        cancelled: new AbortController().signal,
        told: (now) => void progress.push(now),
        give: {
          directory: async () => known(),
          now: () => Date.now(),
          choose: async () => ({ chain, open, sealed: shut, left: 0 }),
          box: async (facts) => (facts.length > 0 ? stage.peers.box(facts, known().sealingKey!) : []),
          seal(contents) {
            sealed.push([...contents.facts])
            return stage.give(other.device.account, contents)
          },
          photo: (...named) => stage.peers.photo(...named)
        },
        take: {
          roles: rolesAt(known(), device.account, device.id, Date.now()),
          take: (opened) => stage.takeOpened(opened, known()),
          peers: stage.peers
        },
        ...more
      })
    }
  }
}
