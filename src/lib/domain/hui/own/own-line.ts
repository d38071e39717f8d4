import type { Device } from '../../directory/directory.ts'
import type { Envelope } from '../../fact.ts'
import { isOwnId } from './own-record.ts'

type Told = Pick<Envelope, 'stream' | 'type' | 'unit' | 'by'>

const subjectOf = ({ stream }: Pick<Envelope, 'stream'>) => stream.slice(stream.indexOf('/') + 1)

/**
 * Returns the account of the host whose own line a stream is, by an agreement of hers under an id that she alone can make; null
 * for a line of the commune's. Whoever else writes in her line changes nothing of what she says.
 * @param facts of one line; the order does not matter
 */
export function lineKeeper(facts: readonly Told[]): string | null {
  return facts.find((fact) => fact.type === 'hui.line-agreed' && isOwnId(subjectOf(fact), fact))?.by ?? null
}

/** The hosts of a directory, and whose the last streams were that somebody asked about; null: none of theirs. */
interface Hosts {
  accounts: readonly string[]
  keepers: Map<string, string | null>
}

const hostsBy = new WeakMap<readonly Device[], Hosts>()
/** How many streams are remembered of a directory: a push names few. */
const maxRemembered = 1_000

/**
 * Tells whether a fact is one of somebody else in the line of a host of this unit, or describes a person whom she knows: it
 * would count nowhere. Remarks about such a person are the commune's own.
 * @param known the directory of the fact's unit; who was ever certified as a host is one
 */
export function isInAnothersOwn(fact: Envelope, { devices }: { devices: readonly Device[] }): boolean {
  if (fact.book !== 'hui') return false
  const isHers = fact.stream.startsWith('line/') || fact.type === 'hui.person-described'
  const keeper = isHers ? keeperOf(fact, devices) : null
  return keeper !== null && keeper !== fact.by
}

function keeperOf(fact: Envelope, devices: readonly Device[]): string | null {
  const hosts = hostsBy.get(devices) ?? { accounts: hostsAmong(devices), keepers: new Map() }
  hostsBy.set(devices, hosts)
  const { accounts, keepers } = hosts
  const subject = subjectOf(fact)
  const place = `${fact.unit} ${subject}`
  const known = keepers.get(place)
  if (known !== undefined) return known
  const keeper = accounts.find((by) => isOwnId(subject, { unit: fact.unit, by })) ?? null
  if (keepers.size >= maxRemembered) keepers.clear()
  keepers.set(place, keeper)
  return keeper
}

function hostsAmong(devices: readonly Device[]): string[] {
  const hosts = devices.filter(({ certificates }) => certificates.some(({ roles }) => roles.includes('host')))
  return [...new Set(hosts.map(({ account }) => account))]
}
