import { EntryReversed, LineAgreed, LineStopped, TermsAmended } from './facts/agreement.ts'
import { EntryConfirmed, EntryDenied } from './facts/answers.ts'
import { ClaimRegistered, ClaimReversed, CollapseOpened, CollapseSeen } from './facts/collapse.ts'
import { LateInterestPaid, PenaltyWaived } from './facts/interest.ts'
import {
  ChangeSigned,
  ClaimPaid,
  GuarantorAgreed,
  JoiningPaid,
  MemberJoined,
  MemberLeft,
  TurnSwapped
} from './facts/members.ts'
import {
  AdvanceRepaid,
  ContributionCovered,
  ContributionReceived,
  PotHanded,
  PotLeft,
  Prepaid,
  SetOffAgreed
} from './facts/money.ts'
import { LotDrawn } from './facts/lots.ts'
import { PersonDescribed } from './facts/people.ts'
import { ReceiptIssued } from './facts/receipts.ts'
import { groupFactTypes } from './facts/register.ts'
import {
  HouseholdNamed,
  IdentityMarked,
  InducementReported,
  PersonsSame,
  RemarkReversed,
  SaleReported,
  StatementTaken
} from './facts/remarks.ts'
import { RoundHeld } from './facts/rounds.ts'
import { AgreedPaid, DebtAcknowledged, SettlementAgreed } from './facts/settlements.ts'
import { PartTransferred, TransferSigned } from './facts/transfers.ts'
import { FlagReviewed, ScoreViewed } from './facts/warning.ts'

/** All types of this feature; `domain/facts.ts` derives the rest from them. */
export const huiFactTypes = [
  PersonDescribed,
  LineAgreed,
  TermsAmended,
  LotDrawn,
  RoundHeld,
  ContributionReceived,
  ContributionCovered,
  AdvanceRepaid,
  Prepaid,
  PotHanded,
  PotLeft,
  SetOffAgreed,
  LateInterestPaid,
  PenaltyWaived,
  DebtAcknowledged,
  SettlementAgreed,
  AgreedPaid,
  ReceiptIssued,
  PartTransferred,
  TransferSigned,
  MemberJoined,
  MemberLeft,
  ClaimPaid,
  JoiningPaid,
  TurnSwapped,
  GuarantorAgreed,
  ChangeSigned,
  LineStopped,
  EntryReversed,
  EntryConfirmed,
  EntryDenied,
  CollapseOpened,
  CollapseSeen,
  ClaimRegistered,
  ClaimReversed,
  FlagReviewed,
  ScoreViewed,
  IdentityMarked,
  PersonsSame,
  HouseholdNamed,
  StatementTaken,
  SaleReported,
  InducementReported,
  RemarkReversed,
  ...groupFactTypes
] as const
