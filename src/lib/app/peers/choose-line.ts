import { isKnownType, permissions } from '#lib/domain/facts.ts'
import { booksReadBy } from '#lib/domain/peers/judge.ts'
import { isKeptHere, type StoredFact } from '#lib/domain/stored.ts'
import type { Store } from '#lib/ports/ports.ts'
import { firstValue } from '../notebook/first-value.ts'
import {
  carriableOf,
  chainHere,
  handedLast,
  signedAlone,
  withRoom,
  type ChoiceDeps,
  type ChosenFacts
} from './choose.ts'

interface LineChoiceDeps extends ChoiceDeps {
  store: ChoiceDeps['store'] & Pick<Store, 'stream' | 'streams'>
}

/**
 * Chooses what a host hands in of one of her lines: its records, and who the people in it are, as she wrote it; nothing of her
 * other lines, and nothing for an account that does not read hụi. What she kept goes, whatever her role is by now.
 * @param line its id
 */
export async function chooseLine(line: string, to: string, deps: LineChoiceDeps): Promise<ChosenFacts> {
  const { known, store, now, handed } = deps
  if (!booksReadBy(to, known, now).has('hui')) return { chain: [], open: [], sealed: [], left: 0 }
  const records = (await firstValue(store.stream(`line/${line}`, ''))).filter(isKeptHere)
  const people = new Set(records.flatMap(streamsNamedIn))
  const about = (await firstValue(store.streams('person'))).filter(
    (fact) => isKeptHere(fact) && people.has(fact.stream)
  )
  const carriable = await carriableOf([...about, ...records], deps)
  const here = carriable.sort((a, b) => (a.id < b.id ? -1 : 1))
  const chain = await chainHere(deps, new Map())
  const open = await withRoom(handedLast(here, handed), chain, deps)
  const left = here.length - open.length
  return { chain: chain.map(signedAlone), open: open.map(signedAlone), sealed: [], left }
}

function streamsNamedIn({ type, stream, body }: StoredFact): string[] {
  const names = isKnownType(type) ? permissions[type].names : undefined
  return (names?.ids(body, stream.slice('line/'.length)) ?? []).map((id) => `person/${id}`)
}
