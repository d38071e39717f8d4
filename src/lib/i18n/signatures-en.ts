import type * as vi from './signatures-vi.ts'

export const signatures: typeof vi.signatures = {
  states: { genuine: 'matches', changed: 'DOES NOT MATCH', unknown: 'could not be checked' },
  changed:
    'The signature does not match: this line was changed or damaged after it was written. Tell the commander.',
  found: (changed) =>
    `${changed} ${changed === 1 ? 'record has a signature' : 'records have signatures'} that DO NOT MATCH. The saved file names each. Tell the commander.`,
  column: 'Signature'
}
