import type { ServerScope } from 'nano'
import { uuidv7 } from '#lib/domain/uuid.ts'
import type { NewFact, FactWriter } from '../../fact-writer.ts'
import { seededBytes } from '../seeded.ts'
import { storyIncidentId } from '../incidents/incident-story.ts'
import { motorbike } from '../incidents/phong-hiep.ts'
import { midnightInVietnam } from '../midnight.ts'
import { writeOnce, type DemoAuthor } from '../write-once.ts'

const unit = 'xa-phong-hiep'
const group = 'Tuyến Quản Lộ – Phụng Hiệp'
const gates = ['cong-1b', 'cong-kinh-3', 'cong-ben-do', 'cong-chua']
const [chief, duty, household, hamlet, agent] = ['ph-truong', 'ph-truc', 'ph-khoa', 'ph-ap1b', 'ph-may-cong']

/** The commune's preparations for alarms; written only while it has none of its own. */
const plan: NewFact[] = [
  {
    stream: 'group/tuyen-quan-lo',
    type: 'directory.gate-group-named',
    body: { group: 'tuyen-quan-lo', name: group, gates }
  },
  {
    stream: 'gate/cong-1b',
    type: 'directory.gate-contact-set',
    body: { gate: 'cong-1b', household: 'Tư Khởi', phone: '0900 000 013' }
  },
  {
    stream: 'gate/cong-ben-do',
    type: 'directory.gate-contact-set',
    body: { gate: 'cong-ben-do', household: 'Hai Muội', phone: '0900 000 011' }
  },
  {
    stream: 'gate/cong-chua',
    type: 'directory.gate-contact-set',
    body: { gate: 'cong-chua', household: 'Năm Rương', phone: '0900 000 012' }
  },
  {
    stream: `unit/${unit}`,
    type: 'directory.neighbours-set',
    body: {
      neighbours: [
        { name: 'Xã Vĩnh Thanh', phone: '0900 000 021' },
        { name: 'Xã Phước Long', phone: '0900 000 022' }
      ]
    }
  }
]

/** The last word of the id of a motor gate's command: two alarms never share one. */
const [pursued, drilled] = ['pursuit', 'drill']

/** An account's entry, `after` seconds into the alarm; `gate` selects the stream. */
type Deed = { by: string; after: number } & Pick<NewFact, 'type' | 'body'> & { gate?: string }
type Told = { by: string; book: 'duty' | 'gates'; entry: NewFact }

const answers = (by: string, after: number, gate: string, text?: string): Deed =>
  ({ by, after, type: 'duty.gate-answered', body: { gate, answer: 'closed', ...(text && { text }) } }) as Deed

/** The motorbike of 01:40: Cổng 1B was already closed, the others were closed during the alarm. */
const pursuit: Deed[] = [
  { by: duty, after: 0, type: 'duty.alarm-started', body: { gates, from: 'shortcut', group } },
  commanded('cong-kinh-3', 3, pursued),
  reported('cong-kinh-3', 28, pursued),
  {
    by: duty,
    after: 35,
    type: 'duty.description-given',
    body: { vehicle: 'motorbike', clothes: 'black', towards: 'cong-1b', text: 'Hai người, xe Wave đỏ' }
  },
  answers(household, 130, 'cong-ben-do', 'Đã kéo xích, cài chốt'),
  { by: household, after: 145, type: 'duty.position-held', body: { gate: 'cong-ben-do' } },
  { by: duty, after: 170, type: 'duty.neighbour-called', body: { neighbour: 'Xã Vĩnh Thanh', how: 'call' } },
  answers(hamlet, 200, 'cong-chua'),
  {
    by: duty,
    after: 3_300,
    type: 'duty.alarm-ended',
    body: { text: 'Tìm thấy xe bên lề, hai người đã bỏ chạy' }
  },
  { by: household, after: 3_500, type: 'duty.gate-reopened', body: { gate: 'cong-ben-do' } }
]

const exercise: Deed[] = [
  { by: chief, after: 0, type: 'duty.alarm-started', body: { gates, from: 'app', group, drill: true } },
  commanded('cong-1b', 3, drilled),
  reported('cong-1b', 22, drilled),
  commanded('cong-kinh-3', 4, drilled),
  reported('cong-kinh-3', 31, drilled),
  answers(household, 240, 'cong-ben-do', 'Xích nặng, nhờ thêm một người'),
  answers(hamlet, 310, 'cong-chua'),
  { by: hamlet, after: 320, type: 'duty.position-held', body: { gate: 'cong-chua' } },
  { by: chief, after: 720, type: 'duty.alarm-ended', body: { text: 'Sáu phút đóng đủ bốn cổng' } }
]

