import * as v from 'valibot'
import { SetAside } from './device.ts'
import {
  AccountListed,
  ContactsSet,
  DeviceApproved,
  DeviceEnrolled,
  GateRegistered,
  HuiWordsChosen,
  UnitHistoryNamed,
  UnitNamed
} from './directory/facts.ts'
import { CommandAttempted, EventReported, NoteWritten } from './gates/facts.ts'
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
  ContactsSet,
  HuiWordsChosen,
  DeviceEnrolled,
  DeviceApproved,
  NoteWritten,
  CommandAttempted,
  EventReported,
  IncidentReported,
  NoteAdded,
  StageChanged,
  IncidentClosed,
  IncidentReopened,
  PhotoAdded,
  TipReceived,
  TipForwarded,
  InformerAnswered,
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
