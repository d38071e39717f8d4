/** Unsaved forms on this phone, sealed. */
export interface DraftShelf {
  load(): Promise<Map<string, object>>
  /** Keeps a form's draft, soon; null once the form is saved or given up. */
  keep(form: string, draft: object | null): void
  /** Resolves when everything kept so far is written. */
  flush(): Promise<void>
}
