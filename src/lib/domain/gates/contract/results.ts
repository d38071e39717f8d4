import type { Reply } from './reply.ts'
import { rememberedMs } from './timers.ts'

/** What was last told of one command, and when the command came (agent's clock, Unix ms). */
export interface Result {
  at: number
  reply: Reply
}

/** Results by id, on numbered pages: what one command changes is one page, however many came before it. Plain JSON. */
export type Results = Readonly<Record<string, Readonly<Record<string, Result>>>>

const pageLength = 64
/** More than so many are not kept: the counters alone stand against older ones. */
export const maxResults = 2_048
const maxPages = maxResults / pageLength

/** What was last told of a command, if it is known. */
export function resultOf(results: Results, id: string): Result | undefined {
  const page = pageOf(results, id)
  return page === undefined ? undefined : results[page]![id]
}

/** With the first word on a new command; what is a day old goes. */
export function withResult(results: Results, id: string, result: Result): Results {
  const known = pageOf(results, id)
  if (known !== undefined) return { ...results, [known]: { ...results[known], [id]: result } }
  const last = Object.keys(results).at(-1) ?? '1'
  const full = Object.keys(results[last] ?? {}).length >= pageLength
  const page = full ? String(Number(last) + 1) : last
  const pages = Object.entries({ ...results, [page]: { ...results[page], [id]: result } })
  return lately(pages.slice(-maxPages), result.at)
}

/** With a further word on a command; unchanged when it is not known. */
export function retold(results: Results, reply: Reply): Results {
  const page = pageOf(results, reply.id)
  if (page === undefined) return results
  const { at } = results[page]![reply.id]!
  return { ...results, [page]: { ...results[page], [reply.id]: { at, reply } } }
}

/** The latest of them first. */
export function* latestFirst(results: Results): Generator<Result> {
  for (const page of Object.values(results).reverse()) yield* Object.values(page).reverse()
}

function pageOf(results: Results, id: string): string | undefined {
  return Object.keys(results).findLast((page) => Object.hasOwn(results[page]!, id))
}

/** Results stand in the order in which they came, so the oldest page alone can hold what is over. */
function lately(pages: [string, Readonly<Record<string, Result>>][], now: number): Results {
  const isOver = ({ at }: Result) => at <= now - rememberedMs
  while (pages[0] && Object.values(pages[0][1]).some(isOver)) {
    const left = Object.entries(pages[0][1]).filter(([, result]) => !isOver(result))
    if (left.length === 0) pages.shift()
    else pages[0] = [pages[0][0], Object.fromEntries(left)]
  }
  return Object.fromEntries(pages)
}
