import type { LongListWords } from './long-list-vi.ts'

export const longList: LongListWords = {
  more: (count) => `Show ${count} more ${count === 1 ? 'row' : 'rows'}`
}
