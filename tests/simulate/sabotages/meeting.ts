import type { Change } from '../bundle.ts'
import type { Law } from '../inside/broken.ts'
import type { Plot } from '../inside/plots.ts'
import type { Sabotage } from './sabotage.ts'

const takeIn = 'src/lib/app/peers/take-in.ts'
const judge = 'src/lib/domain/peers/judge.ts'
const inbox = 'src/lib/data/store/inbox.ts'
const boxes = 'src/lib/data/outbox/bring-boxes.ts'

const without = (
  name: string,
  law: Law,
  plot: Plot,
  [file, find, put]: readonly [file: string, find: string, put: string],
  seen = 1
): Sabotage => ({ name, law, plots: [plot], seen, changes: [{ file, find, put }] })

/** Where two guards protect the same, both go. */
const both = (name: string, law: Law, plot: Plot, changes: readonly Change[], seen = 1): Sabotage => ({
  name,
  law,
  plots: [plot],
  seen,
  changes
})

/** Takes out guards of what phones hand to each other without a network. */
export const meeting: readonly Sabotage[] = [
  without("an author's signature is not checked as a record is taken in", 'taken', 'smuggler', [
    takeIn,
    "return isGenuine ? null : 'bad-signature'",
    'return null'
  ]),
  without('whoever a bundle names has signed it', 'taken', 'smuggler', [
    takeIn,
    "if (!(await verify(key, text, sig).catch(() => false))) return { code: 'bad-sender' }",
    ''
  ]),
  both('a bundle of somebody barred is kept', 'taken', 'carrierBarred', [
    { file: takeIn, find: 'if (why) return { code: why }', put: '' },
    { file: judge, find: "return sender.approved ? sender.key : 'barred-sender'", put: 'return sender.key' }
  ]),
  without('a revocation that a bundle brings counts for nothing in it', 'taken', 'carrierBarred', [
    takeIn,
    'heard.size > 0 ? { ...deps, known: await deps.knownWith(heard) } : deps',
    'deps'
  ]),
  without("another's bundle is kept", 'taken', 'meets', [
    takeIn,
    "if (statement.to !== account) return { code: 'other-receiver' }",
    ''
  ]),
  without('open books travel to whoever may not read them', 'readers', 'handsOn', [
    'src/lib/app/peers/choose.ts',
    'const mayLieOpen = ({ book }: Envelope) => read.has(book as Book)',
    'const mayLieOpen = () => true'
  ]),
  without('what is handed over open is kept by whoever may not read it', 'readers', 'smuggler', [
    judge,
    "if (!mayRead(roles, book) && !(by === account && keepsOwn(roles, book))) return 'not-allowed'",
    ''
  ]),
  without("a carried fact takes the place of its author's own", 'taken', 'handsOn', [
    inbox,
    'await this.#facts.bulkInsert(wanted)',
    'await this.#facts.bulkUpsert(wanted)'
  ]),
  without('what was erased comes back by another phone', 'erased', 'crossing', [
    inbox,
    'rows.filter((row) => !gone.has(row.id) && !gone.has(inBook(row, row.id)))',
    'rows'
  ]),
  without('what is carried is not brought', 'settled', 'phoneLost', [
    'src/lib/data/courier/push.ts',
    "of ['pending', 'carried'] as const",
    "of ['pending'] as const"
  ]),
  without('what is carried is dropped when it could not be brought', 'agreed', 'handsOn', [
    'src/lib/data/courier/push.ts',
    '      const isBusy = problem instanceof Halt',
    `      const carried = facts.filter(({ sync }) => sync === 'carried').map(({ id }) => id)
      await this.context.store.receive([], carried)
      const isBusy = problem instanceof Halt`
  ]),
  without('sealed boxes are taken in and left', 'carried', 'phoneLost', [
    'src/lib/data/peers/open-peers.ts',
    'await shelf.put({ id, account: by, device, holds: [], counts: 0, box, at: Date.now() })',
    ''
  ]),
  without('a box stays on the phone that has brought it', 'settled', 'handsOn', [
    boxes,
    'await shelf.brought(one.id)',
    ''
  ])
]
