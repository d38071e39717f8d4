import type { GroupStatus } from '#lib/domain/hui/facts/register.ts'
import type { Group } from '#lib/domain/hui/register/groups.ts'
import type { Person } from '#lib/domain/hui/people.ts'
import { finds } from '#lib/domain/search.ts'

/** The filter of the list of groups; '' is any status. */
export interface GroupFilter {
  query: string
  status: GroupStatus | ''
}

/** Returns the rows of a status whose host or Zalo group matches the query, as it is typed in a hurry: "ba hue". */
export function groupsFound<G extends Pick<Group, 'host' | 'zalo' | 'status'>>(
  groups: readonly G[],
  { query, status }: GroupFilter,
  people: ReadonlyMap<string, Person>
): G[] {
  return groups.filter((group) => {
    if (status !== '' && group.status !== status) return false
    const { name = '', knownAs = '', hamlet = '' } = people.get(group.host) ?? {}
    return finds(query, [name, knownAs, hamlet, group.zalo ?? ''])
  })
}
