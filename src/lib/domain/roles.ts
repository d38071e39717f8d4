/** CouchDB roles are `<unit>:<role>`; being on duty is a shift's fact, not a role. */
export const roles = [
  'commander',
  'officer',
  'keeper',
  'hamlet',
  'ubnd',
  'province-hui',
  'province-incidents',
  'province-movement',
  'auditor',
  'agent'
] as const
export type Role = (typeof roles)[number]

export const books = [
  'directory',
  'duty',
  'gates',
  'incidents',
  'hui',
  'movement',
  'reports',
  'private'
] as const
export type Book = (typeof books)[number]

/** Books so busy that each quarter has a database of its own. */
export const busyBooks = ['gates', 'duty'] as const
export type BusyBook = (typeof busyBooks)[number]
export const quarterlyBooks: readonly Book[] = busyBooks

const everyone: readonly Role[] = roles
const people: readonly Role[] = roles.filter((role) => role !== 'agent')

const police: readonly Role[] = ['commander', 'officer']
const gateKeepers: readonly Role[] = ['commander', 'officer', 'keeper', 'hamlet']
/** Police and local government sit in each hụi group, and keep the movement's models. */
const policeAndUbnd: readonly Role[] = ['commander', 'officer', 'ubnd']

/** Who may read each book: the members of its databases. */
export const readers: Record<Book, readonly Role[]> = {
  directory: everyone,
  duty: ['commander', 'officer', 'keeper', 'hamlet', 'agent', 'auditor'],
  gates: ['commander', 'officer', 'keeper', 'hamlet', 'ubnd', 'agent', 'auditor'],
  incidents: ['commander', 'officer', 'province-incidents', 'auditor'],
  hui: ['commander', 'officer', 'ubnd', 'province-hui', 'auditor'],
  movement: ['commander', 'officer', 'hamlet', 'ubnd', 'province-movement', 'auditor'],
  reports: ['commander', 'ubnd', 'province-hui', 'province-incidents', 'province-movement', 'auditor'],
  private: ['commander']
}

/** Where photos lie: `evidence` those of incidents; `pictures` those at gates, by people and by cameras. */
export const photoPlaces = ['evidence', 'pictures'] as const
export type PhotoPlace = (typeof photoPlaces)[number]

/** Who may read each place of photos, and who may add to it. */
export const photoRights: Record<PhotoPlace, { readers: readonly Role[]; writers: readonly Role[] }> = {
  evidence: { readers: readers.incidents, writers: police },
  pictures: { readers: readers.duty, writers: [...gateKeepers, 'agent'] }
}

interface Permission {
  /** `any`: may stand in each book that its author reads. */
  book: Book | 'any'
  /** The kind of its stream, the part before the slash. */
  stream: string
  writers: readonly Role[]
}

