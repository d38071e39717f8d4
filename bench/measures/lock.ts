import { startTestStack } from '../../tests/stack.ts'
import { visit } from '../browser.ts'
import type { Watch } from '../page/watch.ts'
import { pin, preparePhone, watchScript } from '../phone.ts'
import { rounds, type Bench } from '../rounds.ts'
import { median, percentile, rounded } from '../statistics.ts'
import { wholes, writeMany } from './save.ts'

declare const watch: Watch

const facts = 50_000

/**
 * The lock of the built app: from the last digit of the PIN to the gates on the screen, without the derivation of the key
 * (`kdf`: its cost as this phone chose it, and its ms), which is dear on purpose; and an entry saved once it is open.
 */
export async function lock(bench: Bench) {
  const stack = await startTestStack({ buildDir: bench.buildDir })
  try {
    const { profile, remove } = await preparePhone(stack, facts)
    const watching = await watchScript()
    const before = `${watching};watch.unlocking = watch.unlock('${pin}')`
    const unlock = (throttle = 1) =>
      visit({ url: stack.url, profile, before, throttle }, async (page) => {
        const { padMs, ms } = await page.evaluate(() => watch.unlocking!)
        const derived = await page.evaluate(() => watch.derived!)
        return { ms: ms - padMs - derived.ms, derived }
      })
    const results = await rounds(bench, { plain: () => unlock(), slow: () => unlock(6) })
    const saved = wholes(await visit({ url: stack.url, profile, before: watching }, writeMany))
    await remove()
    const { kib, passes } = results.plain[0]!.derived.cost
    const middle = (way: keyof typeof results) => median(results[way].map(({ ms }) => ms))
    const kdfMs = median(results.plain.map(({ derived }) => derived.ms))
    return {
      facts,
      kdf: `Argon2id ${kib} KiB t=${passes}`,
      kdfMs: rounded(kdfMs),
      unlockMs: rounded(middle('plain')),
      unlockMs6x: rounded(middle('slow')),
      saveP95Ms: rounded(percentile(saved, 0.95))
    }
  } finally {
    await stack.stop()
  }
}
