import { createHash } from 'node:crypto'
import { rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import type { GateDescription } from '../adapters/description.ts'
import { readWritten } from '../disk/read.ts'
import { replaceFile } from '../disk/replace.ts'

const Announcement = v.object({
  /** The discovery messages that made the gate known. */
  messages: v.array(v.object({ topic: v.string(), payload: v.string() })),
  digest: v.string()
})

/** Holds what a controller announced about a gate. */
export type Announcement = v.InferOutput<typeof Announcement>

const AcceptedAnnouncement = v.object({
  ...Announcement.entries,
  /** Whether an operator has accepted it, or it is only what was announced first. */
  by: v.picklist(['operator', 'first-use'])
})
export type AcceptedAnnouncement = v.InferOutput<typeof AcceptedAnnouncement>

/** Returns the digest of a description: 16 hexadecimal digits, for people to compare. */
export function digestOf(description: GateDescription): string {
  const parts = Object.entries(description).sort(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16)
}

/** Returns where it is kept what a gate's controller announced, without the endings of the files. */
export const acceptedPath = (dataDir: string, gate: string, trial: boolean) =>
  join(dataDir, trial ? `${gate}.trial` : gate)

/** Names the files in which an agent keeps what was accepted of one gate's controller, and what it announces otherwise. */
export class AcceptedFiles {
  readonly #accepted: string
  readonly #announced: string

  /** @param path of both files, without their endings */
  constructor(path: string) {
    this.#accepted = `${path}.accepted.json`
    this.#announced = `${path}.announced.json`
  }

  /** Null before the first use. @throws when the file is damaged */
  get accepted(): AcceptedAnnouncement | null {
    return read(this.#accepted, AcceptedAnnouncement)
  }

  /** Null when nothing waits for an operator. @throws when the file is damaged */
  get announced(): Announcement | null {
    return read(this.#announced, Announcement)
  }

  /** Changes whenever an operator accepts something. */
  get version(): number {
    return statSync(this.#accepted, { throwIfNoEntry: false })?.mtimeMs ?? 0
  }

  accept({ messages, digest }: Announcement, by: AcceptedAnnouncement['by']): void {
    replaceFile(this.#accepted, JSON.stringify({ messages, digest, by } satisfies AcceptedAnnouncement))
    this.announce(null)
  }

  /** Forgets everything: the gate gets another controller. */
  clear(): void {
    rmSync(this.#accepted, { force: true })
    this.announce(null)
  }

  /** Keeps what differs for an operator; null: nothing does. */
  announce(announcement: Announcement | null): void {
    if (announcement) replaceFile(this.#announced, JSON.stringify(announcement))
    else rmSync(this.#announced, { force: true })
  }
}

function read<Schema extends v.GenericSchema>(path: string, schema: Schema): v.InferOutput<Schema> | null {
  const text = readWritten(path)
  return text === null ? null : v.parse(schema, JSON.parse(text))
}
