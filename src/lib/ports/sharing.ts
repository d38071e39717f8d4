/** What another app has handed over by the phone's share sheet: words and pictures, in one go. */
export interface SharedItem {
  id: string
  /** When it came, Unix ms of the phone. */
  at: number
  /** '' when only pictures came. */
  text: string
  pictures: readonly File[]
}

/** What other apps have shared into the notebook and nobody has used yet; it lies sealed on this phone alone. */
export interface SharedInbox {
  /** Makes the key to which a locked phone seals what comes, where there is none, and notes that this account uses the phone. */
  ready(): Promise<void>
  /** Lists what waits, the oldest first. */
  waiting(): Promise<readonly Pick<SharedItem, 'id' | 'at'>[]>
  /** Opens one item; null: it is gone, or cannot be opened. */
  open(id: string): Promise<SharedItem | null>
  remove(id: string): Promise<void>
}
