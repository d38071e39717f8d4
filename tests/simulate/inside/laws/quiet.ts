import { begun, check } from '../history.ts'
import type { Phone } from '../phone/phone.ts'
import type { Broken } from '../broken.ts'
import { look } from './laws.ts'
import { calm } from '../weather.ts'
import type { World } from '../world.ts'

const minute = 60_000
const day = 24 * 60 * minute
/**
 * How long after the last fault everything must have arrived: pauses after failures, a missing database asked for again,
 * and, where a clock was changed since the phone last heard the server, two rounds of those that have bells.
 */
const patience = 90 * minute
/** How many days audits may take to bring back what a server lost behind their back. */
const healing = 5

/** Faults off, all phones online: from now on everything must come right by itself, and in time. */
export async function quiet(world: World): Promise<void> {
  const { truth, timeline } = world
  world.tell('quiet')
  world.isQuiet = true
  for (const phone of world.phones) await begun(world, rest(phone))
  const broken = await comesRight(world, patience)
  if (broken && !truth.lossy) throw broken
  if (!truth.lossy && world.seed % 4 !== 0) return
  for (let days = 0; days < healing; days++) {
    await begun(world, evening(world))
    await timeline.pass(day)
    world.provision()
    for (const phone of world.phones) await begun(world, phone.open())
    const left = await comesRight(world, 5 * minute)
    if (!left) return
    if (days === healing - 1) throw left
  }
}

async function rest(phone: Phone) {
  const { world } = phone
  phone.line.weather = calm
  phone.full = false
  const account = world.accounts.get(phone.account)!
  account.held = world.rolesOf(phone.role)
  const isAsked = account.resetAt !== undefined
  phone.hasPassword = isAsked
  // Who types in the new password opens the app anew.
  if (isAsked) for (const tab of phone.tabs) await phone.close(tab)
  if (phone.tabs.length === 0) await phone.open()
  phone.visible = false
  if (!phone.line.online) phone.goOnline()
}

async function evening({ phones }: World) {
  for (const phone of phones) for (const tab of phone.tabs) await phone.close(tab)
}

/** Waits until every law holds; no longer than `ms`. */
async function comesRight(world: World, ms: number): Promise<Broken | null> {
  const { timeline, truth } = world
  const end = timeline.now + ms
  for (;;) {
    if (world.meets) await world.opensBoxes()
    await timeline.pass(Math.min(2 * minute, end - timeline.now))
    check(truth.broken)
    // What an admin erased and a server that was filled anew, or somebody in the same moment, has again, he erases again.
    for (const id of truth.erased) world.erase(id)
    await timeline.pass(minute)
    const broken = await begun(world, look(world))
    if (!broken || timeline.now >= end) return broken
  }
}
