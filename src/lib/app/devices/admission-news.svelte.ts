/** Names what a commander has just done to a phone or an account, and the page that says so. */
export interface AdmissionNews {
  act: 'approved' | 'revoked' | 'readmitted' | 'suspended' | 'restored'
  account: string
  /** Id of the record that says so: it holds once the server has it. */
  fact: string
  page: string
}

/** Holds the latest act until its page is left. */
export class AdmissionNewsStore {
  latest = $state.raw<AdmissionNews | null>(null)
}
