import type { Reply } from './reply.ts'
import { rememberedMs } from './timers.ts'

/** The latest reply to one command, and the time when the command came (agent's clock, Unix ms). */
export interface Result {
  at: number
  reply: Reply
}

/** Results by id, on numbered pages: one command changes a single page, however many came before it. Plain JSON. */
export type Results = Readonly<Record<string, Readonly<Record<string, Result>>>>

const pageLength = 64
/** The most results that are kept: against replay of older commands the counters alone are enough. */
export const maxResults = 2_048
const maxPages = maxResults / pageLength

/** Returns the latest reply to a command, if it is known. */
export function resultOf(results: Results, id: string): Result | undefined {
  const page = pageOf(results, id)
  return page === undefined ? undefined : results[page]![id]
}

/** Adds the first reply to a new command; results a day old are dropped. */
export function withResult(results: Results, id: string, result: Result): Results {
  const known = pageOf(results, id)
  if (known !== undefined) return { ...results, [known]: { ...results[known], [id]: result } }
  const last = Object.keys(results).at(-1) ?? '1'
  const full = Object.keys(results[last] ?? {}).length >= pageLength
  const page = full ? String(Number(last) + 1) : last
  const pages = Object.entries({ ...results, [page]: { ...results[page], [id]: result } })
  return lately(pages.slice(-maxPages), result.at)
}

/** Adds a further reply to a command; unchanged when the command is not known. */
export function retold(results: Results, reply: Reply): Results {
  const page = pageOf(results, reply.id)
  if (page === undefined) return results
  const { at } = results[page]![reply.id]!
  return { ...results, [page]: { ...results[page], [reply.id]: { at, reply } } }
}

/** Yields the results, the latest first. */
export function* latestFirst(results: Results): Generator<Result> {
  for (const page of Object.values(results).reverse()) yield* Object.values(page).reverse()
}

function pageOf(results: Results, id: string): string | undefined {
  return Object.keys(results).findLast((page) => Object.hasOwn(results[page]!, id))
}

/** Drops expired results. They are in order of arrival, so only the oldest pages can hold any. */
function lately(pages: [string, Readonly<Record<string, Result>>][], now: number): Results {
  const isOver = ({ at }: Result) => at <= now - rememberedMs
  while (pages[0] && Object.values(pages[0][1]).some(isOver)) {
    const left = Object.entries(pages[0][1]).filter(([, result]) => !isOver(result))
    if (left.length === 0) pages.shift()
    else pages[0] = [pages[0][0], Object.fromEntries(left)]
  }
  return Object.fromEntries(pages)
}
