import type { FactOf } from '#lib/domain/facts.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import { seededBytes } from '../seeded.ts'

type Listing = FactOf<'movement.model-listed'>['body']
type Count = FactOf<'movement.group-counted'>['body']

export interface DemoModel {
  id: string
  listing: Listing
  counts: Count[]
}

/** Returns a seeded id, the same in every run and on every day. */
export const idFor = (words: string) => uuidv7(Date.parse('2025-03-29'), seededBytes(words))

/** Builds a model with the counts of its groups: day, kind, name, groups, members. */
function model(
  listing: Listing,
  counts: [string, Count['kind'], string, number, Count['members']][]
): DemoModel {
  return {
    id: idFor(listing.name),
    listing,
    counts: counts.map(([asOf, kind, name, groups, members]) => ({
      group: idFor(`${listing.name}: ${name}`),
      kind,
      name,
      groups,
      members,
      asOf
    }))
  }
}
const exactly = (value: number) => ({ value, precision: 'exact' }) as const

/** Models of the commune; anything unpublished is invented and labelled "minh họa". */
export const phongHiepModels: readonly DemoModel[] = [
  model(
    {
      name: 'Cổng ANTT thông minh',
      field: 'security',
      since: '2022-11',
      place: 'Ấp 1B, xã Phong Thạnh Tây A'
    },
    [
      ['2025-03-29', 'board', 'Ban Chỉ đạo (minh họa)', 1, exactly(9)],
      ['2025-03-29', 'group', 'Tổ quản lý, vận hành (minh họa)', 1, exactly(5)],
      ['2025-12-15', 'group', 'Tổ quản lý, vận hành (minh họa)', 2, exactly(11)]
    ]
  ),
  model({ name: 'Camera an ninh (minh họa)', field: 'security', since: '2025-09-01' }, [
    ['2025-09-01', 'group', 'Tổ quản lý camera (minh họa)', 3, exactly(21)]
  ])
]

export const langTronModels: readonly DemoModel[] = [
  model(
    {
      name: 'Tổ tự quản lý hụi bằng Zalo',
      field: 'hui',
      since: '2022-04-21',
      place: 'Phường Láng Tròn'
    },
    [['2025-03-29', 'group', 'Tổ hụi của các chủ hụi', 65, { value: 1000, precision: 'about' }]]
  )
]
