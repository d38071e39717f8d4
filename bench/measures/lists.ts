import type { Book } from '#lib/domain/roles.ts'
import { startTestStack } from '../../tests/stack.ts'
import { visit } from '../browser.ts'
import { inIncidents, inLines, inMovement, inStrangers, type WriteNth } from '../folds/books.ts'
import type { Watch } from '../page/watch.ts'
import { pin, preparePhone, watchScript } from '../phone.ts'
import { prepareRaw, unlockRaw } from '../raw/raw-page.ts'
import { rounds, type Bench } from '../rounds.ts'
import { fill, seed, writtenBy } from '../seeds.ts'
import { at6x, median, rounded } from '../statistics.ts'

declare const watch: Watch

const facts = 50_000
const paths = ['gates', 'incidents', 'hui', 'movement', 'strangers'] as const
type List = (typeof paths)[number]

/** The books beside the gates' notes, each with a fifth of all. */
const books: readonly [Book, WriteNth][] = [
  ['incidents', inIncidents],
  ['hui', inLines],
  ['movement', inMovement],
  ['duty', inStrangers]
]

/**
 * Opens each main list of a phone with 50,000 facts, a fifth of them in each book, at its address with no server to be
 * found: from the unwrapped key until it is painted as it was seen last, and until it is live. Raw: `raw/raw.html` in
 * the same profile, with as many rows.
 */
export async function lists(bench: Bench) {
  const phone = await phoneOfAll(bench.buildDir)
  bench.say('  a phone with its facts stands ready')
  const before = `${await watchScript()};watch.unlocking = watch.unlockList('${pin}')`
  const start = (list: List, throttle: number) =>
    visit({ url: `${phone.url}/${list}`, profile: phone.profile, before, throttle }, async (page) => {
      const { ms, liveMs } = await page.evaluate(() => watch.unlocking!)
      const { endedAt } = await page.evaluate(() => watch.derived!)
      return { ms: ms - endedAt, liveMs: liveMs - endedAt }
    })
  const raw = async (throttle: number) => {
    const { ms, unwrappedMs } = await unlockRaw(phone, { pin, throttle })
    return { ms: ms - unwrappedMs, liveMs: ms - unwrappedMs }
  }
  const measured = async (throttle: number) => {
    const each = Object.fromEntries(paths.map((list) => [list, () => start(list, throttle)]))
    const ways: Record<string, () => ReturnType<typeof start>> = { raw: () => raw(throttle), ...each }
    const results = await rounds(bench, ways)
    const rawMs = median(results['raw']!.map(({ ms }) => ms))
    const of = (list: List) => {
      const [ms, liveMs] = (['ms', 'liveMs'] as const).map((way) =>
        median(results[list]!.map((one) => one[way]))
      ) as [number, number]
      return {
        [`${list}Ms`]: rounded(ms),
        [`${list}PerRaw`]: rounded(ms / rawMs),
        [`${list}LiveMs`]: rounded(liveMs)
      }
    }
    return Object.assign({ rawMs: rounded(rawMs) }, ...paths.map(of)) as Record<string, number>
  }
  const figures = { facts, ...(await measured(1)), ...at6x(await measured(6)) }
  await phone.remove()
  return figures
}

/** Prepares a phone that has read all its books and shown each list, and stops its server. */
async function phoneOfAll(buildDir: string) {
  const stack = await startTestStack({ buildDir })
  try {
    const share = facts / (books.length + 1)
    const phone = await preparePhone(stack, facts, async () => {
      await seed(stack, share)
      for (const [book, write] of books)
        await fill(stack, stack.database(book), writtenBy(stack, book, write, share))
    })
    const url = stack.url
    for (const list of paths)
      await visit({ url: `${url}/${list}`, profile: phone.profile }, async (page) => {
        await page.waitForSelector('.pin .keys button:enabled')
        await page.keyboard.type(pin)
        await page.waitForSelector('main li a', { timeout: 120_000 })
        // Long enough for its screen to be kept.
        await page.waitForTimeout(2_500)
      })
    await prepareRaw({ url, profile: phone.profile }, { unit: stack.unit, count: facts, pin })
    return { ...phone, url }
  } finally {
    await stack.stop()
  }
}
