import { uuidv7 } from '#lib/domain/uuid.ts'
import { seededBytes } from '../seeded.ts'
import { storyIncidentId, type IncidentStory, type StoryEntry } from './incident-story.ts'

const [chief, duty, clerk] = ['ph-truong', 'ph-truc', 'ph-tonghop']
const dayMs = 86_400_000

/**
 * Returns the one finished handover of the demo, a week ago: the officer on duty leaves for a course, and the clerk
 * receives what was open then.
 * @param midnight start of today in Việt Nam, Unix ms
 */
export function handoverEntries(midnight: number, stories: readonly IncidentStory[]): StoryEntry[] {
  const at = midnight - 7 * dayMs + 17 * 3_600_000
  const stream = `handover/${uuidv7(at, seededBytes('handover'))}`
  const open = stories.filter((story) => story.by === duty && story.at < at && story.at > at - 2 * dayMs)
  const body = {
    from: duty,
    to: clerk,
    reason: 'Đi học bồi dưỡng nghiệp vụ hai ngày tại tỉnh.',
    files: open.map((story) => storyIncidentId(story.key, story.at)),
    lines: [],
    gates: [],
    groups: []
  }
  const handed: StoryEntry = {
    by: chief,
    entry: { stream, type: 'incidents.work-handed-over', body, at },
    after: null
  }
  // Its id is known only once both are numbered.
  const taken: StoryEntry = {
    by: clerk,
    entry: { stream, type: 'incidents.work-taken-over', body: { handover: '' }, at: at + 25 * 60_000 },
    after: handed
  }
  return [handed, taken]
}
