import * as v from 'valibot'
import { fact } from '../fact.ts'
import { acceptanceSteps, answers, maxStepNote, observations } from '../gates/acceptance/steps.ts'
import { commander, everyone, gateKeepers, police, roles, serverAlone } from '../roles.ts'
import { count, day, deviceId, id, isoTime, localUrl, phone, slug, freeText } from '../shapes.ts'

const coordinate = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/))

/** A public P-256 key as JWK (RFC 7517), its members only. */
export const publicKey = v.strictObject({
  kty: v.literal('EC'),
  crv: v.literal('P-256'),
  x: coordinate,
  y: coordinate
})
export type PublicKey = v.InferOutput<typeof publicKey>

/** Longest reason for shutting somebody out or taking a gate out of use, in UTF-16 units. */
export const maxReason = 500

/** The unit's own name and kind ("xã", "phường"), so that a phone needs no list of all communes. */
export const UnitNamed = fact(
  'directory.unit-named',
  { stream: 'unit', writers: serverAlone },
  v.strictObject({ name: freeText(80), kind: freeText(20) })
)

/**
 * What the unit's land was called before, under which district and province; all with their kinds, "huyện Phước Long".
 * `part`: only part of that old unit came here.
 */
export const UnitHistoryNamed = fact(
  'directory.unit-history-named',
  { stream: 'unit', writers: serverAlone },
  v.strictObject({
    province: freeText(80),
    since: v.optional(day),
    predecessors: v.array(
      v.strictObject({
        id: slug,
        kind: freeText(20),
        name: freeText(80),
        district: v.optional(freeText(80)),
        province: freeText(80),
        until: v.optional(day),
        part: v.boolean()
      })
    )
  })
)

/** Who stands behind an opaque account, and in which roles. */
export const AccountListed = fact(
  'directory.account-listed',
  { stream: 'account', writers: serverAlone },
  v.strictObject({
    account: slug,
    name: freeText(80),
    knownAs: v.optional(freeText(80)),
    roles: v.array(v.picklist(roles))
  })
)

/** A gate that the unit keeps: `motor` obeys commands, `hand` is closed by its keeper. */
export const GateRegistered = fact(
  'directory.gate-registered',
  { stream: 'gate', writers: commander },
  v.strictObject({
    gate: slug,
    name: freeText(80),
    kind: v.picklist(['motor', 'hand']),
    place: v.optional(freeText(120)),
    keeper: v.optional(slug)
  })
)

/** A gate is used no more; its log stays. A registration after that takes it into use again. */
export const GateRetired = fact(
  'directory.gate-retired',
  { stream: 'gate', writers: commander },
  v.strictObject({ gate: slug, reason: freeText(maxReason) })
)

const milliseconds = v.pipe(count, v.maxValue(3_600_000))

/**
 * A test of a gate, step by step: what the tester's phone saw by itself (`observed`), and what the tester says.
 * A step that is left out was not done. `closeMs`, `openMs`: the whole way; `travelSeconds`: what the agent should be told.
 */
export const AcceptanceRecorded = fact(
  'directory.acceptance-recorded',
  { stream: 'gate', writers: police },
  v.strictObject({
    startedAt: isoTime,
    steps: v.pipe(
      v.array(
        v.strictObject({
          step: v.picklist(acceptanceSteps),
          observed: v.picklist(observations),
          answer: v.picklist(answers),
          closeMs: v.optional(milliseconds),
          openMs: v.optional(milliseconds),
          note: v.optional(freeText(maxStepNote))
        })
      ),
      v.minLength(1),
      v.check((steps) => new Set(steps.map(({ step }) => step)).size === steps.length)
    ),
    travelSeconds: v.optional(v.pipe(count, v.maxValue(600)))
  })
)

/** A phone introduces its signing key; the envelope's `device` is the key's thumbprint. */
export const DeviceEnrolled = fact(
  'directory.device-enrolled',
  { stream: 'device', writers: everyone },
  v.strictObject({ key: publicKey, label: freeText(80) })
)

/** The commander (or provisioning, for the demo) accepts a phone. */
export const DeviceApproved = fact(
  'directory.device-approved',
  { stream: 'device', writers: commander },
  v.strictObject({ device: deviceId })
)

/** A phone is shut out from now on; what it recorded before stays. */
export const DeviceRevoked = fact(
  'directory.device-revoked',
  { stream: 'device', writers: commander },
  v.strictObject({ device: deviceId, reason: freeText(maxReason) })
)

