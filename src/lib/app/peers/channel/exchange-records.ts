import { noFlow, type ChannelProgress } from '#lib/domain/peers/channel/progress.ts'
import type { ChannelRefusal } from '#lib/domain/peers/channel/refusals.ts'
import type { PeerLink, Signer, Verify } from '#lib/ports/ports.ts'
import { ChannelEnd, Conversation } from './conversation.ts'
import { give, type GiveDeps, type GivenSum } from './give.ts'
import { prove, type Ends } from './prove.ts'
import { take, type TakeDeps, type TakenSum } from './take.ts'

export interface PassingDeps {
  ends: Ends
  device: Signer
  verify: Verify
  give: Omit<GiveDeps, 'told' | 'to'>
  take: Omit<TakeDeps, 'told'>
  told(progress: ChannelProgress): void
  /** Ends the exchange, by this phone's user. */
  cancelled: AbortSignal
}

/** Sums up what has gone both ways. */
export interface ExchangedSum extends TakenSum {
  given: GivenSum
}

/**
 * Passes records both ways at once over a channel, once both phones have proven themselves. What was taken in before it broke
 * stays, and the next connection brings the rest.
 */
export async function exchangeRecords(
  link: PeerLink,
  deps: PassingDeps
): Promise<ExchangedSum | { code: ChannelRefusal }> {
  let progress: ChannelProgress = { given: noFlow, taken: noFlow, bytes: 0 }
  const tell = (change: Partial<ChannelProgress>) => deps.told((progress = { ...progress, ...change }))
  const talk = new Conversation(link, (_way, bytes) => tell({ bytes: progress.bytes + bytes }))
  const cancel = () => talk.end('cancelled')
  deps.cancelled.addEventListener('abort', cancel)
  if (deps.cancelled.aborted) cancel()
  try {
    await prove(talk, deps.ends, deps)
    const giving = give(talk, { ...deps.give, to: deps.ends.other, told: (given) => tell({ given }) })
    const taking = take(talk, { ...deps.take, told: (taken) => tell({ taken }) })
    const ways: Promise<unknown>[] = [giving, taking]
    const ending = ways.map((way) => way.catch((problem: unknown) => endFor(talk, problem)))
    await Promise.all(ending)
    const sum = { ...(await taking), given: await giving }
    await part(talk)
    return sum
  } catch (problem) {
    endFor(talk, problem)
    if (problem instanceof ChannelEnd) return { code: problem.code }
    throw problem
  } finally {
    deps.cancelled.removeEventListener('abort', cancel)
  }
}

/** Ends both ways when one has ended. */
function endFor(talk: Conversation, problem: unknown): void {
  talk.end(problem instanceof ChannelEnd ? problem.code : 'lost')
}

/** Waits until the other phone has heard that all is given: a channel that is closed earlier takes back what is on its way. */
async function part(talk: Conversation): Promise<void> {
  try {
    await talk.say({ kind: 'bye' })
    await talk.gift<'bye'>()
  } catch (problem) {
    // The other has closed it first, or was lost after all was given and taken.
    if (!(problem instanceof ChannelEnd) || problem.code !== 'lost') throw problem
  }
  talk.end('lost')
}
