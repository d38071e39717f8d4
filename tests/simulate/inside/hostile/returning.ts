import type { Envelope } from '#lib/domain/fact.ts'
import { factsOn } from '../../server/unit-directories.ts'
import { Broken, short } from '../broken.ts'
import { asDocument } from '../signed-fact.ts'
import type { HostileMember } from './member.ts'

/** Holds what a member has read of a book's current quarter, as the server sealed it. */
export interface Hoard {
  database: string
  facts: readonly Envelope[]
}

export function hoards(self: HostileMember): Hoard {
  const database = self.database('gates')
  const shelf = self.world.model.shelves.get(database)
  return { database, facts: shelf ? factsOn(shelf) : [] }
}

/** Brings to the quarter that goes on now, and to where it lay, what went with its own: with its seal, or without. */
export async function bringsBack(self: HostileMember, { database, facts }: Hoard): Promise<void> {
  const { truth } = self.world
  const gone = facts.filter(({ id }) => truth.removed.has(id))
  self.world.tell(`${self.account} brings back ${gone.length} of a removed quarter`)
  const docs = gone.flatMap((fact) => {
    const { took: _took, seal: _seal, via: _via, ...bare } = fact
    return [fact, bare].map((one) => ({ ...asDocument(one), via: self.account }))
  })
  for (const doc of docs.sort(() => self.world.chance.real() - 0.5)) {
    const what = short(doc._id)
    // Nothing is there any more.
    for (const { ok } of await self.sends(database, [doc]))
      if (ok) throw new Broken('erased', `${what} is back in ${database}`)
    for (const { error, reason } of await self.sends(self.database('gates'), [doc])) {
      if (error !== 'forbidden')
        throw new Broken('erased', `${what}, which was removed, is ${error ?? 'taken'}`)
      const { code } = JSON.parse(String(reason)) as { code: string }
      if (code !== 'removed') throw new Broken('answered', `${what} was removed, and is called ${code}`)
    }
  }
}
