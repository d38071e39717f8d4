import { groupStatuses, type GroupStatus } from '../facts/register.ts'
import type { Group } from './groups.ts'

/** The numbers of the register, on the day of its rows. */
export interface RegisterCounts {
  /** Hosts, each once, of groups that have not stopped. */
  hosts: number
  byStatus: Record<GroupStatus, number>
  /** As the hosts say it, of groups that have not stopped: a person in two groups counts twice. */
  members: number
  /** Tips received so far, each once. */
  tips: number
}

/** Counts groups as of their day. */
export function registerCounts(groups: readonly Group[]): RegisterCounts {
  const running = groups.filter(({ status }) => status !== 'stopped')
  const byStatus = Object.fromEntries(
    groupStatuses.map((status) => [status, 0])
  ) as RegisterCounts['byStatus']
  for (const { status } of groups) byStatus[status] += 1
  return {
    hosts: new Set(running.map(({ host }) => host)).size,
    byStatus,
    members: running.reduce((sum, { members }) => sum + members, 0),
    tips: new Set(groups.flatMap(({ tips }) => tips.map(({ incident }) => incident))).size
  }
}
