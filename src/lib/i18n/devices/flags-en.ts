import type { FlagWords } from './flags-vi.ts'

const number = ({ from, to }: { from: number; to: number }) => (from === to ? `${from}` : `${from}–${to}`)
const some = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`

export const flags: FlagWords = {
  title: 'To be looked at, says the server',
  text: 'The server compares each record with its signature, rights, number and time of arrival.',
  found: {
    unsealed: (count) => `${some(count, 'record')} that did not come through the server`,
    changed: (count) => `${some(count, 'record')} whose signature does not match`,
    uncertified: (count) => `${some(count, 'record')} while it or its account was not allowed to`,
    fork: (count) => `${some(count, 'number')} with two records`,
    gap: (count) => `${some(count, 'record')} missing`,
    'far-date': (count) => `${some(count, 'record')} with a date far off`
  },
  explained: {
    unsealed:
      'Somebody wrote into the database itself, in this phone’s name. What to do: do not rely on these records; tell the server’s administrator at once.',
    changed:
      'The records bear this phone’s name, but it did not sign them so. What to do: do not rely on them; ask the phone’s holder what they wrote; tell the server’s administrator.',
    uncertified:
      'When it was written, the phone was not approved, was revoked, or had no right to that book. What to do: ask the phone’s holder. If they did not write it, revoke the phone.',
    fork: 'A phone gives no number twice. What to do: ask whether the phone was restored or copied. If somebody may have copied it, revoke the phone.',
    gap: 'The server has not received these numbers for more than a day. What to do: ask the holder to open the notebook where there is signal and, under Sync, to send or set aside what was refused. If the phone is lost, ask what was on it and write it again.',
    'far-date':
      'The date is far from when the server received the record. What to do: ask the holder to correct the phone’s date; write the record again if the day was a mistake.'
  },
  of: (name, what) => `${name}’s phone: ${what}`,
  server: (what) => `The unit’s server: ${what}`,
  unknown: (what) => `A phone that nobody approved: ${what}`,
  numbers: (book, runs) => `${book}: ${runs.map(number).join(', ')}`,
  settle: 'Hold to note it as looked at',
  settled: (title) => `Noted as looked at: ${title}.`,
  task: (count) => `${some(count, 'matter')} to look at, says the server`
}
