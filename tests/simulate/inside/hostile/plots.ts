import type { Scene } from '../plots.ts'
import { clear, lists, nobodyLooks, writes } from '../plots.ts'
import type { Phone } from '../phone/phone.ts'
import { backdates, carries, forges, poses, usurps } from './conspiracy.ts'
import { forgeries } from './forgeries.ts'
import type { HostileMember } from './member.ts'
import { opens, opensAgain } from './openings.ts'
import { bringsBack, hoards } from './returning.ts'

const second = 1_000
const day = 86_400_000
const names = Object.keys(forgeries) as (keyof typeof forgeries)[]

/** What people do who are in, and mean ill; and what a loss makes of people who are out. */
export const hostilePlots = {
  /** A member tries whatever one key may try. */
  async forger({ world, phone, chance }: Scene) {
    const { hostile } = world
    if (!hostile) return
    await clear(phone)
    writes(phone, world)
    await world.timeline.pause(chance.whole(2, 6) * second)
    await forges(
      hostile,
      Array.from({ length: chance.whole(2, 6) }, () => chance.one(names))
    )
    if (chance.in(0.3)) await poses(hostile)
    await world.timeline.pause(chance.whole(0, 3) * second)
  },

  /** Somebody without a signal gives what waits to a carrier who is not honest. */
  async carrier({ world, phone, chance }: Scene) {
    const { hostile } = world
    if (!hostile) return
    await clear(phone)
    phone.goOffline()
    for (let left = chance.whole(2, 5); left > 0; left--) writes(phone, world)
    await world.timeline.pause(chance.whole(1, 4) * second)
    await carries(hostile, phone)
    await world.timeline.pause(chance.whole(1, 90) * second)
    await clear(phone)
    await world.timeline.pause(5 * second)
  },

  /** Somebody is dismissed, or their phone is lost; then the server loses that, or what they wrote, or both. */
  async dismissed({ world, phone, others, operator, chance }: Scene) {
    const commander = world.phones[0]!
    if (phone === commander || phone.isOut || world.phones.some(({ isOut }) => isOut)) return
    for (const one of [phone, ...others]) await clear(one)
    const early = chance.in(0.5)
    if (early) operator.backup()
    for (let left = chance.whole(2, 5); left > 0; left--) writes(phone, world)
    await world.timeline.pause(chance.whole(6, 10) * second)
    if (!early) operator.backup()
    const isAway = chance.in(0.5)
    if (isAway) phone.goOffline()
    if (!(await dismisses(world, commander, phone))) return
    if (chance.in(0.7)) writes(phone, world)
    await world.timeline.pause(chance.whole(2, 8) * second)
    if (chance.in(0.8)) operator.restore('lost', 1)
    await world.timeline.pause(chance.whole(0, 8) * second)
    await clear(phone)
    await world.timeline.pause(5 * second)
  },

  /** Who means ill is found out, backdates, and has an accomplice carry it; what their role never allowed is carried too. */
  async ousted({ world, chance }: Scene) {
    const { hostile, plotters } = world
    const commander = world.phones[0]!
    if (!hostile || hostile.isOut || commander.isOut) return
    await clear(commander)
    // Nobody acts in the millisecond in which they are certified, before which what they record may sort.
    await world.timeline.pause(chance.whole(1, 3) * second)
    await backdates(hostile, plotters[1]!, chance.whole(1, 3), false)
    if (!(await dismisses(world, commander, hostile))) return
    await world.timeline.pause(chance.whole(1, 8) * second)
    await backdates(hostile, plotters[1]!, chance.whole(1, 3), true)
    await world.timeline.pause(2 * second)
  },

  /** A commander is dismissed, the server loses that, and the former one approves phones, as of before and as of now. */
  async deposed({ world, operator, chance }: Scene) {
    const [, accomplice, former] = world.plotters
    const commander = world.phones[0]!
    if (!former || former.isOut || commander.isOut) return
    for (const phone of world.phones) if (!phone.isOut) await clear(phone)
    operator.backup()
    await world.timeline.pause(chance.whole(2, 4) * second)
    if (!(await dismisses(world, commander, former))) return
    await world.timeline.pause(chance.whole(3, 8) * second)
    await usurps(former, accomplice!)
    operator.restore('lost', 1)
    await usurps(former, accomplice!)
    await world.timeline.pause(chance.whole(2, 8) * second)
  },

  /** Somebody reports, opens or ends something, and an officer who means ill writes that it began otherwise, and earlier. */
  async secondOpening({ world, phone, others, chance }: Scene) {
    const accomplice = world.plotters[1]
    const writer = [phone, ...others].find(({ role, isOut }) => role !== 'keeper' && !isOut)
    if (!accomplice || !writer) return
    await clear(writer)
    for (let left = chance.whole(1, 3); left > 0; left--) {
      const opener = await opens(writer)
      if (!opener) continue
      await world.timeline.pause(chance.whole(1, 20) * second)
      await opensAgain(accomplice, opener)
    }
    await world.timeline.pause(chance.whole(0, 3) * second)
  },

  /** Members keep what lies in a quarter, and bring it again when that is removed, while a phone returns with what it never sent. */
  async returned({ world, phone, operator, chance }: Scene) {
    const { hostile, plotters } = world
    if (!hostile) return
    await clear(phone)
    for (let left = chance.whole(1, 4); left > 0; left--) writes(phone, world, 'note')
    await world.timeline.pause(chance.whole(3, 8) * second)
    const hoard = hoards(hostile)
    if (chance.in(0.5)) {
      phone.goOffline()
      writes(phone, world, 'note')
      await world.timeline.pause(second)
    }
    await nobodyLooks(world)
    const first = chance.in(0.5)
    if (first) for (const one of world.phones) await clear(one)
    await world.timeline.pause(chance.whole(1, 10) * second)
    operator.removesQuarters()
    for (const one of plotters) if (!one.isOut) await bringsBack(one, hoard)
    await clear(phone)
    await world.timeline.pause(chance.whole(1, 10) * second)
  }
}

/** @returns whether the server has heard of it */
export async function dismisses(
  world: Scene['world'],
  commander: Phone,
  phone: Phone | HostileMember
): Promise<boolean> {
  if (!(await lists(commander, phone))) return false
  const account = world.accounts.get(commander.account)!
  account.held = world.rolesOf('commander')
  // Now and then by a clock that is fast, and has not heard the server since.
  if (world.chance.in(0.2)) {
    commander.skew += world.chance.whole(1, 40) * day
    commander.tell(`clock off by ${commander.skew} ms`)
  }
  const isPhone = world.chance.in(0.5)
  const reason = { reason: 'Nghỉ việc', stands: [] }
  const where = { book: 'directory' }
  const outcome = await commander.tabs[0]!.write(
    isPhone
      ? {
          ...where,
          stream: `device/${phone.key.id}`,
          type: 'directory.device-revoked',
          body: { device: phone.key.id, ...reason }
        }
      : {
          ...where,
          stream: `account/${phone.account}`,
          type: 'directory.account-suspended',
          body: { account: phone.account, ...reason }
        },
    false
  )
  if (!outcome.ok) return false
  const { id } = outcome.fact
  world.truth.dismissals.push({
    id,
    account: isPhone ? null : phone.account,
    device: isPhone ? phone.key.id : null
  })
  for (const one of [...world.phones, ...world.lost, ...world.plotters])
    if (one === phone || (!isPhone && one.account === phone.account)) one.isOut = true
  for (let left = 60; left > 0 && !world.operator.has(id); left--) await world.timeline.pause(second)
  return world.operator.has(id)
}
