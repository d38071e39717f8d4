import * as v from 'valibot'
import type { StoredFact } from '#lib/domain/stored.ts'
import { toBase64Url } from '../keys/base64.ts'
import type { ExchangeContext } from './exchange-context.ts'

const design = v.object({ validate_doc_update: v.string(), lib: v.record(v.string(), v.string()) })

type Book = Pick<StoredFact, 'unit' | 'book'>

/** Facts read per query. */
const stride = 400

/**
 * Offers a book's refused facts again, once, when the rule in a database's feed has changed. Takes the rule from the
 * database, not from the server, which may run a newer version than the one that provisioned it. Remembers it by book,
 * not by database: a new quarter with another rule has no older one to compare with. Facts that were refused before
 * this phone read any rule may have been refused by an earlier one.
 */
export async function retryAfterRuleChange(context: ExchangeContext, { unit, book }: Book, doc: unknown) {
  const rule = v.safeParse(design, doc)
  if (!rule.success) return
  const seq = await digestOf(JSON.stringify(rule.output))
  const note = `rule ${unit} ${book}`
  const known = await context.store.checkpoint(note)
  if (known?.seq === seq) return
  if (await offerAgain(context, (fact) => fact.unit === unit && fact.book === book)) context.again = true
  context.anew?.()
  // Last, so that this runs once more if the app ends in between.
  await context.store.keepCheckpoint(note, { seq, epoch: '' })
}

/** Offers all refused facts and photos again, once, when the session has other roles than before: rights may have been missing. */
export async function retryAfterRoleChange(context: ExchangeContext): Promise<void> {
  const seq = context.identity.roles.toSorted().join()
  const known = await context.store.checkpoint('roles')
  if (known?.seq === seq) return
  if (await offerAgain(context, () => true)) context.again = true
  await context.sendPhotosAgain?.()
  context.anew?.()
  // Last, as above.
  await context.store.keepCheckpoint('roles', { seq, epoch: '' })
}

/** Offers the matching refused facts again. @returns whether there were any */
async function offerAgain({ store }: ExchangeContext, fits: (fact: StoredFact) => boolean): Promise<boolean> {
  let found = false
  for (let after = ''; ;) {
    const facts = await store.offered('refused', after, stride)
    const again = facts.filter(fits)
    await store.settle(again.map(({ id }) => ({ id, sync: 'pending' })))
    found ||= again.length > 0
    if (facts.length < stride) return found
    after = facts.at(-1)!.id
  }
}

async function digestOf(text: string): Promise<string> {
  return toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))))
}
