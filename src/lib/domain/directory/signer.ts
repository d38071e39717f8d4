import type { Directory } from './directory-shape.ts'

/** A person as papers name them. */
export interface PaperSigner {
  /** Rank and name as they stand on papers: "Đại úy Lê Quốc Thắng". */
  name: string
  /** "Phó Trưởng Công an"; empty where none is known. */
  post: string
}

/** Returns an account's paper name, else its full name, else the account; never what it is called in the commune. */
export function signerOf({ accounts }: Pick<Directory, 'accounts'>, account: string): PaperSigner {
  const listed = accounts.get(account)
  const name = listed?.paperName ?? listed?.name ?? account
  return { name: [listed?.rank, name].filter(Boolean).join(' '), post: listed?.post ?? '' }
}
