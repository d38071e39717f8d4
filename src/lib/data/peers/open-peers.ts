import type { SealedBox } from '#lib/domain/transit/box.ts'
import { cardText, spelledCard } from '#lib/domain/peers/card/card.ts'
import type { BundleStatement } from '#lib/domain/peers/statement.ts'
import type { Peers } from '#lib/ports/peers.ts'
import type { Session } from '#lib/ports/session.ts'
import { openBoxShelf, type BoxShelf } from '../outbox/box-shelf.ts'
import { sealBox } from '../outbox/seal-box.ts'
import { boxBatches } from '../outbox/seal-unsent.ts'
import { newKeyHalves, spelledHalf } from '../keys/agreed-key.ts'
import { openBundle, openBundleByCard, sealBundle, sealBundleToCard } from './bundle-file.ts'
import { handed, nameOfBox, phoneBoxes } from './gate-box/phone-boxes.ts'

/** How long a box that was brought is remembered, ms: the box at a gate would hand it over again. */
const rememberedMs = 8 * 86_400_000
/** Boxes of one phone that another carries to one server, and their bytes; the rest wait on that phone, or go with others. */
const mostOfOne = 64
const mostBytesOfOne = 24 * 1024 * 1024

/** The notebook that is open. */
type Owner = Pick<Session, 'identity' | 'unit' | 'store' | 'outbox' | 'photos'> & {
  keys: Pick<Session['keys'], 'device' | 'roots'>
}

/** Opens what makes and reads bundles on this phone. */
export function openPeers(
  { identity: { account }, unit, keys: { device, roots }, store, outbox, photos }: Owner,
  shelf: BoxShelf = openBoxShelf()
): Peers {
  return {
    store,
    roots,
    device,
    seal: (to, contents, at) => sealBundle({ unit, to, account, at, contents }, device),
    sealToCard: ({ account: to, key }, contents, at) =>
      sealBundleToCard({ unit, to, account, at, contents, key }, device),
    async showCard(at) {
      const pair = await newKeyHalves()
      const key = await spelledHalf(pair.publicKey)
      const card = { unit, account, device: device.id, at: new Date(at).toISOString(), key }
      const text = cardText(card)
      const spelled = spelledCard(card, await device.sign(text))
      return { spelled, text, open: (file) => openBundleByCard(file, pair, unit) }
    },
    openQr: async () => (await import('./qr/open-qr.ts')).openQr(),
    open: (file, code) => openBundle(file, code, unit),
    async box(facts, key) {
      const docs = boxBatches(facts).map((batch) => ({
        facts: batch.map(({ id, ...fact }) => ({ _id: id, ...fact }))
      }))
      return Promise.all(docs.map((contents) => sealBox(unit, key, contents, device)))
    },
    gateBoxes: phoneBoxes(outbox, shelf),
    connect: async () => (await import('./channel/rtc-connection.ts')).openRtcConnection(),
    photo: (...named) => photos.lyingHere(...named),
    keepPhoto: (...brought) => photos.keepBrought(...brought),
    keepBoxes: (boxes, from) => keepBoxes(shelf, boxes, from),
    async waitingBoxes() {
      return (await handedOver(shelf)).filter(({ box }) => box).length
    }
  }
}

const handedOver = async (shelf: BoxShelf) => (await shelf.all()).filter(({ id }) => id.startsWith(handed))

/**
 * Puts boxes beside those that this phone sealed: whichever account of it has a signal first brings them. Takes no more of a
 * phone than it has room for, and drops none for it: a box may hold the only copy of a record.
 * @param boxes whose sealers are known, see `sealerOf`
 */
async function keepBoxes(
  shelf: BoxShelf,
  boxes: readonly SealedBox[],
  { by, device }: Pick<BundleStatement, 'by' | 'device'>
): Promise<number> {
  const there = await handedOver(shelf)
  // Those have been at the server for days: nobody hands them over any more.
  const old = there.filter(({ box, at }) => !box && Date.now() - at > rememberedMs)
  await shelf.drop(old.map(({ id }) => id))
  const known = new Set(there.map(({ id }) => id))
  const waiting = there.flatMap(({ box }) => box ?? [])
  let added = 0
  for (const box of boxes) {
    const id = `${handed}${await nameOfBox(box)}`
    if (known.has(id) || !hasRoom(waiting, box)) continue
    known.add(id)
    waiting.push(box)
    // Counts for nobody as unsent: its author's phone counts it.
    await shelf.put({ id, account: by, device, holds: [], counts: 0, box, at: Date.now() })
    added++
  }
  return added
}

/** Tells whether one box more of a phone, to the same server, may wait beside these. */
function hasRoom(waiting: readonly SealedBox[], box: SealedBox): boolean {
  const { device, unit, key } = box
  const ofOne = waiting.filter((one) => one.device === device && one.unit === unit && one.key === key)
  const bytes = [...ofOne, box].reduce((all, { sealed }) => all + sealed.length, 0)
  return ofOne.length < mostOfOne && bytes <= mostBytesOfOne
}
