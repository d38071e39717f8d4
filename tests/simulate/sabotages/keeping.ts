import { one, type Sabotage } from './sabotage.ts'

const courier = 'src/lib/data/courier'
const store = 'src/lib/data/store'

/** Takes out guards of what a phone reads, keeps and lets go. Where two guards protect the same, both go. */
export const keeping: readonly Sabotage[] = [
  one(
    'the place moves before its page is stored',
    'agreed',
    `${courier}/pull.ts`,
    '  await placed\n  await stored\n  await keep()',
    '  await keep()',
    13
  ),
  one(
    'a phone begins to read where the feed ends',
    'genuine',
    `${courier}/pull.ts`,
    "place?.epoch === epoch ? place.seq : '0'",
    "place?.epoch === epoch ? place.seq : '999999999'"
  ),
  one(
    'another epoch is not looked at',
    'no-alarm',
    `${courier}/pull.ts`,
    "place?.epoch === epoch ? place.seq : '0'",
    "place ? place.seq : '0'",
    2
  ),
  one(
    'deletions are passed over',
    'erased',
    `${courier}/pull.ts`,
    'if (deleted) erased.push(id)',
    'if (deleted) continue'
  ),
  one(
    'two tabs read the last number at once',
    'numbered',
    `${store}/store.ts`,
    'return this.#writer.alone(async () => {',
    'return Promise.resolve().then(async () => {'
  ),
  one(
    'the next quarter is not read',
    'agreed',
    'src/lib/domain/database-names.ts',
    '[0, -1, 1].map((by) => quarterAfter(now, by))',
    '[0, -1].map((by) => quarterAfter(now, by))'
  ),
  one(
    'a late copy of what was erased is taken for new',
    'erased',
    `${store}/inbox.ts`,
    'gone.size > 0 ? rows',
    'gone.size < 0 ? rows'
  ),
  one(
    'an erasure does not wait for what is being written',
    'erased',
    `${store}/inbox.ts`,
    'if (erasedIds.length > 0) await Promise.allSettled(this.#inserts)',
    ''
  ),
  one(
    'the number of an erased fact is given again',
    'numbered',
    `${store}/store.ts`,
    'const erased = erasedNumber(this.database, device, book)',
    'const erased = Promise.resolve(0)'
  ),
  one(
    'what a removed quarter had taken unheard is sent again',
    'erased',
    `${courier}/orders/removals.ts`,
    'const taken = facts.filter((fact) =>',
    'const taken = facts.filter((fact) => removals.length < 0 &&',
    48
  ),
  one(
    'what lay beside its own quarter stays when that is removed',
    'erased',
    `${courier}/orders/removals.ts`,
    'for (const quarter of quartersTaken(removal)) {',
    'for (const quarter of [removal.body.quarter]) {'
  ),
  one(
    'removed quarters are passed over',
    'erased',
    `${courier}/orders/removals.ts`,
    'await applyRemovals(context, removalsIn(due))',
    ''
  ),
  one(
    'erasures told in the directory are passed over',
    'erased',
    `${courier}/orders/removals.ts`,
    'await applyErasures(context, erasedIn(due))',
    '',
    23
  )
]
