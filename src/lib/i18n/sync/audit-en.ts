import type * as vi from './audit-vi.ts'

const number = (count: number) => count.toLocaleString('en')
const records = (count: number) => `${number(count)} ${count === 1 ? 'record' : 'records'}`

export const audit: typeof vi.audit = {
  now: 'Compare with the server',
  running: 'Comparing…',
  last: 'Last comparison',
  never: 'Not compared since the notebook was opened',
  everyDay: 'The phone compares by itself once a day.',
  failed: 'It could not be compared. Please try again in a few minutes.',
  noNetwork: 'It could not be compared. Please try again when there is a network.',
  noServer:
    'It could not be compared, for the server is busy or in trouble. Please try again in a few minutes.',
  signedOut: 'It could not be compared. The server wants you to sign in again.',
  awaiting: 'It could not be compared. This phone waits for the commander’s approval.',
  ended: 'Not compared any more. The roles of this account have ended.',
  barred:
    'It could not be compared. This phone was taken out of use, or the account is suspended. Ask the commander.',
  outdated: 'It could not be compared. The app must be updated first.',
  complete: (count) => `All ${records(count)} there, none missing`,
  partly: (count) => `Not all compared yet: ${records(count)} looked at, none missing`,
  healed(fetched, resent, dropped) {
    const parts = [
      fetched > 0 && `fetched ${number(fetched)}`,
      resent > 0 && `sent ${number(resent)} again`,
      dropped > 0 && `dropped ${number(dropped)} erased on the server`
    ].filter((part) => part !== false)
    const text = parts.join(', ')
    return text && text[0]!.toUpperCase() + text.slice(1)
  },
  left: (left) => `The server still lacks ${records(left)} that this phone has`
}
