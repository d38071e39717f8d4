import { exchangeRecords } from '#lib/app/peers/channel/exchange-records.ts'
import { takeIn } from '#lib/app/peers/take-in.ts'
import { newDataKey, verify } from '#lib/data/keys/keys.ts'
import { openBundle, sealBundle } from '#lib/data/peers/bundle-file.ts'
import { openRtcConnection } from '#lib/data/peers/channel/rtc-connection.ts'
import { directory, rolesAt, type Directory } from '#lib/domain/directory/directory.ts'
import type { PublicKey } from '#lib/domain/directory/facts.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import type { PeerEndpoint } from '#lib/domain/peers/channel/endpoint.ts'
import type { PeerConnection } from '#lib/ports/peers.ts'
import type { PhoneStore } from '#lib/data/store/store.ts'
import { watchBlocks } from './blocks.ts'
import { openStore } from './open-store.ts'

/** Tells a page which phone it is, what its directory says, and which facts it has for the other. */
export interface ToldPhone {
  unit: string
  account: string
  device: string
  key: PublicKey
  root: string
  directory: readonly Envelope[]
  facts: readonly Envelope[]
}

/** The other end of a channel, as its scanned text would name it; bytes as numbers, to pass from page to page. */
interface ToldEnd extends Omit<PeerEndpoint, 'fingerprint'> {
  fingerprint: number[]
}

/** Signs as the phone of this page: the bench has its key. */
declare function signHere(text: string): Promise<string>

let phone: ToldPhone
let known: Directory
let store: PhoneStore
let connection: PeerConnection
let own: PeerEndpoint

async function open(told: ToldPhone): Promise<void> {
  phone = told
  known = directory(told.directory, told.root)
  store = await openStore(told.account, await newDataKey())
}

const device = () => ({ id: phone.device, publicKey: phone.key, sign: (text: string) => signHere(text) })

const seal = (to: string, facts: readonly Envelope[]) =>
  sealBundle(
    { unit: phone.unit, to, account: phone.account, at: Date.now(), contents: { facts, boxes: [] } },
    device()
  )

const rolesHere = () => rolesAt(known, phone.account, phone.device, Date.now())

const openHere = (file: Blob, code: string) => openBundle(file, code, phone.unit)

function take(
  opened: Parameters<typeof takeIn>[0],
  carry: PhoneStore['carry'] = (facts) => store.carry(facts)
) {
  return takeIn(opened, {
    unit: phone.unit,
    account: phone.account,
    roles: rolesHere(),
    known,
    knownWith: async () => known,
    serverTime: Date.now(),
    verify,
    peers: { keepBoxes: async () => 0, store: { carry } }
  })
}

/** Makes a bundle of all facts for this very account, and verifies it without keeping it. */
async function bundle() {
  const begun = performance.now()
  const { file, code } = await seal(phone.account, phone.facts)
  const made = performance.now()
  const opened = await openHere(new Blob([file]), code)
  const taken = await take(opened, async (facts) => new Set(facts.map(({ id }) => id)))
  if ('code' in taken) throw new Error(taken.code)
  const ms = performance.now() - made
  return { ms, makeMs: made - begun, bytes: file.length, facts: taken.added }
}

const toldEnd = (end: PeerEndpoint): ToldEnd => ({ ...end, fingerprint: [...end.fingerprint] })
const endOf = ({ fingerprint, ...end }: ToldEnd): PeerEndpoint => ({
  ...end,
  fingerprint: new Uint8Array(fingerprint)
})

async function offer(): Promise<ToldEnd> {
  connection = openRtcConnection()!
  return toldEnd((own = await connection.offer()))
}

async function answer(offered: ToldEnd): Promise<ToldEnd> {
  connection = openRtcConnection()!
  return toldEnd((own = await connection.answer(endOf(offered))))
}

const accept = (answered: ToldEnd) => connection.accept(endOf(answered))

/** Passes this phone's facts to the other and takes theirs, once the channel is open. */
async function pass(
  { account, device: id, key }: Pick<ToldPhone, 'account' | 'device' | 'key'>,
  end: ToldEnd
) {
  const link = await connection.opened(60_000)
  if (!link) throw new Error('the two pages did not find each other')
  const endWatch = watchBlocks()
  const begun = performance.now()
  let bytes = 0
  const ended = await exchangeRecords(link, {
    ends: {
      unit: phone.unit,
      own: { account: phone.account, device: phone.device, fingerprint: own.fingerprint },
      other: { account, device: id, key, fingerprint: endOf(end).fingerprint }
    },
    device: device(),
    verify,
    cancelled: new AbortController().signal,
    told: (progress) => (bytes = progress.bytes),
    give: {
      directory: async () => known,
      now: () => Date.now(),
      choose: async () => ({ chain: [], open: phone.facts, sealed: [], left: 0 }),
      box: async () => [],
      seal: ({ facts }) => seal(account, facts),
      photo: async () => null
    },
    take: {
      roles: rolesHere(),
      peers: { store, open: openHere, photo: async () => null, keepPhoto: async () => false },
      take
    }
  })
  if ('code' in ended) throw new Error(ended.code)
  return { ms: performance.now() - begun, bytes, facts: ended.added, longestBlockMs: endWatch() }
}

const peersPage = { open, bundle, offer, answer, accept, pass }
export type PeersPage = typeof peersPage
Object.assign(globalThis, { peersPage })
