import { certifiedId } from '#lib/domain/certified-id.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { happenings } from '#lib/domain/gates/note.ts'
import type { Book } from '#lib/domain/roles.ts'

/** The gates of a benchmark's unit. */
export const gates = Array.from({ length: 20 }, (_, i) => `cong-${i + 1}`)

const people = ['Trần Văn Khởi', 'Lâm Ngọc Muội', 'Thạch Sa Rương', 'Danh Hoàng Phúc']
const reasons = [
  'Đóng cổng buổi tối',
  'Mở cho xe cấp cứu đi qua',
  'Cổng kẹt, đã gọi thợ',
  'Tuần tra khuya, yên tĩnh'
]
const dayMs = 86_400_000
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/**
 * Notes as four keepers' phones would have written them over the last days, oldest first, on all gates by turns:
 * each of valid shape, with a signature that only looks like one, for nothing in a first sync verifies it.
 * The same for the same `unit`, `count`, `end` (Unix ms) and days. They may lie in another book, as far as nobody reads them.
 */
export function* notes(
  unit: string,
  count: number,
  end: number,
  { book = 'gates', days = 150 }: Spread = {}
): Generator<Envelope> {
  const span = days * dayMs
  const chance = seeded(20261124)
  const devices = people.map(() => text(chance, 43))
  const numbers = people.map(() => 0)
  for (let i = 0; i < count; i++) {
    const ms = end - span + Math.floor((span * i) / count)
    const who = Math.floor(chance() * people.length)
    const own = { unit, book, device: devices[who]!, n: ++numbers[who]! }
    yield {
      id: certifiedId(own, ms),
      ...own,
      stream: `gate/${gates[i % gates.length]}`,
      type: 'gates.note-written',
      at: new Date(ms).toISOString(),
      by: `giu-cong-${who + 1}`,
      body: {
        what: happenings[Math.floor(chance() * happenings.length)]!,
        reason: reasons[Math.floor(chance() * reasons.length)]!,
        who: people[who]!
      },
      sig: `${text(chance, 85)}A`
    }
  }
}

export interface Spread {
  book?: Book
  days?: number
}

/** Mulberry32: chance that repeats itself, 0 ≤ x < 1. */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let x = Math.imul(state ^ (state >>> 15), 1 | state)
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32
  }
}

function text(chance: () => number, length: number): string {
  return Array.from({ length }, () => letters[Math.floor(chance() * letters.length)]).join('')
}
