import type { Envelope } from '#lib/domain/fact.ts'
import { rootAccount, type Book } from '#lib/domain/roles.ts'
import { InstantKey } from '../instant-signature.ts'
import { asDocument, signedFact } from '../signed-fact.ts'
import type { HostileMember } from './member.ts'

/** What is sent where. Nothing of it may come to stand but `mayStand`. */
export interface Attempt {
  database: string
  docs: readonly object[]
  mayStand?: readonly Envelope[]
}

/** An honest record, as the server has it, and where. */
export interface Target {
  fact: Envelope
  database: string
}

type Forge = (self: HostileMember, target: Target) => Attempt

const body = { what: 'closed', reason: 'Đóng cổng', who: 'Tư Khởi' }
/** A note in a gate's log, which every keeper of a gate may write. */
export const note = { book: 'gates', stream: 'gate/cong-1', type: 'gates.note-written', body }
/** What an agent alone may report. */
export const report = { kind: 'completed', source: 'app' }
const via = (self: HostileMember) => ({ via: self.account })
const doc = (fact: Envelope, more: object = {}) => ({ ...asDocument(fact), ...more })

/** Signed rightly, by this member's own device and in their own name: it stands where their role allows it. */
const stands = (self: HostileMember, facts: readonly Envelope[], more: object = {}): Attempt => ({
  database: self.database(facts[0]!.book as Book),
  docs: facts.map((fact) => doc(fact, more)),
  mayStand: facts
})
const never = (database: string, ...docs: object[]): Attempt => ({ database, docs })

/** Facts of the directory that others alone may write. */
const rights: readonly ((target: Envelope, self: HostileMember) => [type: string, body: object])[] = [
  ({ by }) => ['account-listed', { account: by, name: 'Kẻ xấu', roles: ['keeper'] }],
  (_, { account, key }) => [
    'device-approved',
    { account, device: key.id, roles: ['commander'], from: new Date(0).toISOString() }
  ],
  ({ device }) => ['device-revoked', { device, reason: 'Mất máy', stands: [] }],
  ({ by }) => ['account-suspended', { account: by, reason: 'Nghỉ', stands: [] }],
  ({ id, book, device, n }) => [
    'facts-erased',
    { order: id, book, erased: [{ id, device, n }], photos: [], parts: [] }
  ],
  ({ id, device }) => ['device-readmitted', { device, revocation: id }],
  ({ id }) => ['records-confirmed', { records: [id] }],
  () => ['unit-named', { name: 'Xã khác', kind: 'xã' }]
]

