import { uuidv7 } from '#lib/domain/uuid.ts'
import type { NewFact } from '../../fact-writer.ts'
import { seededBytes, seededNumber } from '../seeded.ts'
import { inventedNames, type Name } from './names.ts'

export interface DemoPerson extends Name {
  id: string
}

const namedHosts: Name[] = [
  { name: 'Tăng Mỹ Huệ', knownAs: 'Ba Huệ' },
  { name: 'Sơn Thị Sa Rinh' },
  { name: 'Võ Thị Kiều', knownAs: 'Út Kiều' }
]
const namedMembers: Name[] = [
  { name: 'Danh Thị Thu Hà' },
  { name: 'Kim Sà Rêl', khmer: 'គឹម សារ៉េល' },
  { name: 'Lý Thị Sà Mol', khmer: 'លី សាម៉ុល' },
  { name: 'Quách Mỹ Lệ' },
  { name: 'Mã Bửu Hên' },
  { name: 'Huỳnh Văn Đực' }
]
const named = [...namedHosts, ...namedMembers]
const otherHosts = inventedNames('chủ hụi', 62, named)
const otherMembers = inventedNames('hụi viên', 54, [...named, ...otherHosts])

/** Returns the 65 hosts of the ward and the members of the demo's lines, all invented, as listed on `at` (Unix ms). */
export function demoPeople(at: number): { hosts: DemoPerson[]; members: DemoPerson[] } {
  const person = (name: Name): DemoPerson => ({ ...name, id: uuidv7(at, seededBytes(`person ${name.name}`)) })
  return {
    hosts: [...namedHosts, ...otherHosts].map(person),
    members: [...namedMembers, ...otherMembers].map(person)
  }
}

/** Returns the hamlet of a person of the demo. */
export const hamletOf = ({ name }: Name) => `Khóm ${1 + seededNumber(`khóm ${name}`, 9)} (minh họa)`

/** Returns the entry that describes a person. */
export function described({ id, ...name }: DemoPerson, at: number): NewFact {
  const consent = name.khmer && { khmerConsent: { version: '2026-11', agreed: true as const } }
  const body = { ...name, ...consent, hamlet: hamletOf(name) }
  return { stream: `person/${id}`, type: 'hui.person-described', body, at }
}
