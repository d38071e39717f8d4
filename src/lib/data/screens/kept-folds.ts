import type { KeptFold, KeptFolds } from '#lib/ports/folds.ts'
import { sealBytes, unsealBytes } from '../keys/seal.ts'
import { timeSlices } from '../time-slices.ts'
import { emptiedAt, isJustEmptied, withinShelf } from './shelf.ts'

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/**
 * Names the bundle in which a stream's state is kept: opening ten thousand states one by one would take a start longer than their
 * facts did, and one bundle of all a change. By the end of its id, which is random.
 */
const bundleOf = (stream: string) => stream.slice(-2)

/** Keeps folds on the shelf of each account, in bundles. @param build of the page: what another one kept does not open */
export function openKeptFolds(build: string): KeptFolds {
  /** Ties a bundle to its fold, place and build. */
  const nameOf = (fold: string, bundle: string) => `fold ${fold} ${bundle} ${build}`
  return {
    async of(account, key, fold) {
      const range = IDBKeyRange.bound([fold], [fold, []])
      const [keys, sealed] = await withinShelf(account, (shelf) =>
        Promise.all([shelf.getAllKeys('folds', range), shelf.getAll('folds', range)])
      ).catch(() => [[], []] as [[string, string][], Uint8Array<ArrayBuffer>[]])
      const opening = keys.map(([, bundle], i) =>
        unsealBytes(key, nameOf(fold, bundle), sealed[i]!).catch(() => null)
      )
      const slices = timeSlices()
      const kept = new Map<string, KeptFold>()
      for (const opened of opening) {
        const clear = await opened
        for (const [stream, one] of clear ? (JSON.parse(decoder.decode(clear)) as [string, KeptFold][]) : [])
          kept.set(stream, one)
        if (slices.isOver) await slices.next()
      }
      return kept
    },

    async keep(account, key, fold, all, streams) {
      if (isJustEmptied(account)) return
      const before = emptiedAt(account)
      const bundles = new Map<string, [string, KeptFold][]>(streams.map((stream) => [bundleOf(stream), []]))
      for (const entry of all) bundles.get(bundleOf(entry[0]))?.push(entry)
      const sealed: [string, Uint8Array<ArrayBuffer>][] = []
      const slices = timeSlices()
      for (const [bundle, entries] of bundles) {
        if (entries.length === 0) continue
        const clear = encoder.encode(JSON.stringify(entries))
        sealed.push([bundle, await sealBytes(key, nameOf(fold, bundle), clear)])
        if (slices.isOver) await slices.next()
      }
      // A full disk keeps none: the next start reads the streams.
      await withinShelf(account, async (shelf) => {
        if (emptiedAt(account) !== before) return
        const transaction = shelf.transaction('folds', 'readwrite')
        for (const [bundle, bytes] of sealed) void transaction.store.put(bytes, [fold, bundle])
        await transaction.done
      }).catch(() => {})
    }
  }
}
