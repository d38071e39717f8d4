import { groupsOf } from '../hui/group-register.svelte.ts'
import { huiOf } from '../hui/hui-book.svelte.ts'
import { daysDue, huiDesk } from '../hui/hui-desk.ts'
import { registerOf } from '../notices/notice-register.svelte.ts'
import type { Notebook } from '../notebook/notebook.svelte.ts'

/** How many rounds are to be held today, how many are overdue, and how many lines have told nothing of theirs. */
export interface HuiInBriefing {
  today: number
  late: number
  silent: number
  disputed: number
}

/** Counts the hụi of a briefing once the calendar is here: without planned days each number would be wrong. */
export class HuiCounts {
  #calendar = $state(false)

  constructor(private readonly notebook: Notebook) {}

  /** Fetches the lunar calendar; again where it could not be. */
  async load(): Promise<void> {
    await Promise.all([huiOf(this.notebook).loadCalendar(), groupsOf(this.notebook).loadCalendar()])
    this.#calendar = true
  }

  /** Returns the counts of a day; null until the book has been read. `today`: the commune's ISO day */
  on(today: string): HuiInBriefing | null {
    const [book, register] = [huiOf(this.notebook), registerOf(this.notebook)]
    if (!this.#calendar || !book.arrived || !register.arrived) return null
    const { due, disputed } = huiDesk(book, register, today)
    const isToday = due.filter((line) => daysDue(book, line, today) === 0).length
    const silent = groupsOf(this.notebook).silent(today, book).length
    return { today: isToday, late: due.length - isToday, silent, disputed: disputed.length }
  }
}
