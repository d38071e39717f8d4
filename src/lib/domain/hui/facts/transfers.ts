import * as v from 'valibot'
import { fact } from '../../fact.ts'
import { policeAndHost } from '../../roles.ts'
import { count, id } from '../../shapes.ts'
import { dong, maxUnits, partNo } from './amounts.ts'
import { naming, told } from './told.ts'

/**
 * Records "sang hụi": units of a part go to another holder from a round on, before that round's dues; arrears stay with the
 * seller. It counts once seller, buyer and host have signed. `pays`: who pays the price; the seller does for a dead part.
 */
export const PartTransferred = fact(
  'hui.part-transferred',
  {
    stream: 'line',
    writers: policeAndHost,
    names: naming<{ from: string; to: string }>(({ from, to }) => [from, to])
  },
  v.pipe(
    v.strictObject({
      ...told,
      part: partNo,
      from: id,
      to: id,
      units: v.pipe(count, v.maxValue(maxUnits)),
      fromRound: partNo,
      price: dong,
      pays: v.picklist(['buyer', 'seller'])
    }),
    v.check(({ from, to }) => from !== to)
  )
)

/** Records the signature of one of the three under a transfer, as it was seen. */
export const TransferSigned = fact(
  'hui.transfer-signed',
  { stream: 'line', writers: policeAndHost, names: naming() },
  v.strictObject({ ...told, transfer: id, as: v.picklist(['seller', 'buyer', 'host']) })
)
