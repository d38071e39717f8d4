import type { Envelope } from '#lib/domain/fact.ts'
import { Broken, short } from '../broken.ts'
import { isMachine } from '../phone/pen.ts'
import type { World } from '../world.ts'

/** No number of a device in a book is there twice, and below the highest none is nowhere: an erased one has been there. */
export function numbered({ truth, lost }: World, everywhere: readonly Envelope[]): Broken | null {
  const { erased, removed, made, restored } = truth
  const gone = [...erased, ...removed].flatMap((id) => made.get(id) ?? [])
  const idByNumber = new Map<string, Map<number, string>>()
  for (const fact of [...everywhere, ...gone]) {
    const { id, unit, by, device, book, n } = fact
    // Whoever means ill numbers as they like.
    if (truth.isHostile(fact)) continue
    const series = `${by} ${unit} ${device} ${book}`
    const numbers = idByNumber.get(series) ?? idByNumber.set(series, new Map()).get(series)!
    const other = numbers.get(n)
    if (other && other !== id)
      return new Broken('numbered', `${series} ${n} is ${short(other)} and ${short(id)}`)
    numbers.set(n, id)
  }
  for (const [series, numbers] of idByNumber) {
    if (restored && isMachine(series.split(' ')[0]!)) continue
    // What was on a lost phone alone is nowhere.
    if (lost.some(({ device }) => series.split(' ')[2] === device)) continue
    for (const n of numbers.keys())
      if (n > 1 && !numbers.has(n - 1)) return new Broken('numbered', `${series} ${n - 1} is nowhere`)
  }
  return null
}
