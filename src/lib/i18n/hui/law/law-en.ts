import type { HuiLawText } from './law-vi.ts'

export const huiLaw: HuiLawText = {
  unknownArticle: 'article not known',
  verified: 'read in a public source',
  unverified: 'not compared with the gazette',
  reading: 'for reference',
  fines: {
    title: 'Administrative fines (for reference)',
    day: 'Day of the conduct',
    between: (from: string, until: string) => `${from} to ${until}`,
    since: (from: string) => `Since ${from}`,
    conducts: {
      residence: 'New residence not told',
      joiners: 'People who join not told everything',
      agreement: 'No written agreement, or one that lacks something',
      ledger: 'No ledger kept',
      pot: 'Pot not handed over',
      'ledger-shown': 'Ledger not shown or copied',
      receipt: 'No receipt given',
      notice: 'The People’s Committee not notified',
      usury: 'Usury, or illegal raising of capital through hụi'
    },
    band: (least: string, most: string) => `${least} to ${most}`,
    none: 'not known',
    text: 'For officers alone. It goes into no reminder and no paper for the host. Whoever is competent decides on a fine.'
  }
}
