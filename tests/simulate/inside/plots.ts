import { quarterAfter, quarterStart } from '#lib/domain/database-names.ts'
import { hostilePlots } from './hostile/plots.ts'
import { meetingPlots } from './meetings/plots.ts'
import { laterType } from './phone/pen.ts'
import type { Phone } from './phone/phone.ts'
import { calm, losing, refusing } from './weather.ts'
import type { World } from './world.ts'

const second = 1_000
const day = 86_400_000
/** What a write takes at most on a phone that is busy with something else, ms. */
const slow = 400

/** What seldom comes together by itself, and where guards are for exactly that: one after the other, as it may happen. */
const honestPlots = {
  /** Somebody reads much that is new while some of it is erased. */
  async longFeed({ world, phone, others, operator, chance }: Scene) {
    phone.goOffline()
    for (const other of others) await clear(other)
    // Of one book a page and a little more, or of all of them.
    const [least, most, kind] = chance.one([[6, 8, 'note'] as const, [8, 14, undefined] as const])
    for (let left = chance.whole(least, most); left > 0; left--) writes(chance.one(others), world, kind)
    await world.timeline.pause(chance.whole(3, 12) * second)
    phone.diskMs = slow
    operator.waitFor('page')
    await clear(phone)
    await world.timeline.pause(6 * second)
  },

  /** A server that is too busy asks to be left alone, and meanwhile somebody puts the clock back. */
  async putBack({ world, phone, chance }: Scene) {
    await clear(phone)
    phone.line.weather = refusing
    writes(phone, world)
    await world.timeline.pause(chance.whole(2, 20) * second)
    phone.skew -= chance.whole(1, 400) * day
    phone.tell(`clock off by ${phone.skew} ms`)
    phone.line.weather = calm
    await world.timeline.pause(5 * second)
  },

  /** What has just arrived is erased while its phone reads it, and the directory tells so before. */
  async atOnce({ world, phone, operator, chance }: Scene) {
    await clear(phone)
    for (const one of world.phones) one.diskMs = slow
    for (let times = chance.whole(1, 3); times > 0; times--) {
      operator.waitFor(chance.in(0.7) ? 'reading' : 'arrival')
      for (let left = chance.whole(1, 3); left > 0; left--) writes(phone, world)
      await world.timeline.pause(chance.whole(2, 8) * second)
    }
  },

  /** Somebody lets a refused record rest, and the app ends in the midst of it. */
  async regret({ world, phone, chance }: Scene) {
    const { timeline } = world
    await clear(phone)
    void phone.tabs[0]!.write(world.pen.bad(), false)
    await timeline.pause(5 * second)
    const tab = phone.tabs[0]!
    const refused = await tab.inState('refused')
    if (refused.length === 0) return
    void tab.letRest(chance.one(refused))
    await timeline.pause(chance.whole(0, 30))
    await phone.kill(tab)
    await phone.open()
    await timeline.pause(5 * second)
  },

  /** An answer is lost, and what nobody knows to be there is erased before the phone is back. */
  async unheard({ world, phone, operator, chance }: Scene) {
    const { truth, timeline } = world
    await clear(phone)
    phone.line.weather = losing
    const isOwn = (id: string) => truth.made.get(id)?.device === phone.device && operator.has(id)
    const own = () => [...truth.unheard].findLast(isOwn)
    const before = own()
    writes(phone, world)
    for (let left = 60; left > 0 && own() === before; left--) await timeline.pause(second / 2)
    const id = own()
    if (id === undefined || id === before) return
    phone.goOffline()
    operator.erase(id)
    await timeline.pause(chance.whole(125, 200) * second)
    await clear(phone)
    await timeline.pause(6 * second)
  },

  /** The server's files are put back, and then some of what phones have seen there is erased. */
  async behind({ world, phone, operator, chance }: Scene) {
    for (const one of world.phones) await clear(one)
    operator.backup()
    for (let left = chance.whole(6, 10); left > 0; left--) writes(phone, world)
    await world.timeline.pause(8 * second)
    if (!operator.restore('behind', 1)) return
    operator.erases()
    await world.timeline.pause(6 * second)
  },

  /** A server that lost everything begins anew from its backup, and people go on writing. */
  async anew({ world, phone, others, operator, chance }: Scene) {
    for (const one of world.phones) await clear(one)
    operator.backup()
    for (let left = chance.whole(6, 10); left > 0; left--) writes(phone, world)
    await world.timeline.pause(8 * second)
    operator.restore('lost', 1)
    for (let left = chance.whole(1, 3); left > 0; left--) writes(chance.one(others), world)
    await world.timeline.pause(6 * second)
  },

  /** A phone whose clock is fast by weeks writes before it hears the server. */
  async ahead({ world, phone, chance }: Scene) {
    const { timeline } = world
    phone.goOffline()
    phone.skew = quarterStart(quarterAfter(timeline.now, 1)) - timeline.now + chance.whole(0, 60) * day
    phone.tell(`clock ahead by ${phone.skew} ms`)
    for (let left = chance.whole(1, 3); left > 0; left--) writes(phone, world, 'note')
    await timeline.pause(second)
    await clear(phone)
    await timeline.pause(5 * second)
  },

  /** The last thing written is erased, and the app begins anew. */
  async lastErased({ world, phone, operator }: Scene) {
    const { truth, timeline } = world
    await clear(phone)
    writes(phone, world, 'note')
    await timeline.pause(5 * second)
    const isNote = (id: string) => truth.made.get(id)!.book === 'gates' && operator.has(id)
    const own = [...truth.saved].filter(([id, its]) => its === phone && isNote(id))
    if (own.length === 0) return
    operator.erase(own.at(-1)![0])
    await timeline.pause(6 * second)
    for (const tab of phone.tabs) await phone.kill(tab)
    await phone.open()
    writes(phone, world, 'note')
    await timeline.pause(5 * second)
  },

  /** A later app writes before its server is the later one, too. */
  async appFirst({ world, phone, chance }: Scene) {
    await clear(phone)
    const later = { ...world.pen.note(), type: laterType, body: { odd: [1] } }
    void phone.tabs[0]!.write(later, false)
    await world.timeline.pause(chance.whole(3, 10) * second)
    world.tell('a later rule')
    world.regulate('2')
    await world.timeline.pause(6 * second)
  },

  /** The server loses that it has approved a phone, which goes on writing; others bring that back. */
  async newcomer({ world, others, operator, chance }: Scene) {
    const { phones, timeline } = world
    if (phones.length + world.lost.length > 3 || phones.some(({ isOut }) => isOut)) return
    for (const one of phones) await clear(one)
    operator.backup()
    const phone = world.joins()
    await clear(phone)
    if (!(await lists(phones[0]!, phone))) return
    for (let left = chance.whole(1, 3); left > 0; left--) writes(phone, world, 'note')
    await timeline.pause(chance.whole(2, 5) * second)
    operator.restore(chance.in(0.7) ? 'behind' : 'lost', 1)
    writes(phone, world, 'note')
    await timeline.pause(chance.whole(1, 3) * second)
    writes(chance.one(others), world, 'note')
    await timeline.pause(chance.whole(2, 6) * second)
  },

  /** Nobody uses the app for years; meanwhile, or when they are back, old quarters go. */
  async years({ world, phone, operator, chance }: Scene) {
    if (chance.in(0.5)) {
      phone.goOffline()
      phone.skew = chance.whole(3, 8) * 365 * day
      writes(phone, world, 'note')
      await world.timeline.pause(second)
      await clear(phone)
      await world.timeline.pause(6 * second)
    }
    if (chance.in(0.7)) phone.line.weather = losing
    for (let left = chance.whole(2, 5); left > 0; left--) writes(phone, world, 'note')
    await world.timeline.pause(chance.whole(0, 8) * second)
    await nobodyLooks(world)
    const first = chance.in(0.5)
    if (first) operator.removesQuarters()
    for (const one of world.phones) if (chance.in(0.6)) await one.open()
    await world.timeline.pause(chance.whole(1, 10) * second)
    if (!first) operator.removesQuarters()
  }
}
export const plots = { ...honestPlots, ...hostilePlots, ...meetingPlots }
export type Plot = keyof typeof plots

