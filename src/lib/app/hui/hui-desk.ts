import type { HuiBook, Line, PlannedDay } from './hui-book.svelte.ts'

/** A round whose day has come but which nobody has recorded. */
interface DueRound {
  line: Line
  day: PlannedDay
  /** Whole days overdue; 0 today. */
  late: number
}

/** The arrears of a line's rounds so far, đồng. */
interface LineArrears {
  line: Line
  open: number
}

/** Everything the unit's lines need on one day. */
export interface HuiDesk {
  disputed: Line[]
  /** Most overdue first. */
  rounds: DueRound[]
  /** Largest sum first. */
  arrears: LineArrears[]
}

/** Collects what the unit's lines need on a day. @param today the commune's ISO day */
export function huiDesk(book: HuiBook, today: string): HuiDesk {
  const { lines } = book
  return {
    disputed: lines.filter(({ dispute }) => dispute),
    rounds: lines.flatMap((line) => dueRound(book, line, today)).sort((a, b) => b.late - a.late),
    arrears: lines
      .map((line) => ({ line, open: line.rounds.reduce((sum, { open }) => sum + open, 0) }))
      .filter(({ open }) => open > 0)
      .sort((a, b) => b.open - a.open)
  }
}

function dueRound(book: HuiBook, line: Line, today: string): DueRound[] {
  const day = line.complete || line.dispute || line.stopped ? null : book.nextDay(line)
  if (!day || day.on > today) return []
  return [{ line, day, late: Math.round((Date.parse(today) - Date.parse(day.on)) / 86_400_000) }]
}
