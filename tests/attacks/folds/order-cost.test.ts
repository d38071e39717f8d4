import { expect, test } from 'vitest'
import { certifiedId } from '#lib/domain/certified-id.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { inOrder, whenOf } from '#lib/domain/order.ts'
import { cpuTime } from '../../patient-time.ts'

const size = 60_000
const start = Date.UTC(2026, 10, 1)

interface Written {
  n?: number
  device?: string
  /** After the start, ms. */
  at?: number
}
/** What somebody writes on purpose: the i-th of so many facts, in the order of their ids. */
const written: Record<string, (i: number, count: number) => Written> = {
  'numbers that fall while ids rise': (i, count) => ({ n: count - i }),
  'one number for all': () => ({ n: 1 }),
  'times that fall while numbers rise': (i, count) => ({ at: count - i }),
  'a device for each': (i) => ({ device: String(i).padStart(43, 'x') })
}

function factsOf(write: (i: number, count: number) => Written, count: number): Envelope[] {
  return Array.from({ length: count }, (_, i) => {
    const { n = 1 + i, device = 'x'.repeat(43), at = i } = write(i, count)
    const numbered = { unit: 'xa-thu', book: 'gates', device, n }
    const own = { stream: 'gate/cong-1b', type: 'gates.note-written', by: 'giu-cong', body: {}, sig: '' }
    const ms = start + i
    return {
      id: certifiedId(numbered, ms),
      ...numbered,
      ...own,
      at: new Date(start + at).toISOString(),
      took: ms
    }
  })
}

test.each(Object.entries(written))(
  'to order the facts of a book costs in proportion to them: %s',
  (_, write) => {
    const [few, many] = [factsOf(write, size / 8), factsOf(write, size)]
    for (const order of [inOrder, whenOf]) {
      // What takes next to nothing is measured badly.
      const least = Math.max(5, Math.min(...[1, 2, 3].map(() => cpuTime(() => order(few)))))
      // Eight times as many facts take about eight times as long; quadratic they took sixty-four.
      expect(cpuTime(() => order(many)) / least).toBeLessThan(32)
    }
  }
)
