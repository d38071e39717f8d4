import type { BoxShelf, ShelvedBox } from '#lib/data/outbox/box-shelf.ts'
import { verify } from '#lib/data/keys/keys.ts'
import { openPeers } from '#lib/data/peers/open-peers.ts'
import { sha256Of } from '#lib/data/photos/hash.ts'
import type { Directory } from '#lib/domain/directory/directory.ts'
import type { BundleContents } from '#lib/domain/peers/bundle/contents.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { rolesAt } from '#lib/domain/directory/directory.ts'
import type { DeviceKey, Photos, SealedBundle, Source, Store } from '#lib/ports/ports.ts'
import { takeIn, type TakeInDeps } from '#lib/app/peers/take-in.ts'
import type { TestDevice } from '../facts.ts'

/** The device of a test as a phone has it. */
export const keyOf = (device: TestDevice): DeviceKey => ({
  id: device.id,
  publicKey: device.publicKey,
  sign: async (text) => device.sign(text)
})

/** A shelf in memory. */
export function memoryBoxes() {
  const boxes = new Map<string, ShelvedBox>()
  const shelf: Pick<BoxShelf, 'all' | 'put' | 'drop'> = {
    all: async () => [...boxes.values()],
    put: async (box) => void boxes.set(box.id, box),
    drop: async (ids) => ids.forEach((id) => boxes.delete(id))
  }
  return { boxes, shelf: shelf as BoxShelf }
}

/** Photos in memory, by their hash. */
export function memoryPhotos() {
  const photos = new Map<string, { picture: Blob; isCarried: boolean }>()
  const kept: Pick<Photos, 'lyingHere' | 'keepBrought'> = {
    lyingHere: async (_home, { sha256 }) => photos.get(sha256)?.picture ?? null,
    async keepBrought(_home, { sha256 }, picture, isCarried) {
      const hash = await sha256Of(new Uint8Array(await picture.arrayBuffer()))
      if (hash === sha256) photos.set(sha256, { picture, isCarried })
      return hash === sha256
    }
  }
  return { photos, kept: kept as Photos }
}

/** A store that remembers what it was told to carry. */
function carriedFacts() {
  const facts = new Map<string, Envelope>()
  const withIds = async (ids: readonly string[]) =>
    ids.flatMap((id) => (facts.has(id) ? { ...facts.get(id)!, sync: 'carried' as const, tries: 0 } : []))
  const held = async (ids: readonly string[]) => new Set(ids.filter((id) => facts.has(id)))
  const carry = async (some: readonly Envelope[]) => {
    const fresh = some.filter(({ id }) => !facts.has(id))
    for (const fact of fresh) facts.set(fact.id, fact)
    return new Set(fresh.map(({ id }) => id))
  }
  const book = (name: string): Source<readonly Envelope[]> => ({
    subscribe(observer) {
      observer.next([...facts.values()].filter((fact) => fact.book === name))
      return { unsubscribe() {} }
    }
  })
  return { facts, store: { book, carry, held, withIds } as unknown as Store }
}

/** A phone that makes bundles and takes them in. */
export function peer(device: TestDevice, unit: string) {
  const { boxes, shelf } = memoryBoxes()
  const { facts, store } = carriedFacts()
  const { photos, kept } = memoryPhotos()
  const identity = { account: device.account, roles: [] }
  const outbox = { seal: async () => {} }
  const peers = openPeers(
    {
      identity,
      unit,
      keys: { device: keyOf(device), roots: new Map() as never },
      store,
      outbox,
      photos: kept
    },
    shelf
  )
  function takeOpened(
    opened: Parameters<typeof takeIn>[0],
    known: Directory,
    more: Partial<TakeInDeps> = {}
  ) {
    const { account } = device
    const serverTime = Date.now()
    const roles = rolesAt(known, account, device.id, serverTime)
    const knownWith = async () => known
    return takeIn(opened, { unit, account, roles, known, knownWith, serverTime, verify, peers, ...more })
  }
  return {
    peers,
    boxes,
    facts,
    photos,
    give: (to: string, contents: Partial<BundleContents>) =>
      peers.seal(to, { facts: [], boxes: [], ...contents }, Date.now()),
    take: async (bundle: SealedBundle, known: Directory, more: Partial<TakeInDeps> = {}) =>
      takeOpened(await peers.open(new Blob([bundle.file]), bundle.code), known, more),
    takeOpened
  }
}
