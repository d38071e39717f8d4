/** Unsaved forms on this phone, sealed. */
export interface DraftShelf {
  load(): Promise<Map<string, object>>
  /** Keeps what a form holds, soon; null once it is saved or given up. */
  keep(form: string, draft: object | null): void
  /** Resolves when everything kept so far is written. */
  flush(): Promise<void>
}
