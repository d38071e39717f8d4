import { thumbprint } from '#lib/domain/thumbprint.ts'
import type { Directory } from '#lib/domain/directory/directory.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { isChainEnvelope } from '#lib/domain/directory/chain-facts.ts'
import { judgeCarried, senderKey, whyNoSender } from '#lib/domain/peers/judge.ts'
import type { BundleRefusal, CarriedRefusal, UnopenedBundle } from '#lib/domain/peers/refusals.ts'
import type { Role } from '#lib/domain/roles.ts'
import type { SealedBox } from '#lib/domain/transit/box.ts'
import { sealerOf } from '#lib/domain/transit/sealer.ts'
import type { OpenedBundle, Peers, Verify } from '#lib/ports/ports.ts'

export interface TakeInDeps {
  unit: string
  account: string
  roles: readonly Role[]
  known: Directory
  /** Returns the directory as it is with these records, which lie here now. */
  knownWith(records: ReadonlySet<string>): Promise<Directory>
  /** The last time of the server that this phone knows, Unix ms. */
  serverTime: number
  verify: Verify
  peers: Pick<Peers, 'keepBoxes'> & { store: Pick<Peers['store'], 'carry'> }
}

/** Tells what came of a bundle that was taken in. */
export interface TakenIn {
  by: string
  /** When it was made, as its sender says: ISO 8601. */
  at: string
  /** How many facts are new here, and how many lay here, besides what tells which phones are in use. */
  added: number
  known: number
  /** How many of those that tell it are new here. */
  chain: number
  /** How many were not kept, by the reason. */
  refused: ReadonlyMap<CarriedRefusal, number>
  /** How many sealed boxes this phone carries now that it did not before. */
  boxes: number
}

/** Signatures that are verified at once: between them others get their turn. */
const abreast = 64

/**
 * Takes in a bundle that was opened, however it came: verifies its sender, then each fact by its author's key as the
 * directory here names it, and keeps what is genuine, for the courier to bring. It first hears which phones were approved and
 * revoked meanwhile: its sender, and all authors, are judged by that. Whatever else is wrong with the whole of it, nothing
 * else of it is kept, so where a box is not its sender's own; the same bundle again changes nothing.
 */
export async function takeIn(
  opened: OpenedBundle | { code: UnopenedBundle },
  deps: TakeInDeps
): Promise<TakenIn | { code: BundleRefusal }> {
  const { account, known, serverTime, verify, peers } = deps
  if ('code' in opened) return opened
  const { statement, text, sig } = opened
  const key = senderKey(statement, known)
  if (typeof key === 'string') return { code: key }
  if (!(await verify(key, text, sig).catch(() => false))) return { code: 'bad-sender' }
  if (statement.to !== account) return { code: 'other-receiver' }
  const contents = await opened.contents()
  if (!contents || !areOfUnit(contents.boxes, deps)) return { code: 'malformed' }
  const [chain, others] = [
    contents.facts.filter(isChainEnvelope),
    contents.facts.filter((fact) => !isChainEnvelope(fact))
  ]
  const told = await verified(chain, deps)
  const heard = await peers.store.carry(told.genuine)
  const judging = heard.size > 0 ? { ...deps, known: await deps.knownWith(heard) } : deps
  const why = whyNoSender(statement, judging.known, serverTime)
  if (why) return { code: why }
  for (const box of contents.boxes)
    if ((await sealerOf(box, judging.known, verify)) !== statement.device) return { code: 'malformed' }
  const { genuine, refused } = await verified(others, judging)
  for (const [reason, count] of told.refused) refused.set(reason, (refused.get(reason) ?? 0) + count)
  const fresh = await peers.store.carry(genuine)
  const boxes = await peers.keepBoxes(contents.boxes, statement)
  const { by, at } = statement
  const added = fresh.size
  return { by, at, added, known: genuine.length - added, chain: heard.size, refused, boxes }
}

/** Tells whether boxes are sealed to the server of this unit: any other key would make this phone carry what nobody opens. */
function areOfUnit(boxes: readonly SealedBox[], { known }: TakeInDeps): boolean {
  if (boxes.length === 0) return true
  const id = known.sealingKey && thumbprint(known.sealingKey)
  return boxes.every(({ key }) => key === id)
}

/** Verifies each of some facts by its author's key; counts those that may not be kept, by the reason. */
export async function verified(
  facts: readonly Envelope[],
  deps: Pick<TakeInDeps, 'unit' | 'account' | 'roles' | 'known' | 'verify'>
) {
  const genuine = new Map<string, Envelope>()
  const refused = new Map<CarriedRefusal, number>()
  for (let i = 0; i < facts.length; i += abreast) {
    const some = facts.slice(i, i + abreast)
    const verdicts = await Promise.all(some.map((fact) => verdictOf(fact, deps)))
    some.forEach((fact, at) => {
      const verdict = verdicts[at]
      if (verdict) refused.set(verdict, (refused.get(verdict) ?? 0) + 1)
      else if (!genuine.has(fact.id)) genuine.set(fact.id, fact)
    })
  }
  return { genuine: [...genuine.values()], refused }
}

/** Returns why a fact is not kept; null: its author's phone signed it, and might. */
async function verdictOf(
  fact: Envelope,
  deps: Pick<TakeInDeps, 'unit' | 'account' | 'roles' | 'known' | 'verify'>
): Promise<CarriedRefusal | null> {
  const judged = judgeCarried(fact, deps)
  if (typeof judged === 'string') return judged
  const isGenuine = await deps.verify(judged.key, judged.text, fact.sig).catch(() => false)
  return isGenuine ? null : 'bad-signature'
}
