import * as v from 'valibot'
import { fact } from '../fact.ts'
import { acceptanceSteps, answers, maxStepNote, observations } from '../gates/acceptance/steps.ts'
import {
  GateContactSet,
  GateDecisionRecorded,
  GateDecisionWithdrawn,
  GateGroupNamed,
  GateModemSet,
  GateRegistered,
  GateRetired
} from './gate-facts.ts'
import { maxHamlet, maxPost, maxPreparedName, maxReason } from './limits.ts'
import { RecordsConfirmed } from './confirmation-facts.ts'
import { PasswordReset } from './vouching/facts.ts'
import { commander, everyone, gateKeepers, police, roles, serverAlone } from '../roles.ts'
import { count, day, deviceId, id, isoTime, localUrl, phone, slug, freeText } from '../shapes.ts'

const coordinate = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/))

/** A public P-256 key as JWK (RFC 7517), without optional members. */
export const publicKey = v.strictObject({
  kty: v.literal('EC'),
  crv: v.literal('P-256'),
  x: coordinate,
  y: coordinate
})
export type PublicKey = v.InferOutput<typeof publicKey>

/** Gives the unit's own name and kind ("xã", "phường"), so that a phone needs no list of all communes. */
export const UnitNamed = fact(
  'directory.unit-named',
  { stream: 'unit', writers: serverAlone },
  v.strictObject({ name: freeText(80), kind: freeText(20) })
)

/**
 * Records the former names of the unit's land, with the district and province of that time; all with their kinds,
 * "huyện Phước Long". `part`: only part of that old unit was merged into this one.
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

/**
 * Names the person behind an opaque account, their roles, and the hamlet whose team they belong to. `knownAs`: in the
 * commune; `paperName`, `rank`, `post`: on papers. `until`: the last day, in Vietnam, of each role that ends.
 */
export const AccountListed = fact(
  'directory.account-listed',
  { stream: 'account', writers: serverAlone },
  v.strictObject({
    account: slug,
    name: freeText(80),
    knownAs: v.optional(freeText(80)),
    paperName: v.optional(freeText(80)),
    rank: v.optional(freeText(maxPost)),
    post: v.optional(freeText(maxPost)),
    roles: v.array(v.picklist(roles)),
    until: v.optional(v.strictObject(v.entriesFromList(roles, v.optional(day)))),
    hamlet: v.optional(freeText(maxHamlet))
  })
)

/**
 * Names the key to which phones seal what they cannot send themselves; the latest counts. Its private part lies with the
 * server that wrote this, and in the operator's backup.
 */
export const SealingKeySet = fact(
  'directory.sealing-key-set',
  { stream: 'unit', writers: serverAlone },
  v.strictObject({ key: publicKey })
)

const milliseconds = v.pipe(count, v.maxValue(3_600_000))

/**
 * Records a test of a gate, step by step: the phone's own observation (`observed`) and the tester's answer. A step that
 * is left out was not done. `closeMs`, `openMs`: duration of the whole way; `travelSeconds`: the value to set at the
 * agent.
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

const namedKey = { key: publicKey, label: freeText(80) }

/** Introduces a phone's signing key; the envelope's `device` is the key's thumbprint. */
export const DeviceEnrolled = fact(
  'directory.device-enrolled',
  { stream: 'device', writers: everyone },
  v.strictObject(namedKey)
)

/** Introduces a phone whose account's own session has proved its key; `enrolledAt`: as its own enrolment says. */
export const DeviceIntroduced = fact(
  'directory.device-introduced',
  { stream: 'device', writers: serverAlone },
  v.strictObject({ ...namedKey, account: slug, device: deviceId, enrolledAt: isoTime })
)

/**
 * Certifies a phone: it speaks for that account with these roles of the unit, from `from` until `until`. Written by the
 * root for the server's device, by the server's device for the first commander, by a commander for everybody else.
 */
export const DeviceApproved = fact(
  'directory.device-approved',
  { stream: 'device', writers: commander },
  v.strictObject({
    account: slug,
    device: deviceId,
    roles: v.pipe(v.array(v.picklist(roles)), v.maxLength(roles.length)),
    from: isoTime,
    until: v.optional(isoTime)
  })
)

/** Most approvals that a revocation names. */
export const maxStanding = 1_500

/**
 * The approvals and readmissions of the revoked phone or account that stay in force. Any other one is taken for
 * backdated: a stolen key signs whatever time its finder likes.
 */
