import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { initSync } from 'raptorq/raptorq.js'
import { vi } from 'vitest'
import type { BookDeps } from '#lib/app/notebook/book-deps.ts'
import { PeersStore, type TakenIn } from '#lib/app/peers/peers-store.ts'
import { QrGiver } from '#lib/app/peers/qr/qr-giver.svelte.ts'
import { QrTaker } from '#lib/app/peers/qr/qr-taker.svelte.ts'
import { verify } from '#lib/data/keys/keys.ts'
import { timeSlices } from '#lib/data/time-slices.ts'
import { cutIntoPackets, joinPackets } from '#lib/data/peers/qr/raptorq.ts'
import type { Directory } from '#lib/domain/directory/directory.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import type { CameraRefusal, QrCarrier, Source } from '#lib/ports/ports.ts'
import { DirectoryWorld } from '../devices/directory-world.ts'
import type { TestDevice } from '../facts.ts'
import { peer } from './peer-stage.ts'

initSync(readFileSync(createRequire(import.meta.url).resolve('raptorq/raptorq_bg.wasm')))

export const world = new DirectoryWorld()
const { unit } = world
export const officer = world.phone('can-bo', 'officer')
export const keeper = world.phone('giu-cong', 'keeper')
export const facts = Array.from({ length: 40 }, () => officer.note(unit))

/** A carrier whose codes are the texts themselves, and whose camera sees what a test shows it. */
class PaperCarrier implements QrCarrier {
  readonly events: string[] = []
  see: ((texts: readonly string[]) => void) | null = null
  refusal: CameraRefusal | null = null
  readonly drawn = new Map<object, string>()

  squaresOf(text: string) {
    const squares = [[true]]
    this.drawn.set(squares, text)
    return squares
  }
  packetsOf = async (bytes: Uint8Array<ArrayBuffer>, symbol: number) => cutIntoPackets(bytes, symbol)
  async bytesOf(size: number, symbol: number, packets: readonly Uint8Array[]) {
    this.events.push('joins')
    return joinPackets(size, symbol, packets) as Uint8Array<ArrayBuffer> | null
  }
  async look(_: HTMLVideoElement, found: (texts: readonly string[]) => void) {
    if (this.refusal) return this.refusal
    this.see = found
    this.events.push('looks')
    return {
      stop: () => {
        this.see = null
        this.events.push('stops')
      }
    }
  }
  keepAwake() {
    this.events.push('awake')
    return { stop: () => this.events.push('sleeps') }
  }
}

const emitting = <T>(value: T): Source<T> => ({
  subscribe(observer) {
    observer.next(value)
    return { unsubscribe() {} }
  }
})
export const screen = {} as HTMLVideoElement

/** A phone with its screens. */
export function phone(
  device: TestDevice,
  unsent: readonly Envelope[] = [],
  known: Directory = world.known()
) {
  const qr = new PaperCarrier()
  const staged = peer(device, unit)
  const lying = unsent.map((fact): StoredFact => ({ ...fact, sync: 'pending', tries: 0 }))
  const store = {
    carry: staged.peers.store.carry,
    inState: (sync: string) => emitting(sync === 'pending' ? lying : []),
    ofDevice: () => emitting([]),
    book: () => emitting([])
  }
  const deps = {
    unit,
    account: device.account,
    roles: ['officer'],
    clock: { now: () => Date.now() },
    verify,
    directory: () => known,
    sources: { directory: { byUnit: () => emitting(new Map([[unit, known]])) } },
    peers: async () => ({ ...staged.peers, store, openQr: async () => qr }),
    whole: <T>(saving: Promise<T>) => saving,
    slices: timeSlices
  } as unknown as BookDeps
  return { qr, facts: staged.facts, store: new PeersStore(deps) }
}

export function giving(...given: Parameters<typeof phone>) {
  const { qr, ...rest } = phone(...given)
  const giver = new QrGiver(rest.store, () => Date.now())
  return { qr, giver, ...rest }
}

export async function taking(device = keeper, known = world.known()) {
  const { qr, facts, store } = phone(device, [], known)
  const reports: TakenIn[] = []
  const taker = new QrTaker(
    store,
    () => Date.now(),
    () => Date.now(),
    (report) => reports.push(report)
  )
  await taker.begin()
  await taker.camera.look(screen)
  return { qr, taker, facts, reports, card: () => qr.drawn.get(taker.card!.squares)! }
}

/** Waits for what keys and signatures take, however busy the machine is. */
export const seen = (what: () => unknown) => vi.waitUntil(what, { timeout: 60_000 })

/** Lets what was begun go on; the three seconds in which two people look at the number pass. */
export const settled = () => vi.advanceTimersByTimeAsync(3_100)

/** Brings two phones to where the codes run. */
export async function running(known?: ReturnType<typeof world.known>) {
  const given = giving(officer, facts)
  const taken = await taking(keeper, known)
  await given.giver.camera.look(screen)
  given.qr.see!([taken.card()])
  await seen(() => given.giver.met)
  given.giver.begin(328)
  await settled()
  await seen(() => given.giver.stream)
  const next = () => given.qr.drawn.get(given.giver.stream!.next())!
  return { given, taken, next }
}
