import type { Alarm } from '../alarms/alarm.ts'
import type { IncidentOutline } from '../incidents/outline.ts'
import { timeLeft } from '../incidents/tip.ts'

/** How far back a briefing looks, ms. */
export const briefingMs = 24 * 3_600_000

/** The part of an alarm that a briefing counts. */
type Raised = Pick<Alarm, 'startedAt' | 'drill'>

/** Holds the folds of a phone's books. `strangers`: when each was seen, Unix ms. */
export interface BriefingSources<I extends IncidentOutline, A extends Raised> {
  incidents: readonly I[]
  alarms: readonly A[]
  strangers: readonly { at: number }[]
}

/** Tells the morning's meeting what happened within a day; each list has the newest first. */
export interface DayBriefing<I extends IncidentOutline = IncidentOutline, A extends Raised = Raised> {
  /** The day that it tells of, Unix ms. */
  from: number
  until: number
  incidents: I[]
  tips: I[]
  alarms: A[]
  drills: A[]
  strangers: number
  /** When the newest incident, tip or alarm of the day came, Unix ms; `from` when there is none. */
  latest: number
  /** How many incidents and tips are open, whenever they began. */
  open: number
  /** Tips with signs of a crime that have stayed too long already, and those that soon will have. */
  overdue: I[]
  soon: I[]
}

/**
 * Tells of the 24 hours before `until` (Unix ms). An incident is news when it reached the server, so that what a phone
 * brings days later is told the next morning; one that has not is news as of its report.
 */
export function dayBriefing<I extends IncidentOutline, A extends Raised>(
  { incidents, alarms, strangers }: BriefingSources<I, A>,
  until: number
): DayBriefing<I, A> {
  const from = until - briefingMs
  const isNews = (at: number) => at > from && at <= until
  const news = incidents.filter((one) => isNews(arrivedAt(one))).sort((a, b) => arrivedAt(b) - arrivedAt(a))
  const raised = alarms.filter(({ startedAt }) => isNews(Date.parse(startedAt)))
  const pressing = (urgency: 'over' | 'soon') =>
    incidents.filter((one) => timeLeft(one, until)?.urgency === urgency)
  return {
    from,
    until,
    incidents: news.filter(({ tip }) => tip === null),
    tips: news.filter(({ tip }) => tip !== null),
    alarms: raised.filter(({ drill }) => !drill),
    drills: raised.filter(({ drill }) => drill),
    latest: Math.max(
      from,
      ...news.slice(0, 1).map(arrivedAt),
      ...raised.map(({ startedAt }) => Date.parse(startedAt))
    ),
    strangers: strangers.filter(({ at }) => isNews(at)).length,
    open: incidents.filter(({ open }) => open).length,
    overdue: pressing('over'),
    soon: pressing('soon')
  }
}

const arrivedAt = ({ opening, reportedAt }: IncidentOutline) => opening.took ?? Date.parse(reportedAt)
