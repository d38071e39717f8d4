import ArrowLeftRight from 'lucide-static/icons/arrow-left-right.svg?raw'
import Fingerprint from 'lucide-static/icons/fingerprint-pattern.svg?raw'
import Gift from 'lucide-static/icons/gift.svg?raw'
import House from 'lucide-static/icons/house.svg?raw'
import MessageSquareQuote from 'lucide-static/icons/message-square-quote.svg?raw'
import Users from 'lucide-static/icons/users.svg?raw'
import type { RemarkType } from '#lib/app/hui/hui-remarks.ts'

/** Lists what may be added about a person, in the order of the page. */
export const remarkKinds = ['mark', 'same', 'house', 'statement', 'sale', 'inducement'] as const
export type RemarkKind = (typeof remarkKinds)[number]

export const remarkIcons: Readonly<Record<RemarkKind, string>> = {
  mark: Fingerprint,
  same: Users,
  house: House,
  statement: MessageSquareQuote,
  sale: ArrowLeftRight,
  inducement: Gift
}

export const kindOfType: Readonly<Record<RemarkType, RemarkKind>> = {
  'hui.identity-marked': 'mark',
  'hui.persons-same': 'same',
  'hui.household-named': 'house',
  'hui.statement-taken': 'statement',
  'hui.sale-reported': 'sale',
  'hui.inducement-reported': 'inducement'
}