/** A phone that was shut out is let in anew: it names the one revocation that it ends. */
export const DeviceReadmitted = fact(
  'directory.device-readmitted',
  { stream: 'device', writers: commander },
  v.strictObject({ device: deviceId, revocation: id })
)

/** May phones of this unit close gates in an alarm while they are locked? Not before a commander allows it. */
export const AlarmKeysAllowed = fact(
  'directory.alarm-keys-allowed',
  { stream: 'unit', writers: commander },
  v.strictObject({ allowed: v.boolean() })
)

/**
 * The key with which this phone closes gates in an alarm while it is locked, set by its owner; without one it has none.
 * `id`: RFC 7638 thumbprint of that key.
 */
export const AlarmKeySet = fact(
  'directory.alarm-key-set',
  { stream: 'device', writers: gateKeepers },
  v.strictObject({ alarmKey: v.optional(v.strictObject({ id: deviceId, key: publicKey })) })
)

/** All phones of an account are shut out, those to come too. */
export const AccountSuspended = fact(
  'directory.account-suspended',
  { stream: 'account', writers: commander },
  v.strictObject({ account: slug, reason: freeText(maxReason) })
)

/** An account that was shut out counts again: it names the one suspension that it ends. */
export const AccountRestored = fact(
  'directory.account-restored',
  { stream: 'account', writers: commander },
  v.strictObject({ account: slug, suspension: id })
)

/**
 * Where phones on the gate's own network reach its agent, if they can; the latest counts, without `url` there is none.
 * `ws://` is for trials on one machine: elsewhere a browser lets nobody out of a page of https.
 */
export const LocalAddressSet = fact(
  'directory.local-address-set',
  { stream: 'gate', writers: commander },
  v.strictObject({ gate: slug, url: v.optional(localUrl) })
)

/** Whom the unit's people call: the police's duty phone, the People's Committee's; the latest counts whole. */
export const ContactsSet = fact(
  'directory.contacts-set',
  { stream: 'unit', writers: commander },
  v.strictObject({ police: v.optional(phone), committee: v.optional(phone) })
)

/** Hụi terms for which a unit may have words of its own region. */
export const huiTerms = ['part', 'take', 'bid', 'open', 'pay', 'hand', 'commission', 'host'] as const
export type HuiTerm = (typeof huiTerms)[number]

/** The unit's own words for hụi terms, inside a sentence; the latest choice counts whole, what it leaves out is as usual. */
export const HuiWordsChosen = fact(
  'directory.hui-words-chosen',
  { stream: 'unit', writers: commander },
  v.strictObject({ words: v.strictObject(v.entriesFromList(huiTerms, v.optional(freeText(40)))) })
)

/** Most gates of a group, and most neighbours that are called. */
export const maxGroupGates = 64
export const maxNeighbours = 8

/** Gates that an alarm closes together, under the name people have for them; without gates the group is no more. */
export const GateGroupNamed = fact(
  'directory.gate-group-named',
  { stream: 'group', writers: commander },
  v.strictObject({
    group: slug,
    name: freeText(80),
    gates: v.pipe(v.array(slug), v.maxLength(maxGroupGates))
  })
)

/** The household that keeps a gate's key, and its number; the latest counts whole. */
export const GateContactSet = fact(
  'directory.gate-contact-set',
  { stream: 'gate', writers: commander },
  v.strictObject({ gate: slug, household: v.optional(freeText(80)), phone: v.optional(phone) })
)

/** The units next door with their duty phones, whom an alarm asks for help; the latest list counts whole. */
export const NeighboursSet = fact(
  'directory.neighbours-set',
  { stream: 'unit', writers: commander },
  v.strictObject({
    neighbours: v.pipe(v.array(v.strictObject({ name: freeText(80), phone })), v.maxLength(maxNeighbours))
  })
)

/** All types of this feature; `domain/facts.ts` derives the rest from them. */
export const directoryFactTypes = [
  UnitNamed,
  UnitHistoryNamed,
  AccountListed,
  GateRegistered,
  GateRetired,
  AcceptanceRecorded,
  DeviceEnrolled,
  DeviceApproved,
  DeviceRevoked,
  DeviceReadmitted,
  AlarmKeysAllowed,
  AlarmKeySet,
  AccountSuspended,
  AccountRestored,
  LocalAddressSet,
  ContactsSet,
  HuiWordsChosen,
  GateGroupNamed,
  GateContactSet,
  NeighboursSet
] as const
