import { sealBundle } from '#lib/data/peers/bundle-file.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { factsOn } from '../../server/unit-directories.ts'
import { note } from '../hostile/forgeries.ts'
import type { HostileMember } from '../hostile/member.ts'
import type { Phone } from '../phone/phone.ts'
import { asDocument } from '../signed-fact.ts'
import { sealBox } from './instant-box.ts'
import { looksInto, type Parcel } from './parcel.ts'

const most = 6

/** Makes a bundle by hand: signed by its giver, and in it what others wrote, as it was and changed, and what nobody wrote. */
export async function smuggles(self: HostileMember, taker: Phone): Promise<Parcel> {
  const { world, account, key } = self
  const { chance, unit, truth, sealing } = world
  const all = [...world.model.shelves.values()].flatMap(factsOn).filter((fact) => fact.unit === unit)
  const honest = all.filter(({ book }) => book !== 'directory').map(bare)
  const some = honest.filter(() => chance.in(most / Math.max(most, honest.length)))
  const changed = some.map((fact) => ({ ...fact, body: { ...fact.body, reason: 'khác' } }))
  const own = self.says(note)
  truth.makes(own, true)
  const inNames = world.phones.flatMap(({ account: by, device }) => [
    self.says({ ...note, by }),
    self.says({ ...note, by, device })
  ])
  const grant = self.says({
    book: 'directory',
    stream: `device/${self.key.id}`,
    type: 'directory.device-approved',
    body: { account, device: self.key.id, roles: ['commander'], from: new Date(0).toISOString() }
  })
  const facts = [...some, ...changed, ...inNames, own, grant].filter(() => chance.in(0.7))
  // Now and then in the name of another phone; then without boxes too, which would each betray it.
  const posed = chance.in(0.3) ? chance.one(world.phones) : null
  const boxed = posed && chance.in(0.5) ? [] : [...changed, ...inNames].slice(0, most).map(asDocument)
  const signer = { id: posed?.device ?? key.id, sign: async (text: string) => key.sign(text) }
  const boxes = boxed.length > 0 ? [await sealBox(unit, sealing.publicKey, { facts: boxed }, signer)] : []
  const parcel = {
    unit,
    to: taker.account,
    account: posed?.account ?? account,
    at: world.timeline.now,
    contents: { facts, boxes }
  }
  const bundle = await sealBundle(parcel, signer)
  world.tell(`${account} hands ${facts.length} to ${taker.name}`)
  return { ...(await looksInto(world, bundle, self, taker.account)), sealed: [], isForged: posed !== null }
}

function bare({ id, unit, book, stream, type, at, by, device, n, body, sig }: Envelope): Envelope {
  return { id, unit, book, stream, type, at, by, device, n, body, sig }
}
