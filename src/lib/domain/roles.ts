/** Roles within a unit, `<unit>:<role>` in CouchDB. Being on duty is a fact of a shift, not a role. */
export const roles = [
  'commander',
  'officer',
  'private-reader',
  'keeper',
  'hamlet',
  'ubnd',
  'host',
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
  'notices',
  'movement',
  'reports',
  'private'
] as const
export type Book = (typeof books)[number]

/** Books so busy that each quarter has its own database. */
export const busyBooks = ['gates', 'duty'] as const
export type BusyBook = (typeof busyBooks)[number]
export const quarterlyBooks: readonly Book[] = busyBooks

/** Groups of roles, for the writers of a type of fact. Nobody signs in as `serverAlone`: the server writes as `_admin`. */
export const serverAlone: readonly Role[] = []
export const everyone: readonly Role[] = roles
export const everyPerson: readonly Role[] = roles.filter((role) => role !== 'agent')
export const agents: readonly Role[] = ['agent']
export const commander: readonly Role[] = ['commander']
export const police: readonly Role[] = ['commander', 'officer']
export const gateKeepers: readonly Role[] = ['commander', 'officer', 'keeper', 'hamlet']
/** Police, and hosts (chủ hụi), who write of their own lines alone: see `exceedsOwn`. */
export const policeAndHost: readonly Role[] = ['commander', 'officer', 'host']
/** The commander, and officers whom the unit names for it beside their own role. */
export const privateReaders: readonly Role[] = ['commander', 'private-reader']
/** Police and local government keep the movement's models, and both take in notices of hụi lines. */
export const policeAndUbnd: readonly Role[] = ['commander', 'officer', 'ubnd']

/** The roles that may read each book: the members of its databases. */
export const readers: Record<Book, readonly Role[]> = {
  directory: everyone,
  duty: ['commander', 'officer', 'keeper', 'hamlet', 'agent', 'auditor'],
  gates: ['commander', 'officer', 'keeper', 'hamlet', 'ubnd', 'agent', 'auditor'],
  incidents: ['commander', 'officer', 'auditor'],
  hui: ['commander', 'officer', 'auditor'],
  notices: ['commander', 'officer', 'ubnd', 'auditor'],
  movement: ['commander', 'officer', 'hamlet', 'ubnd', 'auditor'],
  reports: ['commander', 'ubnd', 'province-hui', 'province-incidents', 'province-movement', 'auditor'],
  private: privateReaders
}

/** The photo databases of a unit: `evidence` for photos of incidents, `pictures` for those taken at gates by people and cameras. */
export const photoPlaces = ['evidence', 'pictures'] as const
export type PhotoPlace = (typeof photoPlaces)[number]

/** The roles that may read each photo database, and those that may add to it. */
export const photoRights: Record<PhotoPlace, { readers: readonly Role[]; writers: readonly Role[] }> = {
  evidence: { readers: readers.incidents, writers: police },
  pictures: { readers: readers.duty, writers: [...gateKeepers, 'agent'] }
}

/** Returns the roles of one unit among CouchDB's `<unit>:<role>` names, without unknown ones. */
export function rolesIn(unit: string, granted: readonly string[]): Role[] {
  return roles.filter((role) => granted.includes(`${unit}:${role}`))
}

/** Returns the units in which an account holds any role. */
export function unitsOf(granted: readonly string[]): string[] {
  const units = granted.filter((name) => roles.some((role) => name.endsWith(`:${role}`)))
  return [...new Set(units.map((name) => name.slice(0, name.lastIndexOf(':'))))]
}

/**
 * Returns the unit that an account belongs to, the first of those where it holds a role; null when it holds none. Its
 * phones are enrolled and approved there.
 */
export function homeUnit(granted: readonly string[]): string | null {
  return unitsOf([...granted].sort())[0] ?? null
}

/** Tells whether these roles may read the book. */
export function mayRead(held: readonly Role[], book: Book): boolean {
  return held.some((role) => readers[book].includes(role))
}

/**
 * Tells whether what these roles record in a book stays on their phone: a host's own lines. She reads no hụi book, and hands in
 * what she chooses.
 */
export function keepsOwn(held: readonly Role[], book: Book): boolean {
  return book === 'hui' && held.includes('host') && !mayRead(held, book)
}

/** Tells whether these roles may read that photo database. */
export function maySee(held: readonly Role[], place: PhotoPlace): boolean {
  return held.some((role) => photoRights[place].readers.includes(role))
}

/** The account under which a server records. */
export const serverAccount = 'may-chu'

/** The account of a unit's root key; nobody signs in as it. */
export const rootAccount = 'goc'
