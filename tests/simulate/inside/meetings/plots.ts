import type { BundleChoice } from '#lib/app/peers/peers-store.ts'
import { dismisses } from '../hostile/plots.ts'
import type { Phone } from '../phone/phone.ts'
import { clear, writes, type Scene } from '../plots.ts'
import { losing } from '../weather.ts'
import { makes, type Parcel } from './parcel.ts'
import { smuggles } from './smuggler.ts'
import { takes } from './taking.ts'

const second = 1_000

/** How phones hand records to each other where there is no signal, and what becomes of those who carry them. */
export const meetingPlots = {
  /** Two phones meet as they are; the bundle arrives, or late, or twice, or spoilt, or elsewhere, or never. */
  async meets({ world, phone, others, chance }: Scene) {
    const taker = chance.one(others)
    if (chance.in(0.5)) for (const one of [phone, taker]) if (one.tabs.length === 0) await one.open()
    const parcel = await makes(phone, taker, someChoice(world))
    if (!parcel) return
    const way = chance.weighed({ now: 6, twice: 1, late: 3, spoilt: 2, elsewhere: 1, killed: 1, never: 1 })
    if (way === 'late' || way === 'twice') world.pocket.push(parcel)
    if (way === 'spoilt') return takes(taker, parcel, spoilt(parcel, chance))
    if (way === 'elsewhere') return takes(chance.one(others), parcel)
    if (way === 'killed') return dies(taker, parcel)
    if (way === 'now' || way === 'twice') await takes(taker, parcel)
  },

  /** A bundle comes out of a pocket, some time after it was made; now and then it stays there, too. */
  async delivers({ world, chance }: Scene) {
    if (world.pocket.length === 0) return
    const at = chance.whole(0, world.pocket.length - 1)
    const parcel = world.pocket[at]!
    if (chance.in(0.7)) world.pocket.splice(at, 1)
    const meant = world.phones.filter(({ account }) => account === parcel.to)
    const taker = meant.length > 0 && chance.in(0.9) ? chance.one(meant) : chance.one(world.phones)
    await takes(taker, parcel)
  },

  /** Somebody without a signal writes and meets another, who has one again before them, or after them. */
  async handsOn({ world, phone, others, chance }: Scene) {
    const carrier = chance.one(others)
    const parcel = await writtenFor(phone, carrier)
    if (chance.in(0.3)) carrier.goOffline()
    if (parcel) await takes(carrier, parcel)
    if (chance.in(0.3)) {
      carrier.line.weather = losing
      if (!carrier.line.online) carrier.goOnline()
      await world.timeline.pause(chance.whole(2, 6) * second)
    }
    const [first, then] = chance.in(0.5) ? [phone, carrier] : [carrier, phone]
    await clear(first)
    await world.timeline.pause(chance.whole(0, 8) * second)
    if (parcel && chance.in(0.3)) await takes(carrier, parcel)
    await clear(then)
    await world.timeline.pause(4 * second)
  },

  /** A phone is lost after a meeting: its author's, which nobody but its carrier then brings, or the carrier's. */
  async phoneLost({ world, phone, others, chance }: Scene) {
    const carrier = chance.one(others)
    const parcel = await writtenFor(phone, carrier)
    if (!parcel) return
    await takes(carrier, parcel)
    const lost = chance.in(0.6) ? phone : carrier
    const left = lost === phone ? carrier : phone
    if (!(await world.loses(lost))) return
    if (chance.in(0.4)) await dismisses(world, await ready(world.phones[0]!), lost)
    await clear(left)
    await world.timeline.pause(chance.whole(2, 8) * second)
  },

  /** Somebody is dismissed between a meeting and the next, of which the other phone may have heard, or hears on the way. */
  async carrierBarred({ world, phone, others, chance }: Scene) {
    const commander = world.phones[0]!
    if (phone === commander || phone.isOut || world.phones.some(({ isOut }) => isOut)) return
    const [taker, author] = [chance.one(others), chance.one(others)]
    const handed = author === phone ? null : await writtenFor(author, phone)
    if (handed) await takes(phone, handed)
    const early = await writtenFor(phone, taker)
    const hears = chance.in(0.6)
    const third = others.find((one) => one !== taker && one !== commander)
    if (!hears) for (const one of [taker, third]) one?.goOffline()
    if (!(await dismisses(world, await ready(commander), phone))) return
    await world.timeline.pause(chance.whole(1, 6) * second)
    // Word of it travels with a bundle, too: even to the phone that it is about, which hands it on.
    const hearer = chance.one([phone, taker])
    const told = chance.in(0.7) && hearer !== commander ? await makes(commander, hearer, 'recent') : null
    if (told) await takes(hearer, told)
    const late = await writtenFor(phone, taker, hears)
    for (const parcel of [early, late]) if (parcel) await takes(taker, parcel)
    // Whoever hears of it only after they took that in hands it on together with the word.
    if (third && !hears) {
      await clear(taker)
      await world.timeline.pause(4 * second)
      const both = third.tabs.length > 0 ? await makes(taker, third, 'unsent') : null
      if (both) await takes(third, both)
    }
    for (const one of others) await clear(one)
    await clear(phone)
    await world.timeline.pause(4 * second)
  },

  /** Has an erasure cross with a bundle that holds what is erased. */
  async crossing({ world, phone, others, operator, chance }: Scene) {
    const taker = chance.one(others)
    for (const one of [phone, taker]) await clear(one)
    for (let left = chance.whole(1, 3); left > 0; left--) writes(phone, world)
    await world.timeline.pause(chance.whole(2, 70) * second)
    if (chance.in(0.3)) taker.goOffline()
    const parcel = await makes(phone, taker, chance.in(0.7) ? 'recent' : 'unsent')
    const brought = parcel?.open.filter(({ id, book }) => book !== 'directory' && operator.has(id)) ?? []
    if (!parcel || brought.length === 0) return
    taker.diskMs = 400
    operator.erase(chance.one(brought).id, chance.in(0.4))
    await world.timeline.pause(chance.whole(0, 1_500))
    await takes(taker, parcel)
    await clear(taker)
    await world.timeline.pause(chance.whole(1, 70) * second)
    await takes(taker, parcel)
  },

  /** A member who means ill hands over what they made up, and what its receiver may not read. */
  async smuggler({ world, phone }: Scene) {
    const { hostile } = world
    if (!hostile) return
    if (phone.tabs.length === 0) await phone.open()
    const parcel = await smuggles(hostile, phone)
    await takes(phone, parcel)
    await world.timeline.pause(second)
  }
}