/** The table role × book × type. Empty writers: only the server itself writes it. */
export const permissions = {
  'directory.unit-named': { book: 'directory', stream: 'unit', writers: [] },
  'directory.unit-history-named': { book: 'directory', stream: 'unit', writers: [] },
  'directory.account-listed': { book: 'directory', stream: 'account', writers: [] },
  'directory.gate-registered': { book: 'directory', stream: 'gate', writers: ['commander'] },
  'directory.gate-retired': { book: 'directory', stream: 'gate', writers: ['commander'] },
  'directory.acceptance-recorded': { book: 'directory', stream: 'gate', writers: police },
  'directory.contacts-set': { book: 'directory', stream: 'unit', writers: ['commander'] },
  'directory.gate-group-named': { book: 'directory', stream: 'group', writers: ['commander'] },
  'directory.gate-contact-set': { book: 'directory', stream: 'gate', writers: ['commander'] },
  'directory.neighbours-set': { book: 'directory', stream: 'unit', writers: ['commander'] },
  'directory.local-address-set': { book: 'directory', stream: 'gate', writers: ['commander'] },
  'directory.hui-words-chosen': { book: 'directory', stream: 'unit', writers: ['commander'] },
  'directory.device-enrolled': { book: 'directory', stream: 'device', writers: everyone },
  'directory.device-approved': { book: 'directory', stream: 'device', writers: ['commander'] },
  'directory.alarm-keys-allowed': { book: 'directory', stream: 'unit', writers: ['commander'] },
  'directory.alarm-key-set': { book: 'directory', stream: 'device', writers: gateKeepers },
  'duty.alarm-started': { book: 'duty', stream: 'alarm', writers: gateKeepers },
  'duty.gate-answered': { book: 'duty', stream: 'alarm', writers: gateKeepers },
  'duty.position-held': { book: 'duty', stream: 'alarm', writers: gateKeepers },
  'duty.position-left': { book: 'duty', stream: 'alarm', writers: gateKeepers },
  'duty.description-given': { book: 'duty', stream: 'alarm', writers: gateKeepers },
  'duty.neighbour-called': { book: 'duty', stream: 'alarm', writers: gateKeepers },
  'duty.gate-reopened': { book: 'duty', stream: 'alarm', writers: gateKeepers },
  'duty.alarm-ended': { book: 'duty', stream: 'alarm', writers: police },
  'directory.device-revoked': { book: 'directory', stream: 'device', writers: ['commander'] },
  'directory.device-readmitted': { book: 'directory', stream: 'device', writers: ['commander'] },
  'directory.account-suspended': { book: 'directory', stream: 'account', writers: ['commander'] },
  'directory.account-restored': { book: 'directory', stream: 'account', writers: ['commander'] },
  'directory.erasure-ordered': { book: 'directory', stream: 'unit', writers: ['commander'] },
  'directory.erasure-declined': { book: 'directory', stream: 'unit', writers: [] },
  'directory.facts-erased': { book: 'directory', stream: 'unit', writers: [] },
  'directory.quarter-removed': { book: 'directory', stream: 'unit', writers: [] },
  'gates.note-written': { book: 'gates', stream: 'gate', writers: gateKeepers },
  'gates.hand-claimed': { book: 'gates', stream: 'gate', writers: gateKeepers },
  'gates.command-attempted': { book: 'gates', stream: 'gate', writers: gateKeepers },
  'gates.event-reported': { book: 'gates', stream: 'gate', writers: ['agent'] },
  'gates.emergency-reviewed': { book: 'gates', stream: 'gate', writers: ['commander'] },
  'duty.stranger-seen': { book: 'duty', stream: 'stranger', writers: gateKeepers },
  'duty.plate-read': { book: 'duty', stream: 'stranger', writers: gateKeepers },
  'duty.stranger-linked': { book: 'duty', stream: 'stranger', writers: police },
  'duty.strangers-removed': { book: 'duty', stream: 'unit', writers: [] },
  'incidents.incident-reported': { book: 'incidents', stream: 'incident', writers: police },
  'incidents.note-added': { book: 'incidents', stream: 'incident', writers: police },
  'incidents.stage-changed': { book: 'incidents', stream: 'incident', writers: police },
  'incidents.incident-closed': { book: 'incidents', stream: 'incident', writers: ['commander'] },
  'incidents.incident-reopened': { book: 'incidents', stream: 'incident', writers: ['commander'] },
  'incidents.photo-added': { book: 'incidents', stream: 'incident', writers: police },
  'incidents.tip-received': { book: 'incidents', stream: 'incident', writers: police },
  'incidents.tip-forwarded': { book: 'incidents', stream: 'incident', writers: police },
  'incidents.informer-answered': { book: 'incidents', stream: 'incident', writers: police },
  'hui.person-described': { book: 'hui', stream: 'person', writers: policeAndUbnd },
  'hui.line-opened': { book: 'hui', stream: 'line', writers: policeAndUbnd },
  'hui.round-recorded': { book: 'hui', stream: 'line', writers: policeAndUbnd },
  'hui.contribution-paid': { book: 'hui', stream: 'line', writers: policeAndUbnd },
  'hui.contribution-advanced': { book: 'hui', stream: 'line', writers: policeAndUbnd },
  'hui.payout-handed': { book: 'hui', stream: 'line', writers: policeAndUbnd },
  'hui.line-stopped': { book: 'hui', stream: 'line', writers: policeAndUbnd },
  'hui.entry-reversed': { book: 'hui', stream: 'line', writers: policeAndUbnd },
  'hui.collapse-opened': { book: 'hui', stream: 'collapse', writers: police },
  'hui.claim-registered': { book: 'hui', stream: 'collapse', writers: policeAndUbnd },
  'hui.claim-reversed': { book: 'hui', stream: 'collapse', writers: policeAndUbnd },
  'movement.model-listed': { book: 'movement', stream: 'model', writers: policeAndUbnd },
  'movement.group-counted': { book: 'movement', stream: 'model', writers: policeAndUbnd },
  'movement.figures-published': { book: 'movement', stream: 'figures', writers: police },
  'device.set-aside': { book: 'any', stream: 'device', writers: people }
} as const satisfies Record<string, Permission>

/** The roles of one unit among CouchDB's `<unit>:<role>` names; unknown ones are left out. */
export function rolesIn(unit: string, granted: readonly string[]): Role[] {
  return roles.filter((role) => granted.includes(`${unit}:${role}`))
}

/** The units in which an account holds any role. */
export function unitsOf(granted: readonly string[]): string[] {
  const units = granted.filter((name) => roles.some((role) => name.endsWith(`:${role}`)))
  return [...new Set(units.map((name) => name.slice(0, name.lastIndexOf(':'))))]
}

/** May somebody with these roles read the book? */
export function mayRead(held: readonly Role[], book: Book): boolean {
  return held.some((role) => readers[book].includes(role))
}

/** May somebody with these roles see the photos of that place? */
export function maySee(held: readonly Role[], place: PhotoPlace): boolean {
  return held.some((role) => photoRights[place].readers.includes(role))
}

/** The account in whose name a server records. */
export const serverAccount = 'may-chu'
