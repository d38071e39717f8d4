import type { Ports } from '#lib/ports/ports.ts'

type Counts = Pick<Ports, 'unsentCounts'>

/** Names, among the unsent counts of accounts, how many records a host keeps on this phone alone: see `keepsOwn`. */
export const ownCount = (account: string): string => `${account} own`

/** Returns how many records and photos of an account lie on this phone alone, those of a host that no box will hold too. */
export const onlyHere = ({ unsentCounts }: Counts, account: string | undefined): number =>
  account === undefined ? 0 : unsentCounts.of(account) + unsentCounts.of(ownCount(account))

/** Keeps both counts of an account. */
export function keepCounts({ unsentCounts }: Counts, account: string, unsent: number, own: number): void {
  unsentCounts.keep(account, unsent)
  unsentCounts.keep(ownCount(account), own)
}
