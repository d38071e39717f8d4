import type { Commission, LineModel } from '#lib/domain/hui/facts/agreement.ts'
import type { Period } from '#lib/domain/hui/facts/periods.ts'

/**
 * How honest hosts and members behave, as guessed from the sources and set before any threshold was calibrated: thresholds
 * follow these, never the other way round. Shares are of 1.
 */
export const honest = {
  /** Months since the host began, and how many lines she runs side by side; later ones begin within a year. */
  ageMonths: [1, 48],
  sideBySide: { '1': 50, '2': 32, '3': 13, '4': 5 },
  laterByMonths: [0, 12],
  /** Days between the end of a line and the next one in its place. */
  pauseDays: [5, 90],
  period: {
    month: 50,
    'half-month': 12,
    week: 12,
    quarter: 8,
    day: 6,
    'ten-days': 5,
    'four-months': 4,
    season: 3
  } satisfies Record<Period, number>,
  parts: { short: [15, 30], usual: [8, 25], long: [6, 12] },
  /** Thousands of đồng. */
  face: { short: [20, 500], usual: [500, 5_000], long: [1_000, 10_000] },
  model: { discount: 72, fixed: 10, 'interest-free': 8, premium: 10 } satisfies Record<LineModel, number>,
  head: 0.12,
  commission: { none: 15, half: 55, fixed: 12, share: 13, part: 5 } satisfies Record<
    Commission['kind'],
    number
  >,
  cut: 0.04,
  hostPartsMost: 2,
  householdMost: 2,
  poolToParts: 1.6,
  /** The first bid as a share of the face; it falls with the rounds that remain, and differs by a share of itself. */
  firstBid: [0.08, 0.22],
  bidSpread: 0.2,
  nobodyBids: 0.04,
  /** Hosts whose posts tell who was there; how the taker's bid came. */
  notesPresence: 0.5,
  bidBy: { holder: 85, proxy: 10, host: 5 },
  /** Lines of which each payment is recorded; of the others the post says *thu đủ*. */
  recordsEach: { short: 0.1, usual: 0.6, long: 0.8 },
  collectDays: [0, 5],
  handoverDays: [1, 5],
  advanceByNobody: 0.04,
  /** A due that comes some days late, one that comes weeks late, and a member who stops paying for good. */
  late: 0.04,
  lateDays: [1, 5],
  veryLate: 0.008,
  veryLateDays: [6, 30],
  stopsPaying: 0.002,
  /** A pot that comes a day or two late all the same. */
  potLate: 0.0005,
  /** By host: payments with a receipt, pots that the taker confirmed. */
  receipts: [0.75, 1],
  confirms: [0.88, 1],
  byTransfer: 0.3,
  /** A pot that goes to an account of the host's household for a taker who has none. */
  viaHousehold: 0.0008,
  transfers: 0.03,
  sellerNeverSigns: 0.04,
  /** Entries that reach the book days after they happened, and entries put right, most of them soon. */
  entryLate: 0.004,
  entryLateDays: [4, 20],
  wrong: 0.003,
  rightedLater: 0.1,
  /** Hosts of whose members identities were asked, and what is found. */
  identities: 0.5,
  unverified: 0.03,
  phoneCouples: 0.03,
  accountCouples: 0.003,
  sameHouse: 0.05,
  statedWrongly: 0.002,
  inducementRumour: 0.004,
  filesNotice: 0.1
} as const
