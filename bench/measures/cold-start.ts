import { startTestStack } from '../../tests/stack.ts'
import { visit } from '../browser.ts'
import type { Watch } from '../page/watch.ts'
import { pin, preparePhone, watchScript, type Phone } from '../phone.ts'
import { prepareRaw, unlockRaw } from '../raw/raw-page.ts'
import { rounds, type Bench } from '../rounds.ts'
import { at6x, median, rounded } from '../statistics.ts'

declare const watch: Watch

const facts = 50_000
const manyFacts = 150_000

interface ColdPhone extends Phone {
  url: string
}

/**
 * Times since the start of the navigation, ms: until the pad stands, the data key is unwrapped, the list is painted, and
 * is live: the app paints it first as it was seen last.
 */
interface Start {
  padMs: number
  unwrappedMs: number
  ms: number
  liveMs: number
  /** How long the derivation of a key from the PIN took. */
  pinMs: number
}

/**
 * Opening the built app with no server to be found: a new browser process, the PIN typed by a script the moment its
 * pad stands, until the gates are on the screen. The derivation of the key from the PIN is part of it (`pinMs`).
 * Beside it the raw page (`raw/raw.html`), in the same profiles, with as many rows. Ratios leave out the derivation:
 * `padPerRaw` until the pad, `listPerRaw` from the unwrapped key to the list, `at150kPerAt50k` of a phone with three
 * times as many facts, and of the raw page there, all but that.
 */
export async function coldStart(bench: Bench) {
  const few = await phoneWith(bench.buildDir, facts)
  bench.say('  a phone with its facts stands ready')
  const many = await phoneWith(bench.buildDir, manyFacts)
  bench.say('  and one with three times as many')
  const before = `${await watchScript()};watch.unlocking = watch.unlock('${pin}')`
  const start = ({ url, profile }: ColdPhone, throttle = 1): Promise<Start> =>
    visit({ url, profile, before, throttle }, async (page) => {
      const unlocked = await page.evaluate(() => watch.unlocking!)
      const { ms, endedAt } = await page.evaluate(() => watch.derived!)
      return { ...unlocked, unwrappedMs: endedAt, pinMs: ms }
    })
  const raw = async (phone: ColdPhone, throttle = 1): Promise<Start> => {
    const unlocked = await unlockRaw(phone, { pin, throttle })
    return { ...unlocked, liveMs: unlocked.ms, pinMs: unlocked.unwrappedMs - unlocked.padMs }
  }
  const results = await rounds(bench, {
    few: () => start(few),
    raw: () => raw(few),
    many: () => start(many),
    rawMany: () => raw(many),
    few6x: () => start(few, 6),
    raw6x: () => raw(few, 6)
  })
  for (const phone of [few, many]) await phone.remove()
  const middle = (way: keyof typeof results, figure: (start: Start) => number) =>
    median(results[way].map(figure))
  const beside = (ours: 'few' | 'few6x', raw: 'raw' | 'raw6x') => ({
    ms: rounded(middle(ours, total)),
    rawMs: rounded(middle(raw, total)),
    untilPinPadMs: rounded(middle(ours, pad)),
    untilPinPadRawMs: rounded(middle(raw, pad)),
    padPerRaw: rounded(middle(ours, pad) / middle(raw, pad)),
    listMs: rounded(middle(ours, list)),
    listRawMs: rounded(middle(raw, list)),
    listPerRaw: rounded(middle(ours, list) / middle(raw, list)),
    liveMs: rounded(middle(ours, live)),
    livePerRaw: rounded(middle(ours, live) / middle(raw, list)),
    pinMs: rounded(median(results[ours].map(({ pinMs }) => pinMs)))
  })
  return {
    facts,
    ...beside('few', 'raw'),
    ...at6x(beside('few6x', 'raw6x')),
    at150kPerAt50k: rounded(middle('many', underived) / middle('few', underived)),
    rawAt150kPerAt50k: rounded(middle('rawMany', underived) / middle('raw', underived)),
    liveAt150kPerAt50k: rounded(middle('many', live) / middle('few', live)),
    at150kMs: rounded(middle('many', total)),
    at150kPadMs: rounded(middle('many', pad)),
    at150kListMs: rounded(middle('many', list)),
    at150kLiveMs: rounded(middle('many', live)),
    at150kPinMs: rounded(middle('many', ({ pinMs }) => pinMs))
  }
}

const total = ({ ms }: Start) => ms
/** All but the derivation of the key. */
const underived = ({ ms, pinMs }: Start) => ms - pinMs
const pad = ({ padMs }: Start) => padMs
/** From the unwrapped key to the list. */
const list = ({ ms, unwrappedMs }: Start) => ms - unwrappedMs
const live = ({ liveMs, unwrappedMs }: Start) => liveMs - unwrappedMs

/** A phone whose server is gone, with the app and the raw page. */
async function phoneWith(buildDir: string, facts: number): Promise<ColdPhone> {
  const stack = await startTestStack({ buildDir })
  try {
    const phone = { ...(await preparePhone(stack, facts)), url: stack.url }
    await prepareRaw(phone, { unit: stack.unit, count: facts, pin })
    return phone
  } finally {
    await stack.stop()
  }
}
