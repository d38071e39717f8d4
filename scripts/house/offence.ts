/** One place where the tree breaks a rule of the house. */
export interface Offence {
  /** The folder, file or name that breaks it. */
  subject: string
  /** Names the fault and its cure, in one line. */
  message: string
}