export interface Scene {
  world: World
  phone: Phone
  others: Phone[]
  operator: World['operator']
  chance: World['chance']
}

export function play(plot: Plot, world: World, phone: Phone): Promise<void> {
  world.tell(`plot: ${plot}, ${phone.name}`)
  const others = world.phones.filter((other) => other !== phone)
  return plots[plot]({ world, phone, others, operator: world.operator, chance: world.chance })
}

/** Lets so much time pass, with every app closed, that quarters of now may go. */
export async function nobodyLooks(world: World) {
  for (const one of world.phones) for (const tab of one.tabs) await one.kill(tab)
  const now = quarterStart(quarterAfter(world.timeline.now, 10)) + world.chance.whole(0, 80 * day)
  world.tell(`until ${new Date(now).toISOString()} nobody looks`)
  await world.timeline.pause(now - world.timeline.now)
  world.provision()
}

/** Opened, with a signal and nothing in the way. */
export async function clear(phone: Phone) {
  phone.line.weather = calm
  phone.full = false
  if (phone.tabs.length === 0) await phone.open()
  if (!phone.line.online) phone.goOnline()
}

export function writes(phone: Phone, { pen }: World, kind?: 'note') {
  void phone.tabs[0]?.write(kind ? pen.note() : pen.draft(phone))
}

/**
 * Waits until a phone has read that another one is approved, and its own enrolment, after which its numbers go on.
 * @returns whether it has
 */
export async function lists(reader: Phone, { key }: Pick<Phone, 'key'>): Promise<boolean> {
  const { world, tabs } = reader
  for (let left = 60; left > 0; left--) {
    void tabs[0]?.courier.ring()
    const known = (await tabs[0]?.facts('directory')) ?? []
    const isApproved = known.some(
      ({ type, body }) => type === 'directory.device-approved' && body['device'] === key.id
    )
    const isEnrolled = known.some(
      ({ type, device }) => type === 'directory.device-enrolled' && device === reader.device
    )
    if (isApproved && isEnrolled) return true
    await world.timeline.pause(second)
  }
  return false
}
