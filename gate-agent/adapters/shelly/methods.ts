/** What we call. A reply names no method, only the number of its call, which follows from the place in this list. */
export const methods = [
  'Cover.GetStatus',
  'Cover.GetConfig',
  'Cover.Open',
  'Cover.Close',
  'Cover.Stop',
  'Cover.GoToPosition'
] as const
export type Method = (typeof methods)[number]