const stands = v.pipe(v.array(id), v.maxLength(maxStanding))

/** Revokes a phone from now on; its earlier records stay. */
export const DeviceRevoked = fact(
  'directory.device-revoked',
  { stream: 'device', writers: commander },
  v.strictObject({ device: deviceId, reason: freeText(maxReason), stands })
)

/** Readmits a revoked phone: it names the one revocation that it ends. */
export const DeviceReadmitted = fact(
  'directory.device-readmitted',
  { stream: 'device', writers: commander },
  v.strictObject({ device: deviceId, revocation: id })
)

/**
 * Decides whether phones of this unit may close gates in an alarm while they are locked. They may not before a
 * commander allows it.
 */
export const AlarmKeysAllowed = fact(
  'directory.alarm-keys-allowed',
  { stream: 'unit', writers: commander },
  v.strictObject({ allowed: v.boolean() })
)

/**
 * Sets the key with which this phone closes gates in an alarm while it is locked, by its owner's choice; without
 * `alarmKey` it has none. `id`: RFC 7638 thumbprint of that key.
 */
export const AlarmKeySet = fact(
  'directory.alarm-key-set',
  { stream: 'device', writers: gateKeepers },
  v.strictObject({ alarmKey: v.optional(v.strictObject({ id: deviceId, key: publicKey })) })
)

/** Suspends an account with all its phones, including later ones. */
export const AccountSuspended = fact(
  'directory.account-suspended',
  { stream: 'account', writers: commander },
  v.strictObject({ account: slug, reason: freeText(maxReason), stands })
)

/** Restores a suspended account: it names the one suspension that it ends. */
export const AccountRestored = fact(
  'directory.account-restored',
  { stream: 'account', writers: commander },
  v.strictObject({ account: slug, suspension: id })
)

/**
 * Sets the address at which phones on the gate's own network reach its agent; the latest counts, and without `url`
 * there is none. `ws://` is for trials on one machine: elsewhere browsers block it from an https page.
 */
export const LocalAddressSet = fact(
  'directory.local-address-set',
  { stream: 'gate', writers: commander },
  v.strictObject({ gate: slug, url: v.optional(localUrl) })
)

/** Sets the numbers that the unit's people call; the latest fact replaces the earlier ones whole. */
export const ContactsSet = fact(
  'directory.contacts-set',
  { stream: 'unit', writers: commander },
  v.strictObject({ police: v.optional(phone), committee: v.optional(phone) })
)

/** Hụi terms for which a unit may have words of its own region. */
export const huiTerms = ['part', 'take', 'bid', 'open', 'pay', 'hand', 'commission', 'host'] as const
export type HuiTerm = (typeof huiTerms)[number]

/**
 * Chooses the unit's own words for hụi terms, as used inside a sentence. The latest choice replaces the earlier ones
 * whole; terms left out keep the usual word.
 */
export const HuiWordsChosen = fact(
  'directory.hui-words-chosen',
  { stream: 'unit', writers: commander },
  v.strictObject({ words: v.strictObject(v.entriesFromList(huiTerms, v.optional(freeText(40)))) })
)

/** Most neighbouring units that an alarm may ask for help. */
export const maxNeighbours = 8

/**
 * Lists the neighbouring units, with their duty phones, that an alarm asks for help. The latest list replaces the
 * earlier ones whole.
 */
export const NeighboursSet = fact(
  'directory.neighbours-set',
  { stream: 'unit', writers: commander },
  v.strictObject({
    neighbours: v.pipe(
      v.array(v.strictObject({ name: freeText(maxPreparedName), phone })),
      v.maxLength(maxNeighbours)
    )
  })
)

/** All types of this feature; `domain/facts.ts` derives the rest from them. */
export const directoryFactTypes = [
  UnitNamed,
  UnitHistoryNamed,
  AccountListed,
  SealingKeySet,
  GateRegistered,
  GateRetired,
  AcceptanceRecorded,
  DeviceEnrolled,
  DeviceIntroduced,
  DeviceApproved,
  DeviceRevoked,
  DeviceReadmitted,
  RecordsConfirmed,
  AlarmKeysAllowed,
  AlarmKeySet,
  AccountSuspended,
  AccountRestored,
  PasswordReset,
  LocalAddressSet,
  ContactsSet,
  HuiWordsChosen,
  GateGroupNamed,
  GateContactSet,
  GateModemSet,
  GateDecisionRecorded,
  GateDecisionWithdrawn,
  NeighboursSet
] as const
