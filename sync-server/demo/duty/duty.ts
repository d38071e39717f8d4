import { hash } from 'node:crypto'
import type { ServerScope } from 'nano'
import { cut, partDocument } from '#lib/domain/photos/parts.ts'
import { photoDatabasesToRead } from '#lib/domain/database-names.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import type { NewFact, FactWriter } from '../../fact-writer.ts'
import { seededBytes } from '../seeded.ts'
import { demoIncidents } from '../incidents/incidents.ts'
import { midnightInVietnam } from '../midnight.ts'
import { writeOnce, type DemoAuthor } from '../write-once.ts'
import { drawnGate, type Scene } from './drawn-gate.ts'

const unit = 'xa-phong-hiep'
const [keeper, officer, household] = ['ph-cong1b', 'ph-truc', 'ph-khoa']

/** Authors of reports about strangers and gates moved by hand, each on a device used for nothing else. */
const authors: readonly DemoAuthor[] = [
  { account: keeper!, label: 'Máy tại chốt Cổng 1B', unit, book: 'duty' },
  { account: officer!, label: 'Máy trực gác', unit, book: 'duty' },
  { account: household!, label: 'Máy của Hai Muội', unit, book: 'gates' }
]

/** A picture drawn at a gate for a record, and that record's time, Unix ms. */
interface Shot {
  by: string
  at: number
  bytes: Uint8Array<ArrayBuffer>
}

/** Writes a few strangers and two gates closed by hand, once; `writerFor` returns an account's writer with the key in a file. */
export async function writeDemoDuty(
  server: ServerScope,
  writerFor: (account: string, key: string) => FactWriter,
  now: number
): Promise<number> {
  // Drawn only for a server that has none.
  let made: ReturnType<typeof demoDuty> | undefined
  const all = () => (made ??= demoDuty(now))
  let written = 0
  for (const author of authors) {
    const writer = writerFor(author.account, `demo-${author.account}-${author.book}-key.json`)
    const count = await writeOnce(
      server,
      writer,
      author,
      () => all().entriesByAccount.get(author.account) ?? []
    )
    if (count > 0)
      await bring(
        server,
        all().shots.filter(({ by }) => by === author.account),
        now
      )
    written += count
  }
  return written
}

/** Returns these reports, oldest first, with their pictures; the same all day long. @param now Unix ms */
export function demoDuty(now: number): { entriesByAccount: ReadonlyMap<string, NewFact[]>; shots: Shot[] } {
  const midnight = midnightInVietnam(now)
  const at = (daysAgo: number, hours: number, minutes: number) =>
    midnight - daysAgo * 86_400_000 + (hours * 60 + minutes) * 60_000
  const shots: Shot[] = []
  const shoot = (by: string, moment: number, scene: Scene) => {
    const bytes = drawnGate(scene)
    const sha256 = hashOf(bytes)
    const photo = { sha256, type: 'image/png' as const, bytes: bytes.length, parts: cut(bytes).map(hashOf) }
    shots.push({ by, at: moment, bytes })
    return { photo }
  }
  const stranger = (key: string, moment: number) =>
    `stranger/${uuidv7(moment, seededBytes(`stranger ${key}`))}`
  const seen = (
    key: string,
    moment: number,
    body: Extract<NewFact, { type: 'duty.stranger-seen' }>['body']
  ): NewFact => ({
    stream: stranger(key, moment),
    type: 'duty.stranger-seen',
    body,
    at: moment
  })
  const read = (key: string, seenAt: number, moment: number, plate: string): NewFact => ({
    stream: stranger(key, seenAt),
    type: 'duty.plate-read',
    body: { plate },
    at: moment
  })
  const closed = (moment: number, scene: Scene): NewFact => ({
    stream: 'gate/cong-ben-do',
    type: 'gates.hand-claimed',
    body: { what: 'closed', ...shoot(household!, moment, scene) },
    at: moment
  })

  const [thieves, rainy, silent] = [at(2, 1, 36), at(1, 0, 20), at(1, 21, 40)]
  const red: NonNullable<Scene['bike']> = { colour: [170, 40, 40], riders: 2 }
  const gate = 'cong-1b'
  const ofKeeper = [
    seen('thieves', thieves, {
      gate,
      direction: 'in',
      ...shoot(keeper!, thieves, { closed: 10, bike: red })
    }),
    seen('rainy', rainy, {
      gate,
      direction: 'out',
      ...shoot(keeper!, rainy, { closed: 0, bike: { colour: [40, 80, 150], riders: 1 }, rain: true })
    }),
    read('rainy', rainy, rainy + 4 * 60_000, '69X9-000.31'),
    seen('silent', silent, { gate, direction: 'in' })
  ]
  const link: NewFact = {
    stream: stranger('thieves', thieves),
    type: 'duty.stranger-linked',
    body: { incident: stolenBike(now) },
    at: at(2, 8, 12)
  }
  const ofOfficer = [read('thieves', thieves, at(2, 8, 10), '69X9-000.15'), link]
  const ofHousehold = [
    closed(at(3, 22, 8), { closed: 100, rain: true }),
    closed(at(1, 22, 15), { closed: 100 })
  ]
  const entriesByAccount = new Map([
    [keeper!, ofKeeper],
    [officer!, ofOfficer],
    [household!, ofHousehold]
  ])
  return { entriesByAccount, shots }
}

/** Returns the incident to which the strangers of two nights ago are linked. */
function stolenBike(now: number): string {
  const reported = [...demoIncidents(now).values()].flat()
  const stolen = reported.find(
    ({ type, body }) => type === 'incidents.incident-reported' && body.text.includes('69X9-000.15')
  )
  return stolen!.stream.slice('incident/'.length)
}

const hashOf = (bytes: Uint8Array) => hash('sha256', bytes, 'base64url')

async function bring(server: ServerScope, shots: readonly Shot[], now: number) {
  const existing = await server.db.list()
  for (const { by, at, bytes } of shots) {
    const database = photoDatabasesToRead({ unit, place: 'pictures', at }, now).find((name) =>
      existing.includes(name)
    )
    const docs = cut(bytes).map((piece) =>
      partDocument(hashOf(piece), by, Buffer.from(piece).toString('base64'))
    )
    // Parts that already exist are reported as conflicts and left alone.
    if (database) await server.use(database).bulk({ docs })
  }
}