/** What a member tries who holds one key and knows the protocol. */
export const forgeries = {
  borrowedId: (self, { fact, database }) => never(database, doc(self.says(note), { _id: fact.id })),
  /** Signed with the id of another's record, for another book or unit. */
  signedId(self, { fact }) {
    const unit = fact.book === 'gates' ? self.world.otherUnit : self.world.unit
    return never(self.database('gates', unit), doc(self.says({ ...note, unit, id: fact.id })))
  },
  altered: (self, { fact, database }) =>
    never(database, doc(fact, { ...via(self), body: { ...fact.body, reason: 'khác' } })),
  later: (self, { fact, database }) =>
    never(database, doc(fact, { ...via(self), at: new Date(self.now + 1).toISOString() })),
  /** Another's device and number under a key of one's own. */
  seized: (self, { fact: { by, device, n }, database }) =>
    never(
      database,
      ...[{}, via(self)].map((more) => doc(self.says({ ...note, by, device, n: n + 1 }), more))
    ),
  /** One's own device in another's name. */
  renamed: (self, { fact: { by }, database }) =>
    never(database, ...[{}, via(self)].map((more) => doc(self.says({ ...note, by }), more))),
  /** A key that nobody approved, in another's name: it may introduce itself, and nothing more. */
  newKey(self, { fact: { by } }) {
    const key = new InstantKey(`${self.world.seed} ${self.now} ${by}`)
    const where = { unit: self.world.unit, book: 'directory', by, n: 1 }
    const told = { stream: `device/${key.id}`, type: 'directory.device-enrolled' }
    const enrolment = signedFact(
      key,
      { ...where, ...told, body: { key: key.publicKey, label: 'Máy' } },
      self.now
    )
    const roles = { account: self.account, device: self.key.id, roles: ['commander'], from: enrolment.at }
    const approval = { stream: `device/${self.key.id}`, type: 'directory.device-approved', body: roles }
    const grant = signedFact(key, { ...where, ...approval, n: 2 }, self.now)
    const docs = [enrolment, grant].map((fact) => doc(fact, via(self)))
    return { database: self.database('directory'), docs, mayStand: [enrolment] }
  },
  /** A key of one's own under the id of another's device. */
  borrowedKey(self, { fact: { by, device } }) {
    const told = { stream: `device/${device}`, type: 'directory.device-enrolled', device }
    const body = { key: self.key.publicKey, label: 'Máy' }
    const enrolments = [by, self.account].map((account) =>
      self.says({ ...told, book: 'directory', by: account, n: 1, body })
    )
    return never(self.database('directory'), ...enrolments.map((fact) => doc(fact)))
  },
  newNote(self, { fact: { by } }) {
    const key = new InstantKey(`${self.world.seed} ${self.now} ${by}`)
    const record = signedFact(key, { ...note, unit: self.world.unit, by, n: 1 }, self.now)
    return never(self.database('gates'), doc(record, via(self)))
  },
  ownRoot(self) {
    const key = new InstantKey(`${self.world.seed} ${self.now} root`)
    const where = { unit: self.world.unit, book: 'directory', by: rootAccount }
    const enrolled = { stream: `device/${key.id}`, type: 'directory.device-enrolled' }
    const told = { ...where, ...enrolled, n: 1, body: { key: key.publicKey, label: 'Khóa gốc' } }
    const enrolment = signedFact(key, told, self.now)
    const roles = { account: self.account, device: self.key.id, roles: ['commander'], from: enrolment.at }
    const approved = { stream: `device/${self.key.id}`, type: 'directory.device-approved', body: roles }
    const approval = signedFact(key, { ...where, ...approved, n: 2 }, self.now)
    const docs = [enrolment, approval].map((fact) => doc(fact, via(self)))
    return { database: self.database('directory'), docs, mayStand: [enrolment] }
  },
  rights(self, { fact }) {
    const facts = rights.map((right) => {
      const [type, told] = right(fact, self)
      const stream = `${/^(account|device|unit)/.exec(type)?.[0] ?? 'unit'}/${fact.device}`
      return self.says({ book: 'directory', stream, type: `directory.${type}`, body: told as never })
    })
    return never(self.database('directory'), ...facts.map((fact) => doc(fact)))
  },
  /** Another's number let rest. */
  letRest(self, { fact: { device, n } }) {
    const told = { n, code: 'not-allowed', reason: 'x' }
    const stream = `device/${device}`
    return never(
      self.database('gates'),
      doc(self.says({ book: 'gates', stream, type: 'device.set-aside', body: told }))
    )
  },
  otherBook: (self, { fact, database }) =>
    never(
      database,
      doc(self.says({ ...note, book: 'duty' })),
      doc(self.says({ book: 'gates', stream: 'alarm/a', type: 'duty.alarm-ended' })),
      ...(fact.book === 'gates' ? [] : [doc(self.says(note))])
    ),
  /** Just as the server sealed it, in another book; in another quarter of its own a server takes it. */
  displaced: (self, { fact }) =>
    never(self.database(fact.book === 'gates' ? 'incidents' : 'gates'), doc(fact)),
  otherUnit(self, { fact }) {
    const unit = self.world.otherUnit
    const there = { ...fact, unit }
    return never(
      self.database('gates', unit),
      doc(fact, via(self)),
      doc(there, via(self)),
      doc(self.says({ ...note, by: fact.by, device: fact.device, n: fact.n, unit }), via(self)),
      doc(self.says(note))
    )
  },
  unsaid: (self, { fact, database }) => never(database, doc(fact), doc(fact, { via: fact.by })),
  unmade: (self, { fact, database }) =>
    never(
      database,
      { _id: fact.id, _deleted: true },
      doc(fact, { ...via(self), _rev: '1-r', _deleted: true }),
      doc(fact, { ...via(self), _rev: '1-r', body: {} }),
      doc(self.says(note), { _attachments: {} })
    ),
  junk: (self, { database }) =>
    never(
      database,
      { _id: `x${self.now}` },
      { _id: `y${self.now}`, ...note, body: null },
      doc(self.says(note), { n: -1 }),
      doc(self.says(note), { sig: 'A'.repeat(86) }),
      doc(self.says({ ...note, body: { ...body, reason: 'x'.repeat(70_000) } })),
      doc(self.says({ ...note, n: 0 })),
      doc(self.says({ ...note, stream: 'gate/../../x' }))
    ),
  broken: (self, { database }) => never(database, { _id: '_design/antt' }, { _id: '' }),
  farDates(self) {
    const { chance } = self.world
    const ms = chance.one([Date.UTC(2001, 0, 1), Date.UTC(2099, 0, 1), self.now - 40 * 86_400_000])
    return stands(self, [self.says(note, ms), self.says({ ...note, at: new Date(ms).toISOString() })])
  },
  contradictions(self) {
    const drafts = [1, 2, 3].map(() => self.world.pen.draft(self))
    const { book } = drafts[0]!
    return stands(
      self,
      drafts.filter((draft) => draft.book === book).map((draft) => self.says(draft as never))
    )
  },
  fork: (self) => stands(self, [self.says({ ...note, n: 1 }), self.says({ ...note, n: 1 }, self.now - 1)]),
  falseSeal: (self, { fact: { took, seal } }) =>
    stands(
      self,
      [self.says(note)],
      self.world.chance.in(0.5) ? { took, seal } : { took: 1, seal: 'A'.repeat(43) }
    )
} satisfies Record<string, Forge>
