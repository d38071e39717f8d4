import { daysLater } from '#lib/domain/hui/calendar.ts'
import type { Line } from '#lib/domain/hui/state.ts'
import type { IdentityMark, Signs } from '#lib/domain/hui/warning/signs.ts'
import { honest } from './honest-parameters.ts'
import type { Random } from './random.ts'

interface Known {
  host: string
  household: readonly string[]
  people: readonly string[]
  lines: readonly Line[]
}

const families = ['Trần', 'Nguyễn', 'Lê', 'Phạm', 'Danh', 'Lý', 'Thạch', 'Huỳnh']
const middles = ['Văn', 'Thị', 'Hoàng', 'Thanh']
const givens = [
  'Hai',
  'Ba',
  'Bảy',
  'Út',
  'Hải',
  'Lan',
  'Lành',
  'Mười',
  'Tám',
  'Hoa',
  'Hoài',
  'Phượng',
  'Sang'
]

/** Makes what is known of the people of an honest book: where identities were asked, most are seen and few share anything. */
export function honestSigns(random: Random, { host, household, people, lines }: Known): Signs {
  const notices = new Map(
    lines
      .filter(() => random.chance(honest.filesNotice))
      .map(({ id, terms }) => [id, daysLater(terms.startsOn, 10)])
  )
  const stated = random.chance(honest.statedWrongly)
  const reported = random.chance(honest.inducementRumour)
  const always: Signs = {
    notices,
    household: new Map([[host, household]]),
    statements: stated ? [{ id: 'lời-kể-1', host, says: 'not-in-book' }] : [],
    inducements: reported ? [{ id: 'tin-1', host, proven: false }] : []
  }
  if (!random.chance(honest.identities)) return always
  const verified = new Set(people.filter(() => !random.chance(honest.unverified)))
  const marks: IdentityMark[] = []
  const addresses = new Map<string, { name: string; house: string }>()
  people.forEach((person, i) => {
    const other = random.of(people)
    const phone = random.chance(honest.phoneCouples) ? `phone of ${other}` : `phone of ${person}`
    const account = random.chance(honest.accountCouples) ? `account of ${other}` : `account of ${person}`
    marks.push({ person, kind: 'phone', mark: phone }, { person, kind: 'account', mark: account })
    marks.push({ person, kind: 'id', mark: `id of ${person}` })
    const isAtHome = i > 0 && random.chance(honest.sameHouse)
    const before = isAtHome ? addresses.get(people[i - 1]!)! : null
    // People of one house mostly have one family name.
    const family = before ? before.name.split(' ')[0]! : random.of(families)
    const name = `${family} ${random.of(middles)} ${random.of(givens)}`
    addresses.set(person, { name, house: before?.house ?? `Nhà số ${i}, ấp 3` })
  })
  return { ...always, verified, marks, addresses }
}
