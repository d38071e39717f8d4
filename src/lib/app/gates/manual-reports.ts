import { handStands, type HandStand } from '#lib/domain/gates/note.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import type { Notebook } from '../notebook/notebook.svelte.ts'
import { recordWithPhoto, type Shot, type PhotoOutcome } from '../photos/record-with-photo.ts'
import { cleanText } from '../notebook/clean-text.ts'

export { handStands }
export type { HandStand }

/** Records people's reports of gates that were moved by hand. */
export class ManualReports {
  constructor(private readonly parts: BookDeps) {}

  /** @param who the person who reported it; '' for the author */
  claim(gate: string, what: HandStand, who: string, shot: Shot | null): Promise<PhotoOutcome> {
    const other = cleanText(who)
    return recordWithPhoto(this.parts, shot, (named) => ({
      unit: this.parts.unit,
      book: 'gates',
      stream: `gate/${gate}`,
      type: 'gates.hand-claimed',
      body: { what, ...(other && { who: other }), ...named }
    }))
  }
}

/** Returns a notebook's manual reports; their code loads with the screen that writes them. */
export const manualReportsOf = (notebook: Notebook): ManualReports => notebook.open(ManualReports)
