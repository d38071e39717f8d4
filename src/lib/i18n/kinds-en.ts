/** What a record of each type is called where records wait. */
export const kinds: Record<string, string> = {
  'gates.note-written': 'Gate log',
  'incidents.incident-reported': 'New incident',
  'incidents.note-added': 'Note on an incident',
  'incidents.stage-changed': 'Step of an incident',
  'incidents.incident-closed': 'End of an incident',
  'incidents.photo-added': 'Photo of an incident',
  'hui.person-described': 'Person of the hụi book',
  'hui.line-opened': 'Line opened',
  'hui.round-recorded': 'Round',
  'hui.contribution-paid': 'Contribution',
  'hui.payout-handed': 'Payout',
  'hui.entry-reversed': 'Correction in the hụi book',
  'directory.device-enrolled': 'Introducing this phone',
  'directory.device-approved': 'Approval of a phone',
  'directory.gate-registered': 'Registration of a gate',
  'directory.account-listed': 'List of accounts',
  'directory.unit-named': 'Name of the unit',
  'device.set-aside': 'Record set aside'
}
