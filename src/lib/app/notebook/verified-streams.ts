import { changedSpan } from '#lib/domain/folds/changed-span.ts'
import { needsProof } from '#lib/domain/trust.ts'
import type { Book } from '#lib/domain/roles.ts'
import { takenAt, type StoredFact } from '#lib/domain/stored.ts'
import { idTime } from '#lib/domain/uuid.ts'
import type { SeenScreens, Source, Store, Verify, WorkSlices } from '#lib/ports/ports.ts'
import { isMalformed, verdictOn } from './folded/fact-verdict.ts'
import type { DirectoriesByUnit, VerifiedDirectory } from './verified-directory.ts'

type Subscription = ReturnType<Source<unknown>['subscribe']>

export interface VerifiedDeps {
  store: Pick<Store, 'stream' | 'streams' | 'book' | 'ofDevice'>
  directory: VerifiedDirectory
  verify: Verify
  slices(): WorkSlices
  /** Pictures of screens, dropped when something that was told counts no more. */
  screens: Pick<SeenScreens, 'drop'>
  identity: { account: string }
}

/** Reads a stream recorded since `fromId` and before `untilId`, verified for folds: see `verifiedSource`. */
export function verifiedStream(
  deps: VerifiedDeps,
  stream: string,
  fromId: string,
  untilId?: string
): Source<StoredFact[]> {
  return verifiedSource(deps.store.stream(stream, fromId, untilId), deps)
}

/** Reads the streams of one kind, verified for folds: see `verifiedSource`. */
export function verifiedStreams(deps: VerifiedDeps, kind: string): Source<StoredFact[]> {
  return verifiedSource(deps.store.streams(kind), deps)
}

/** Reads a small book, verified for folds: see `verifiedSource`; of the directory the facts that count. */
export function verifiedBook(deps: VerifiedDeps, book: Book): Source<StoredFact[]> {
  return book === 'directory' ? deps.directory.counting() : verifiedSource(deps.store.book(book), deps)
}

/**
 * Leaves out facts that another phone brought until their signature and their author's certificate are checked against
 * the directory of their unit, and those that came after their author had left; checks them again when that changes.
 * @param wanted `counting`: what folds read; `unconfirmed`: what waits for a commander instead
 */
export function verifiedSource(
  source: Source<StoredFact[]>,
  { directory: vouching, verify, slices: begin, screens, identity }: Omit<VerifiedDeps, 'store'>,
  wanted: 'counting' | 'unconfirmed' = 'counting'
): Source<StoredFact[]> {
  return {
    subscribe(observer) {
      let facts: StoredFact[] = []
      /** Holds what the observer was told last. */
      let told: readonly StoredFact[] | null = null
      let known: DirectoriesByUnit | null = null
      /** Holds what was judged last, by which directories. */
      let last: { by: DirectoriesByUnit | null; list: StoredFact[]; verdicts: readonly boolean[] } = {
        by: null,
        list: [],
        verdicts: []
      }
      /** Holds the verdicts of a judging that is under way: a newer list, which ends it, is judged from there on. */
      let begun = new Map<StoredFact, boolean | Promise<boolean>>()
      let asking: Subscription | undefined
      let turn = 0

      function tell(some: StoredFact[]) {
        // Draws nothing twice: what was shown at once mostly proves right.
        if (told && told.length === some.length && some.every((fact, i) => fact === told![i])) return
        // First: until it is drawn, the screen shows what is told no more.
        if (told && hasLost(told, some)) void screens.drop(identity.account).catch(() => {})
        observer.next((told = some))
      }
      /** Tells a list before the directory is there, unless that must be asked about one of its facts. */
      async function tellEarly() {
        const mine = turn
        const slices = begin()
        for (const fact of facts) {
          if (mayWait(fact)) return
          if (slices.isOver) await slices.next()
          if (mine !== turn) return
        }
        tell(wanted === 'counting' ? facts : [])
      }
      /** Judges what has changed; all of it once the directory has. */
      async function judge(by: DirectoriesByUnit) {
        const mine = ++turn
        const list = facts
        if (by !== last.by) {
          last = { by, list: [], verdicts: [] }
          begun = new Map()
        }
        const { start, removed, added } = changedSpan(last.list, list)
        const slices = begin()
        for (const fact of added) {
          if (begun.has(fact)) continue
          const answer = verdictOn(fact, by, { verify, wanted })
          begun.set(fact, answer)
          // The failure is handled where all answers are awaited.
          if (typeof answer !== 'boolean') answer.catch(() => {})
          if (slices.isOver) await slices.next()
          if (mine !== turn) return
        }
        const answers = added.map((fact) => begun.get(fact)!)
        const isSettled = answers.every((one) => typeof one === 'boolean')
        const judged = isSettled ? answers : await Promise.all(answers)
        if (mine !== turn) return
        const verdicts = [
          ...last.verdicts.slice(0, start),
          ...judged,
          ...last.verdicts.slice(start + removed)
        ]
        last = { by, list, verdicts }
        begun = new Map()
        tell(verdicts.every(Boolean) ? list : list.filter((_, i) => verdicts[i]))
      }
      const error = (problem: unknown) => observer.error(problem)
      const watching = source.subscribe({
        error,
        next(arrived) {
          facts = arrived
          turn++
          if (known) return void judge(known).catch(error)
          tellEarly().catch(error)
          asking ??= vouching.byUnit().subscribe({
            error,
            next(latest) {
              known = latest
              judge(latest).catch(error)
            }
          })
        }
      })
      return {
        unsubscribe() {
          turn++
          watching.unsubscribe()
          asking?.unsubscribe()
        }
      }
    }
  }
}

/** Tells whether something of a list is not in the later one, in whatever state. */
function hasLost(before: readonly StoredFact[], after: readonly StoredFact[]): boolean {
  const { start, removed, added } = changedSpan(before, after)
  const still = new Set(added.map(({ id }) => id))
  return before.slice(start, start + removed).some(({ id }) => !still.has(id))
}

/** How long after it was recorded a fact of its author's own session most likely counts, ms. */
const prompt = 10 * 60_000

/** Tells whether the directory must be asked before a fact is shown; what arrived as it was written is shown meanwhile. */
function mayWait(fact: StoredFact): boolean {
  return needsProof(fact) || isMalformed(fact) || (takenAt(fact) ?? 0) - idTime(fact.id) > prompt
}
