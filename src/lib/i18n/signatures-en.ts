import type * as vi from './signatures-vi.ts'

export const signatures: typeof vi.signatures = {
  states: { genuine: 'matches', changed: 'DOES NOT MATCH', unknown: 'could not be checked' },
  marks: {
    changed: 'Signature does not match',
    unverified: 'Not verified',
    awaiting: 'Awaiting the commander'
  },
  explained: {
    changed: 'This line was changed or damaged after it was written. Tell the commander.',
    unverified:
      'When this was written, the phone was not approved, was out of use or had no such right. Ask the author before you rely on it.',
    awaiting: 'The commander must look at this line before it counts.'
  },
  from: (phones) => `In the name of phone ${phones}.`,
  changed:
    'The signature does not match: this line was changed or damaged after it was written. Tell the commander.',
  found: (changed) =>
    `${changed} ${changed === 1 ? 'record has a signature' : 'records have signatures'} that DO NOT MATCH. The saved file names each. Tell the commander.`,
  column: 'Signature'
}