const someChoice = ({ chance }: Scene['world']): BundleChoice => (chance.in(0.6) ? 'unsent' : 'recent')

/** Has somebody write without a signal, for a carrier who is there, and has one. */
async function writtenFor(author: Phone, carrier: Phone, isOnline = true): Promise<Parcel | null> {
  const { world } = author
  const { chance } = world
  await clear(author)
  if (isOnline) await clear(carrier)
  else if (carrier.tabs.length === 0) await carrier.open()
  await world.timeline.pause(chance.whole(1, 3) * second)
  author.goOffline()
  for (let left = chance.whole(1, 4); left > 0; left--) writes(author, world)
  await world.timeline.pause(chance.whole(1, 4) * second)
  return makes(author, carrier, someChoice(world))
}

async function ready(phone: Phone): Promise<Phone> {
  await clear(phone)
  return phone
}

function spoilt({ bundle: { file } }: Parcel, chance: Scene['chance']): Uint8Array<ArrayBuffer> {
  if (chance.in(0.5)) return file.slice(0, chance.whole(0, file.length - 1))
  const changed = file.slice()
  changed[chance.whole(0, file.length - 1)]! ^= chance.whole(1, 255)
  return changed
}

/** Ends the app while it takes something in, and has it do so again. */
async function dies(taker: Phone, parcel: Parcel) {
  const tab = taker.tabs[0]
  if (!tab) return
  void takes(taker, parcel).catch(() => {})
  await taker.world.timeline.pause(taker.world.chance.whole(0, 60))
  await taker.kill(tab)
  await taker.open()
  await takes(taker, parcel)
}
