import { canonicalString } from '#lib/domain/canonical.ts'
import { deviceOf, type Directory } from '#lib/domain/directory/directory.ts'
import { signedPart, type Envelope } from '#lib/domain/fact.ts'
import type { Couch } from '../couch.ts'
import type { Directories } from '../directories.ts'
import { nullIfMissing } from '../provision/apply.ts'
import { verifySignature } from '../signature.ts'
import { isHome, keepFact, type StoredBox } from './boxes.ts'
import { sealAnew } from './open-box.ts'
import type { SealingKeys } from './sealing-keys.ts'

interface RefilingDeps {
  couch: Pick<Couch, 'nano'>
  directories: Pick<Directories, 'of'>
  sealing: Pick<SealingKeys, 'publicOf'>
}

/**
 * Has what a box could not bring home wait in the name of its author, each fact once, whoever sealed it and however often: the
 * phone that only carried it has its share for its own. What no approved phone has signed stays where it is.
 * @param left the facts of the box that may be taken later
 * @returns true when all of them wait elsewhere now
 */
export async function refile(
  box: StoredBox,
  left: readonly Envelope[],
  { couch, directories, sealing }: RefilingDeps
): Promise<boolean> {
  const { unit, via, took } = box
  const known = await nullIfMissing(directories.of(unit))
  if (!known || left.length === 0) return false
  let isAll = true
  for (const fact of left) {
    if (fact.unit !== unit || isHome(box, fact.device) || !(await isOfPhone(fact, known))) {
      isAll = false
      continue
    }
    const { id, via: _via, took: _took, seal: _seal, ...signed } = signedPart(fact)
    const contents = { facts: [{ _id: id, ...signed }] }
    const sealed = await sealAnew(unit, sealing.publicOf(unit), contents)
    await keepFact(couch.nano, fact, { via, took, ...sealed })
  }
  return isAll
}

/** Tells whether a phone that the unit once approved has signed a fact as its author: by its key, not by its name alone. */
async function isOfPhone(fact: Envelope, known: Directory): Promise<boolean> {
  const author = deviceOf(known, fact.by, fact.device)
  return !!author?.admitted && verifySignature(author.key, canonicalString(fact), fact.sig)
}
