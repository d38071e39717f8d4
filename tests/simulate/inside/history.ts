import { machine } from './globals.ts'
import { Chance } from './chance.ts'
import { isFull } from './phone/disk.ts'
import { Happenings, often, type Happening } from './happenings.ts'
import { hostilePlots } from './hostile/plots.ts'
import { meetingPlots } from './meetings/plots.ts'
import { plots, type Plot } from './plots.ts'
import { Timeline } from './timeline.ts'
import { quiet } from './laws/quiet.ts'
import { Broken } from './broken.ts'
import { World } from './world.ts'

export interface Outcome {
  seed: number
  /** Null: every law holds. */
  broken: { law: string; what: string } | null
  trace: string[]
  steps: number
}

const hour = 3_600_000
/** What does not end in that time never does, ms; while nobody looks for years, in that. */
const patience = hour / 6
const sleep = 1_200 * 24 * hour
const asleep: ReadonlySet<Happening> = new Set(['years', 'returned'])

/**
 * One history, the same for the same seed: things happen, then everything is well again, and must be.
 * @param thick plots that are played much more often than by chance
 * @param meets whether phones meet without a network: in one of three, and where a plot of that is thick
 */
export async function history(
  seed: number,
  thick: readonly Plot[] = [],
  meets = seed % 3 === 2 || thick.some((plot) => plot in meetingPlots)
): Promise<Outcome> {
  const chance = new Chance(seed)
  const timeline = new Timeline(
    Date.UTC(2026, chance.whole(0, 11), chance.whole(1, 28)) + chance.whole(0, 24 * hour)
  )
  Object.assign(machine, { timeline, chance, complaints: [], secrets: new Map() })
  const world = new World(seed, timeline, chance, meets)
  const outcome = async (broken: Broken | null): Promise<Outcome> => {
    for (const phone of world.phones) for (const tab of phone.tabs) tab.life.end()
    await timeline.pass(1_000)
    const found = broken && { law: broken.law, what: broken.what }
    return { seed, broken: found, trace: world.trace, steps: timeline.steps }
  }
  try {
    for (const phone of world.phones) await begun(world, phone.open())
    await happens(world, thick)
    await quiet(world)
    return await outcome(null)
  } catch (problem) {
    if (problem instanceof Broken) return outcome(problem)
    return outcome(
      new Broken('sound', problem instanceof Error ? (problem.stack ?? problem.message) : String(problem))
    )
  }
}

async function happens(world: World, thick: readonly Plot[]) {
  const { chance, timeline, truth } = world
  const happenings = new Happenings(world)
  // Some histories have much of one thing and nothing of another; half of them have no plots, half nobody who means ill.
  const plotted = chance.in(0.5) ? 2 : 0
  const shareOf = (plot: Plot) => {
    if (thick.includes(plot)) return 30
    if (plot in meetingPlots) return Number(world.meets)
    return plot in hostilePlots ? Number(world.plotters.length > 0) : plotted
  }
  const share = (name: string) =>
    name === 'writes' ? 1 : name in plots ? shareOf(name as Plot) : chance.one([0, 0.5, 1, 1, 2])
  const weights = Object.fromEntries(
    Object.entries(often).map(([name, weight]) => [name, weight * share(name)])
  ) as Record<Happening, number>
  for (let left = chance.whole(12, 60); left > 0; left--) {
    const what = chance.weighed(weights)
    await begun(world, happenings.happens(what), asleep.has(what) ? sleep : patience)
    await timeline.pass(gap(world))
    world.provision()
    check(truth.broken)
  }
}

/** Mostly seconds; now and then hours, in which nobody looks. */
function gap(world: World): number {
  const { chance, phones } = world
  if (chance.in(0.93)) return chance.whole(0, 3_000)
  for (const phone of phones) phone.visible = false
  if (chance.in(0.8)) return chance.whole(10_000, 400_000)
  return chance.whole(1, 4) * hour
}

/** Lets time pass until that is done. */
export async function begun<T>(world: World, doing: Promise<T>, ms = patience): Promise<T> {
  let over = false
  const end = () => void (over = true)
  doing.then(end, end)
  const inTime = await world.timeline.passUntil(() => over, ms)
  if (!inTime) throw new Broken('settled', 'something does not end')
  return doing
}

function check(broken: readonly Broken[]) {
  if (broken.length > 0) throw broken[0]
  const complaint = machine.complaints.find((one) => !isFull(one))
  if (complaint) throw new Broken('sound', complaint)
}
export { check }
