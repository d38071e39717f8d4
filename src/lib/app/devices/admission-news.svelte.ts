/** Names what a commander has just done to a phone or an account, and the page that says so. */
export interface AdmissionNews {
  act: 'approved' | 'revoked' | 'readmitted' | 'suspended' | 'restored'
  account: string
  page: string
}

/** Holds the latest act until its page is left. */
export class AdmissionNewsStore {
  latest = $state.raw<AdmissionNews | null>(null)
}
