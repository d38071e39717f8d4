import * as v from 'valibot'
import { fact } from '../../fact.ts'
import { policeAndHost } from '../../roles.ts'
import { count, day, id } from '../../shapes.ts'
import { dong, maxUnits, moved, partNo } from './amounts.ts'
import { naming, receipt, told } from './told.ts'

const line = { stream: 'line', writers: policeAndHost } as const
const units = v.pipe(count, v.maxValue(maxUnits))

/**
 * Records that somebody joins a running line: they take over units that a leaver left vacant, from a round on, before that
 * round's dues. `paid`: what they paid the host for the rounds before by then. Source: Điều 9 NĐ 19/2019.
 */
export const MemberJoined = fact(
  'hui.member-joined',
  { ...line, names: naming<{ person: string }>(({ person }) => [person]) },
  v.strictObject({ ...told, part: partNo, person: id, units, fromRound: partNo, paid: dong })
)

/**
 * Records that a holder leaves a part from a round on, before that round's dues: the host stands in. Whoever has taken pays
 * the host the dues that remain, `settled`; whoever has not claims what they contributed at the line's end, less `damage`.
 * Source: Điều 10 NĐ 19/2019.
 */
export const MemberLeft = fact(
  'hui.member-left',
  { ...line, names: naming<{ holder: string }>(({ holder }) => [holder]) },
  v.strictObject({ ...told, part: partNo, holder: id, fromRound: partNo, settled: dong, damage: dong })
)

/** Records money that the host paid a leaver for their claim. `left`: the record of their leaving. */
export const ClaimPaid = fact(
  'hui.claim-paid',
  { ...line, names: naming() },
  v.strictObject({ ...told, left: id, amount: moved, receipt })
)

/**
 * Records money that somebody who joined a part paid the host for the rounds before, beside what they paid at joining. `pot`: it
 * was taken out of the pot of that round, which is theirs, as both agreed, once that is due.
 */
export const JoiningPaid = fact(
  'hui.joining-paid',
  { ...line, names: naming<{ holder: string }>(({ holder }) => [holder]) },
  v.strictObject({
    ...told,
    part: partNo,
    holder: id,
    amount: moved,
    pot: v.optional(partNo),
    receipt
  })
)

const turn = v.strictObject({ part: partNo, k: partNo })

/**
 * Records that two parts swap their turns in a line whose order is agreed: each with the round in which it was to take until
 * then.
 */
export const TurnSwapped = fact(
  'hui.turn-swapped',
  { ...line, names: naming() },
  v.pipe(
    v.strictObject({ ...told, first: turn, second: turn }),
    v.check(({ first, second }) => first.part !== second.part && first.k !== second.k)
  )
)

/** Tells which dues a guarantor answers for: all of the holder's, or those of parts that have taken. */
export const guaranteeScopes = ['all', 'after-taking'] as const

/**
 * Records that somebody answers for a holder's dues of rounds until a day, up to a sum, đồng. Without `until`, to the line's
 * end, whenever its last round is held. It changes no due.
 */
export const GuarantorAgreed = fact(
  'hui.guarantor-agreed',
  {
    ...line,
    names: naming<{ guarantor: string; holder: string }>(({ guarantor, holder }) => [guarantor, holder])
  },
  v.pipe(
    v.strictObject({
      ...told,
      guarantor: id,
      holder: id,
      scope: v.picklist(guaranteeScopes),
      amount: moved,
      until: v.optional(day)
    }),
    v.check(({ guarantor, holder }) => guarantor !== holder)
  )
)

/** Tells who signs each change of members; it counts once all of them have. `members`: all others of the line. */
export const changeSigners = {
  'hui.member-joined': ['joiner', 'host', 'members'],
  'hui.member-left': ['leaver', 'host'],
  'hui.turn-swapped': ['first', 'second'],
  'hui.guarantor-agreed': ['guarantor']
} as const
export type ChangeType = keyof typeof changeSigners
export type ChangeSigner = (typeof changeSigners)[ChangeType][number]

/** Records the signature of one of those who sign a change of members, as it was seen. */
export const ChangeSigned = fact(
  'hui.change-signed',
  { ...line, names: naming() },
  v.strictObject({
    ...told,
    change: id,
    as: v.picklist(['joiner', 'host', 'members', 'leaver', 'first', 'second', 'guarantor'])
  })
)
