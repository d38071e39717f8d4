import { startTestStack } from '../../tests/stack.ts'
import { visit } from '../browser.ts'
import type { Watch } from '../page/watch.ts'
import { pin, preparePhone, watchScript, type Phone } from '../phone.ts'
import { rounds, type Bench } from '../rounds.ts'
import { median, rounded } from '../statistics.ts'

declare const watch: Watch

const facts = 50_000
const manyFacts = 150_000

interface ColdPhone extends Phone {
  url: string
}

/**
 * Opening the built app with no server to be found: a new browser process, the PIN typed by a script the moment its
 * pad stands, until the gates are on the screen. The derivation of the key from the PIN is part of it (`pinMs`).
 */
export async function coldStart(bench: Bench) {
  const few = await phoneWith(bench.buildDir, facts)
  bench.say('  a phone with its facts stands ready')
  const many = await phoneWith(bench.buildDir, manyFacts)
  bench.say('  and one with three times as many')
  const before = `${await watchScript()};watch.unlocking = watch.unlock('${pin}')`
  const start = ({ url, profile }: ColdPhone, throttle = 1) =>
    visit({ url, profile, before, throttle }, async (page) => {
      const unlocked = await page.evaluate(() => watch.unlocking!)
      return { ...unlocked, pinMs: await page.evaluate(() => watch.derived!.ms) }
    })
  const results = await rounds(bench, {
    few: () => start(few),
    many: () => start(many),
    few6x: () => start(few, 6)
  })
  for (const phone of [few, many]) await phone.remove()
  const middle = (way: keyof typeof results, what: 'ms' | 'padMs' | 'pinMs') =>
    median(results[way].map((result) => result[what]))
  return {
    facts,
    ms: rounded(middle('few', 'ms')),
    ms6x: rounded(middle('few6x', 'ms')),
    at150kPerAt50k: rounded(middle('many', 'ms') / middle('few', 'ms')),
    at150kMs: rounded(middle('many', 'ms')),
    untilPinPadMs: rounded(middle('few', 'padMs')),
    untilPinPadMs6x: rounded(middle('few6x', 'padMs')),
    pinMs: rounded(middle('few', 'pinMs')),
    pinMs6x: rounded(middle('few6x', 'pinMs'))
  }
}

/** A phone whose server is gone. */
async function phoneWith(buildDir: string, facts: number): Promise<ColdPhone> {
  const stack = await startTestStack({ buildDir })
  try {
    return { ...(await preparePhone(stack, facts)), url: stack.url }
  } finally {
    await stack.stop()
  }
}
