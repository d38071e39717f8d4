/** A screen as an account saw it last. Of it only links can be used, and it says of no gate how it stands. */
export interface SeenScreen {
  /** When it stood so, Unix ms of the device. */
  at: number
  /** The addresses of its style sheets. */
  styles: readonly string[]
  html: string
}

/**
 * The screens that an account saw last, one an address, sealed under its data key: shown while its notebook opens, never
 * taken for more than a picture.
 */
export interface SeenScreens {
  /**
   * Keeps the screen drawn at that address in place of the one before; a full disk keeps none.
   * @returns false when something was taken away just now, which it may show still: try later
   */
  keep(account: string, key: CryptoKey, address: string, screen: SeenScreen): Promise<boolean>
  /** Drops all screens of an account: something in them counts no more. */
  drop(account: string): Promise<void>
  /**
   * Reads the screen of the present address ahead of the key that opens it.
   * @returns what opens it; null where there is none, or it is spoilt or of another build
   */
  find(account: string): Promise<(key: CryptoKey) => Promise<SeenScreen | null>>
  /** Resolves when what was changed on the page has been drawn; at once where nobody sees it. */
  drawn(): Promise<void>
}
