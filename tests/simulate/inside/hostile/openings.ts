import { databaseOf } from '#lib/domain/database-names.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { factsOn } from '../../server/unit-directories.ts'
import { short } from '../broken.ts'
import type { Phone } from '../phone/phone.ts'
import { asDocument } from '../signed-fact.ts'
import type { World } from '../world.ts'
import type { HostileMember } from './member.ts'

const minute = 60_000
const day = 86_400_000
/** Another beginning for what each of these began, of a type that begins the same stream. */
const others: Record<string, readonly [type: string, body: object][]> = {
  'incidents.incident-reported': [
    ['incidents.incident-reported', { category: 'other', text: 'Không có gì' }],
    ['incidents.tip-received', { category: 'other', text: 'Không có gì', source: 'zalo', triage: 'security' }]
  ],
  'incidents.tip-received': [['incidents.incident-reported', { category: 'other', text: 'Không có gì' }]],
  'hui.line-agreed': [['hui.line-agreed', { face: 2_000_000 }]],
  'hui.line-stopped': [['hui.line-stopped', { on: '2024-01-05', reason: 'Lý do khác' }]]
}

/** Has somebody open a stream, and waits until the server has it. @returns it as the server took it, null where it did not */
export async function opens(writer: Phone): Promise<Envelope | null> {
  const { world } = writer
  const outcome = await writer.tabs[0]?.write(world.pen.opening())
  if (!outcome?.ok) return null
  for (let left = 60; left > 0; left--) {
    const taken = takenAs(world, outcome.fact)
    if (taken) return taken
    await world.timeline.pause(1_000)
  }
  return null
}

const takenAs = ({ model: { shelves } }: World, fact: Envelope) =>
  [...shelves.values()].flatMap(factsOn).find(({ id }) => id === fact.id)

/** Writes a second beginning into what somebody else has opened, which claims to be older. */
export async function opensAgain(self: HostileMember, opener: Envelope): Promise<void> {
  const { truth, chance } = self.world
  truth.openers.set(opener.id, opener)
  const [type, body] = chance.one(others[opener.type]!)
  const before = Math.min(self.now, Date.parse(opener.at)) - chance.whole(minute, day)
  const { book, stream } = opener
  const told = { book, stream, type, body: { ...(type === opener.type && opener.body), ...body } as never }
  const at = new Date(before).toISOString()
  // Lies in the id too, or in the time alone.
  const lie = self.says({ ...told, at }, chance.in(0.5) ? self.now - chance.whole(0, day) : self.now)
  self.world.tell(`${self.account} opens ${stream} again, as ${short(lie.id)} before ${short(opener.id)}`)
  truth.makes(lie, true)
  await self.sends(databaseOf(lie as never), [asDocument(lie)])
}
