import type { Envelope } from '#lib/domain/fact.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { databaseOf } from '#lib/domain/database-names.ts'
import { factsOn } from '../../server/unit-directories.ts'
import { Broken } from '../broken.ts'
import type { Phone } from '../phone/phone.ts'
import { InstantKey } from '../instant-signature.ts'
import { asDocument, signedFact } from '../signed-fact.ts'
import type { World } from '../world.ts'
import { forgeries, note, report, type Attempt, type Target } from './forgeries.ts'
import type { HostileMember } from './member.ts'

/** Makes a member try one forgery after the other on somebody's records. */
export async function forges(self: HostileMember, names: readonly (keyof typeof forgeries)[]): Promise<void> {
  for (const name of names) {
    const target = someTarget(self.world)
    if (!target) return
    self.world.tell(`${self.account} tries ${name}`)
    await tries(self, forgeries[name](self, target))
  }
}

async function tries(self: HostileMember, { database, docs, mayStand = [] }: Attempt): Promise<void> {
  const { truth } = self.world
  for (const fact of mayStand) truth.makes(fact, true)
  await self.sends(database, docs)
}

function someTarget({ model, chance, truth }: World): Target | null {
  const all = [...model.shelves].flatMap(([database, shelf]) =>
    factsOn(shelf).map((fact) => ({ fact, database }))
  )
  const honest = all.filter(({ fact }) => fact.book !== 'directory' && !truth.isHostile(fact))
  return honest.length > 0 ? chance.one(honest) : null
}

/** Tries to sign in as others, and to read and write with a device that waits. */
export async function poses(self: HostileMember): Promise<void> {
  const { world } = self
  const key = new InstantKey(`${world.seed} ${world.timeline.now} pose`)
  world.tell(`${self.account} poses as others`)
  for (const { account, key: its } of world.phones)
    for (const one of [key, self.key, { ...self.key, id: its.id }, { ...its, sign: self.key.sign }])
      if (await self.signsIn(account, one))
        throw new Broken('genuine', `${self.account} signs in as ${account}`)
  const waiting = await self.signsIn(self.account, key, world.accounts.get(self.account)!.password)
  if (!waiting) return
  if (waiting.state !== 'waiting') throw new Broken('genuine', `a new device is ${waiting.state}`)
  const database = self.database('gates')
  const read = await self.asks('GET', `/${database}/_changes?include_docs=true`, waiting)
  if (read.status !== 403) throw new Broken('genuine', `a device that waits reads: ${read.status}`)
  const { docs } = forgeries.newNote(self, { fact: { by: self.account } as Envelope, database })
  // What an approved device has signed comes to stand by an approved one's hand alone.
  const brought = [...docs, asDocument(self.says(note))]
  await self.asks('POST', `/${database}/_bulk_docs`, waiting, JSON.stringify({ docs: brought }))
}

/** Has another member carry records that claim to be of before, and some that their author's role does not allow. */
export async function backdates(
  self: HostileMember,
  carrier: HostileMember,
  count: number,
  isOut: boolean
): Promise<void> {
  const { truth, chance } = self.world
  self.world.tell(`${carrier.account} carries of ${self.account}${isOut ? ', who is out' : ''}`)
  for (let left = count; left > 0; left--) {
    const ago = () => self.now - chance.whole(60_000, 86_400_000)
    const before = self.says(note, ago())
    truth.makes(before, true)
    if (isOut) truth.writesOut(before)
    // Nobody brings what the author says now.
    const after = isOut ? [self.says(note)] : []
    const order = self.says({
      book: 'gates',
      stream: 'gate/cong-1',
      type: 'gates.event-reported',
      body: report
    })
    const docs = [before, ...after, order]
    await carrier.sends(
      self.database('gates'),
      docs.map((fact) => ({ ...asDocument(fact), via: carrier.account }))
    )
    // Their own hand brings nothing, whatever time it bears.
    if (isOut) await self.sends(self.database('gates'), [before, self.says(note, ago())].map(asDocument))
    if (isOut && (await self.reads('gates'))) throw new Broken('genuine', `${self.account} is out, and reads`)
  }
}

/** Has a commander who was dismissed approve phones of an accomplice, who carries that. */
export async function usurps(self: HostileMember, accomplice: HostileMember): Promise<void> {
  const { truth, chance, timeline, seed, unit } = self.world
  self.world.tell(`${self.account} approves phones of ${accomplice.account}`)
  const database = self.database('directory')
  // No earlier than they were certified themselves.
  for (const ago of [chance.whole(3_000, 12_000), 0]) {
    const key = new InstantKey(`${seed} ${timeline.now} ${ago} phone`)
    const stream = `device/${key.id}`
    const where = { unit, book: 'directory', stream, by: accomplice.account, n: 1 }
    const introduced = { type: 'directory.device-enrolled', body: { key: key.publicKey, label: 'Máy' } }
    const enrolment = signedFact(key, { ...where, ...introduced }, self.now)
    const from = new Date(0).toISOString()
    const body = { account: accomplice.account, device: key.id, roles: ['officer'], from }
    const approval = self.says(
      { book: 'directory', stream, type: 'directory.device-approved', body },
      self.now - ago
    )
    for (const fact of [enrolment, approval]) truth.makes(fact, true)
    await accomplice.sends(database, [enrolment, approval].map(asDocument))
    await self.sends(database, [asDocument(approval)])
  }
}

/** Carries what waits on somebody's phone as a dishonest carrier does: some of it, in any order, altered, twice, elsewhere. */
export async function carries(self: HostileMember, phone: Phone): Promise<void> {
  const { chance, otherUnit } = self.world
  const tab = phone.tabs[0]
  if (!tab) return
  const waiting = (await tab.store.offered('pending', '', 50)).filter((fact) => fact.book !== 'directory')
  self.world.tell(`${self.account} carries of ${waiting.length} that wait on ${phone.name}`)
  const sent = waiting.filter(() => chance.in(0.7)).sort(() => chance.real() - 0.5)
  for (const fact of sent) {
    const way = chance.weighed({ right: 5, altered: 2, elsewhere: 2, unsaid: 1, twice: 1 })
    const database = databaseOf(fact as never)
    const doc = { ...asDocument(bare(fact)), via: self.account }
    if (way === 'altered') await self.sends(database, [{ ...doc, body: { ...fact.body, reason: 'khác' } }])
    else if (way === 'elsewhere')
      await self.sends(self.database('gates', otherUnit), [doc, { ...doc, unit: otherUnit }])
    else if (way === 'unsaid') await self.sends(database, [{ ...doc, via: phone.account }])
    else await self.sends(database, way === 'twice' ? [doc, doc] : [doc])
  }
}

function bare({ id, unit, book, stream, type, at, by, device, n, body, sig }: StoredFact): Envelope {
  return { id, unit, book, stream, type, at, by, device, n, body, sig }
}