/** A drill of a month before, when less was practised: seconds until each gate was closed; null: nobody closed it. */
function earlierDrill(daysAgo: number, took: Readonly<Record<string, number | null>>): Deed[] {
  const of = `${drilled} ${daysAgo}`
  const closed = Object.entries(took).flatMap(([gate, seconds]): Deed[] => {
    if (gate === 'cong-1b' || gate === 'cong-kinh-3')
      return [commanded(gate, 4, of), ...(seconds === null ? [] : [reported(gate, seconds, of)])]
    return seconds === null ? [] : [answers(gate === 'cong-chua' ? hamlet : household, seconds, gate)]
  })
  const start = { gates, from: 'app', group, drill: true }
  return [
    { by: chief, after: 0, type: 'duty.alarm-started', body: start } as Deed,
    ...closed,
    { by: chief, after: 900, type: 'duty.alarm-ended', body: {} }
  ]
}

function commanded(gate: string, after: number, of: string): Deed {
  const isDrill = of !== pursued
  const asked = { command: commandOf(gate, of), action: 'CLOSE', outcome: 'accepted' }
  const body = { ...asked, ...(isDrill && { drill: isDrill }) }
  return { by: isDrill ? chief : duty, after, gate, type: 'gates.command-attempted', body } as Deed
}

function reported(gate: string, after: number, of: string): Deed {
  const isDrill = of !== pursued
  const asked = { action: 'CLOSE', actor: isDrill ? chief : duty, command: commandOf(gate, of) }
  const stood = { after: { motion: 'closed', position: 0, obstructed: false }, latencyMs: travelMs(gate) }
  const body = { kind: 'completed', source: 'app', ...asked, ...stood, ...(isDrill && { drill: isDrill }) }
  return { by: agent, after, gate, type: 'gates.event-reported', body } as Deed
}

function travelMs(gate: string): number {
  return gate === 'cong-1b' ? 18_000 : 25_000
}

/** Returns a seeded id, so that it is the same on each day. */
function commandOf(gate: string, of: string): string {
  return uuidv7(Date.UTC(2026, 0, 1), seededBytes(`command ${gate} ${of}`))
}

/** Returns the id of the pursuit's alarm, which the incident of the motorbike shares. */
export function demoAlarmId(now: number): string {
  const { key, at } = motorbike(midnightInVietnam(now))
  return storyIncidentId(key, at)
}

/** Returns the demo's alarms: three drills and the pursuit; `now` in Unix ms. */
export function demoAlarms(now: number): Told[] {
  const drillAt = (daysAgo: number) => midnightInVietnam(now) - daysAgo * 86_400_000 + 15 * 3_600_000
  const drill = (daysAgo: number, deeds: readonly Deed[]) =>
    told(uuidv7(drillAt(daysAgo), seededBytes(`drill ${daysAgo}`)), drillAt(daysAgo), deeds)
  return [
    ...drill(
      71,
      earlierDrill(71, { 'cong-1b': 24, 'cong-kinh-3': null, 'cong-ben-do': 560, 'cong-chua': null })
    ),
    ...drill(
      40,
      earlierDrill(40, { 'cong-1b': 23, 'cong-kinh-3': 36, 'cong-ben-do': 390, 'cong-chua': 480 })
    ),
    ...drill(9, exercise),
    ...told(demoAlarmId(now), motorbike(midnightInVietnam(now)).at - 90_000, pursuit)
  ]
}

function told(id: string, start: number, deeds: readonly Deed[]): Told[] {
  return deeds
    .toSorted((a, b) => a.after - b.after)
    .map(({ by, after, gate, type, body }) => ({
      by,
      book: gate ? 'gates' : 'duty',
      entry: {
        stream: gate ? `gate/${gate}` : `alarm/${id}`,
        type,
        body,
        at: start + after * 1_000
      } as NewFact
    }))
}

const bookNames = { duty: 'sổ trực', gates: 'sổ cổng' } as const
const labels: Record<string, string> = {
  [chief]: 'Máy chỉ huy xã',
  [duty]: 'Máy trực ban xã',
  [household]: 'Máy của Hai Muội',
  [hamlet]: 'Máy của Năm Rương',
  [agent]: 'Máy tại cổng (mẫu)'
}

/**
 * Writes the demo's alarms and the preparations for them, once; `writerFor` returns an account's writer with the key in
 * a file.
 * @returns the number of facts written
 */
export async function writeDemoAlarms(
  server: ServerScope,
  own: FactWriter,
  writerFor: (account: string, key: string) => FactWriter,
  now: number
): Promise<number> {
  let written = await own.write(unit, 'directory', (facts) =>
    facts.some(({ type }) => type === 'directory.gate-group-named') ? [] : plan
  )
  const all = demoAlarms(now)
  for (const book of ['duty', 'gates'] as const)
    for (const account of Object.keys(labels)) {
      const entries = all.filter((one) => one.by === account && one.book === book).map(({ entry }) => entry)
      if (entries.length === 0) continue
      const author: DemoAuthor = { account, label: `${labels[account]!}, ${bookNames[book]}`, unit, book }
      const key = `demo-${account}-${book}-key.json`
      written += await writeOnce(server, writerFor(account, key), author, () => entries)
    }
  return written
}
