import canonicalize from 'canonicalize'
import type { Directory } from '#lib/domain/directory/directory.ts'
import type { PublicKey } from '#lib/domain/directory/facts.ts'
import { roles } from '#lib/domain/roles.ts'
import type { NewFact } from '../fact-writer.ts'
import type { ServerDevice } from '../server-device.ts'
import { changedCertificates, missingEnrolment } from './certificates.ts'
import type { DesiredState } from './desired-state.ts'

interface Provisioning {
  server: ServerDevice
  /** To which this server's phones seal what they cannot send. */
  sealingKey: PublicKey
  /** Unix ms. */
  now: number
  /** Tells whether the unit is an account's home, or the account has none any more. */
  isHome(account: string): boolean
}

/**
 * Returns the facts that a unit's directory lacks: the server's own device, the unit's name and history, accounts, gates
 * and duty phones, as far as they differ from the fold of its facts; and a certificate for each phone of the unit's own
 * accounts that have other roles now; see `crossCertify` for the others.
 */
export function missingFacts(
  known: Directory,
  unit: string,
  wanted: DesiredState,
  { server, sealingKey, now, isHome }: Provisioning
): NewFact[] {
  const natives = wanted.accounts.filter(({ account }) => isHome(account))
  return [
    ...missingEnrolment(known, server, 'Máy chủ'),
    ...sealingEntries(known, unit, sealingKey),
    ...unitEntries(known, unit, wanted),
    ...historyEntries(known, unit, wanted),
    ...accountEntries(known, unit, wanted),
    ...changedCertificates(known, unit, natives, now),
    ...gateEntries(known, unit, wanted),
    ...decisionEntries(known, unit, wanted),
    ...contactEntries(known, unit, wanted)
  ]
}

function sealingEntries({ sealingKey }: Directory, unit: string, key: PublicKey): NewFact[] {
  if (same(key, sealingKey)) return []
  return [{ stream: `unit/${unit}`, type: 'directory.sealing-key-set', body: { key } }]
}

function unitEntries(known: Directory, unit: string, { units }: DesiredState): NewFact[] {
  return units
    .filter(({ id }) => id === unit)
    .map(({ name, kind }) => ({ name, kind }))
    .filter((body) => !same(body, known.unit))
    .map((body) => ({ stream: `unit/${unit}`, type: 'directory.unit-named', body }))
}

function historyEntries(known: Directory, unit: string, { units }: DesiredState): NewFact[] {
  return units
    .filter(({ id }) => id === unit)
    .flatMap(({ history }) => (history && !same(history, known.history) ? [history] : []))
    .map((body) => ({ stream: `unit/${unit}`, type: 'directory.unit-history-named', body }))
}

function accountEntries(known: Directory, unit: string, { accounts }: DesiredState): NewFact[] {
  return accounts.flatMap(({ account, name, rolesByUnit, postByUnit, untilByUnit, ...wanted }) => {
    const here = rolesByUnit.get(unit)
    if (!here) return []
    const { knownAs, paperName, rank, hamlet } = wanted
    const optional = {
      knownAs,
      paperName,
      rank,
      hamlet,
      post: postByUnit?.get(unit),
      until: untilByUnit?.get(unit)
    }
    const body = {
      account,
      name,
      roles: roles.filter((role) => here.includes(role)),
      ...(Object.fromEntries(Object.entries(optional).filter(([, value]) => value)) as {
        [Name in keyof typeof optional]?: NonNullable<(typeof optional)[Name]>
      })
    }
    if (same(body, known.accounts.get(account))) return []
    return [{ stream: `account/${account}`, type: 'directory.account-listed', body } as const]
  })
}

function gateEntries(known: Directory, unit: string, { gates }: DesiredState): NewFact[] {
  return gates
    .filter((gate) => gate.unit === unit)
    .map(({ gate, name, kind, place, hamlet, keepers, agent = known.gates.get(gate)?.agent }) => ({
      gate,
      name,
      kind,
      ...(place ? { place } : {}),
      ...(hamlet ? { hamlet } : {}),
      ...(keepers?.length ? { keepers } : {}),
      ...(agent ? { agent } : {})
    }))
    .filter((body) => !same(body, known.gates.get(body.gate)))
    .map((body) => ({ stream: `gate/${body.gate}`, type: 'directory.gate-registered', body }))
}

/** Records first decisions only: an old list must bring back neither one that was replaced nor one that was withdrawn. */
function decisionEntries(
  { decisions, withdrawnDecisions }: Directory,
  unit: string,
  { gates }: DesiredState
) {
  return gates.flatMap(({ unit: own, gate, decision: body }): NewFact[] => {
    if (own !== unit || !body || decisions.has(gate) || withdrawnDecisions.has(gate)) return []
    return [{ stream: `gate/${gate}`, type: 'directory.gate-decision-recorded', body }]
  })
}

function contactEntries(known: Directory, unit: string, { contacts = [] }: DesiredState): NewFact[] {
  return contacts
    .filter((one) => one.unit === unit)
    .map(({ police, committee }) => ({ ...(police && { police }), ...(committee && { committee }) }))
    .filter((body) => !same(body, known.contacts))
    .map((body) => ({ stream: `unit/${unit}`, type: 'directory.contacts-set', body }))
}

/** Compares regardless of the order of fields. */
const same = (a: object, b: object | null | undefined) => canonicalize(a) === canonicalize(b ?? null)
