import { isMarkedSecret, markedPath } from '#lib/domain/secrecy/marking.ts'

/**
 * Stops a form while one of its texts bears a marking of a state secret. Says so only once a save was tried: "MẬT" may
 * be the first half of "MẬT KHẨU".
 */
export class MarkingStop {
  #tried = $state(false)

  /** @param typed what the form holds, however deep: live, so that emptying it shows on the screen */
  constructor(private readonly typed: () => readonly object[]) {}

  /** Tells whether the screen has to say why nothing is saved. */
  get stands(): boolean {
    return this.#tried && this.#found
  }

  /** Takes note of a save that is tried. Returns whether to stop it. */
  stops(): boolean {
    this.#tried = true
    return this.#found
  }

  /** Tells whether a field's contents bear one. */
  marks(value: unknown): boolean {
    return markedPath(value, '') !== null
  }

  /** Empties each text that bears a marking. */
  clear(): void {
    for (const one of this.typed()) empty(one as Record<string, unknown>)
  }

  get #found(): boolean {
    return this.marks(this.typed())
  }
}

function empty(holder: Record<string, unknown>): void {
  for (const [key, value] of Object.entries(holder)) {
    if (typeof value === 'string') {
      if (isMarkedSecret(value)) holder[key] = ''
    } else if (value !== null && typeof value === 'object') empty(value as Record<string, unknown>)
  }
}
