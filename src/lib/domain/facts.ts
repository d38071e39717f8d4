import * as v from 'valibot'
import { SetAside } from './devices/device.ts'
import {
  AcceptanceRecorded,
  AccountListed,
  AccountRestored,
  AccountSuspended,
  AlarmKeySet,
  AlarmKeysAllowed,
  ContactsSet,
  DeviceApproved,
  DeviceEnrolled,
  GateContactSet,
  GateGroupNamed,
  DeviceReadmitted,
  DeviceRevoked,
  GateRegistered,
  GateRetired,
  HuiWordsChosen,
  LocalAddressSet,
  NeighboursSet,
  UnitHistoryNamed,
  UnitNamed
} from './directory/facts.ts'
import { ErasureDeclined, ErasureOrdered, FactsErased } from './erasure/facts.ts'
import { QuarterRemoved } from './retention/facts.ts'
import {
  AlarmEnded,
  AlarmStarted,
  DescriptionGiven,
  GateAnswered,
  GateReopened,
  NeighbourCalled,
  PositionHeld,
  PositionLeft
} from './alarms/facts.ts'
import { PlateRead, StrangerLinked, StrangerSeen, StrangersRemoved } from './strangers/facts.ts'
import {
  CommandAttempted,
  EmergencyReviewed,
  EventReported,
  HandClaimed,
  NoteWritten
} from './gates/facts.ts'
import {
  ClaimRegistered,
  ClaimReversed,
  CollapseOpened,
  ContributionAdvanced,
  ContributionPaid,
  EntryReversed,
  LineOpened,
  LineStopped,
  PayoutHanded,
  PersonDescribed,
  RoundRecorded
} from './hui/facts.ts'
import {
  IncidentClosed,
  IncidentReopened,
  IncidentReported,
  InformerAnswered,
  NoteAdded,
  PhotoAdded,
  StageChanged,
  TipForwarded,
  TipReceived
} from './incidents/facts.ts'
import { FiguresPublished, GroupCounted, ModelListed } from './movement/facts.ts'

/** Every type of fact this build knows, each with its one shape. */
export const Fact = v.variant('type', [
  UnitNamed,
  UnitHistoryNamed,
  AccountListed,
  GateRegistered,
  GateRetired,
  AcceptanceRecorded,
  ContactsSet,
  GateGroupNamed,
  GateContactSet,
  NeighboursSet,
  HuiWordsChosen,
  LocalAddressSet,
  DeviceEnrolled,
  DeviceApproved,
  AlarmKeysAllowed,
  AlarmKeySet,
  AlarmStarted,
  GateAnswered,
  PositionHeld,
  PositionLeft,
  DescriptionGiven,
  NeighbourCalled,
  GateReopened,
  AlarmEnded,
  DeviceRevoked,
  DeviceReadmitted,
  AccountSuspended,
  AccountRestored,
  QuarterRemoved,
  ErasureOrdered,
  ErasureDeclined,
  FactsErased,
  NoteWritten,
  HandClaimed,
  CommandAttempted,
  EventReported,
  EmergencyReviewed,
  IncidentReported,
  NoteAdded,
  StageChanged,
  IncidentClosed,
  IncidentReopened,
  PhotoAdded,
  TipReceived,
  TipForwarded,
  InformerAnswered,
  StrangerSeen,
  PlateRead,
  StrangerLinked,
  StrangersRemoved,
  PersonDescribed,
  LineOpened,
  RoundRecorded,
  ContributionPaid,
  ContributionAdvanced,
  PayoutHanded,
  LineStopped,
  EntryReversed,
  CollapseOpened,
  ClaimRegistered,
  ClaimReversed,
  ModelListed,
  GroupCounted,
  FiguresPublished,
  SetAside
])
export type Fact = v.InferOutput<typeof Fact>
export type FactType = Fact['type']

/** The facts of one type. */
export type FactOf<Type extends FactType> = Extract<Fact, { type: Type }>
