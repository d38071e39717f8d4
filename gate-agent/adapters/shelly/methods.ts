/**
 * The RPC methods called. The order matters: a reply names only its call number, which is derived from the index in
 * this list.
 */
export const methods = [
  'Cover.GetStatus',
  'Cover.GetConfig',
  'Cover.Open',
  'Cover.Close',
  'Cover.Stop',
  'Cover.GoToPosition'
] as const
export type Method = (typeof methods)[number]
