import {
  isShaped,
  type GroupReport,
  type GroupStatus,
  type Official
} from '#lib/app/hui/group-register.svelte.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import type { GroupText } from '#lib/i18n/hui/groups-vi.ts'
import type { Tone } from '#lib/ui/styles/tone.ts'

/** The colour of each status: green where a group talks, blue on the way there. */
export const statusTones: Record<GroupStatus, Tone> = {
  surveyed: 'plain',
  committed: 'blue',
  active: 'green',
  stopped: 'amber'
}

/** Returns an official's name. @param nameOf an account's name */
export const officialName = (official: Official, nameOf: (account: string) => string): string =>
  'account' in official ? nameOf(official.account) : official.name

/** Returns the code of the line that a report names; '' for none. */
export function reportLine(
  { line }: Pick<GroupReport, 'line'>,
  lines: readonly { id: string; terms: { code: string } }[]
): string {
  if (!line) return ''
  return 'code' in line ? line.code : (lines.find(({ id }) => id === line.id)?.terms.code ?? '')
}

/** Formats an ISO day as `29/03/2025`. */
const shown = (day: string) => day.split('-').reverse().join('/')

/** Returns what an entry of a group's log says. @param nameOf an account's name */
export function groupEntryText(
  fact: StoredFact,
  nameOf: (account: string) => string,
  { log, statuses, roles, assets, ...t }: GroupText
): { title: string; text: string } {
  const known = isShaped(fact) ? fact : null
  switch (known?.type) {
    case 'hui.group-registered': {
      const { zalo, members, since } = known.body
      return {
        title: log.registered,
        text: [zalo ?? t.noZalo, t.members(members), t.since(shown(since))].join(' · ')
      }
    }
    case 'hui.official-seated':
    case 'hui.official-left': {
      const { official, role, on } = known.body
      const title = known.type === 'hui.official-left' ? log.left : log.seated
      return { title, text: [officialName(official, nameOf), roles[role], shown(on)].join(' · ') }
    }
    case 'hui.commitment-signed': {
      const { on, reference } = known.body
      return { title: log.commitment, text: [shown(on), reference].filter(Boolean).join(' · ') }
    }
    case 'hui.group-reported':
      return { title: log.report, text: `${shown(known.body.on)} · ${known.body.gist}` }
    case 'hui.group-status-set': {
      const { on, status, reason } = known.body
      return { title: log.status, text: [statuses[status], shown(on), reason].filter(Boolean).join(' · ') }
    }
    case 'hui.asset-line-noted':
      return { title: assets[known.body.what], text: known.body.text }
    case 'hui.host-reminded':
      return { title: log.reminded, text: known.body.text }
    case 'hui.tip-linked':
      return { title: log.tip, text: shown(known.body.on) }
    case 'hui.group-entry-reversed':
      return { title: log.reversal, text: known.body.reason }
    default:
      return { title: log.newer, text: '' }
  }
}
