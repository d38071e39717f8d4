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

export const AcceptedAnnouncement = v.object({
  ...Announcement.entries,
  /** Whether an operator has accepted it, or it is only what was announced first. */
  by: v.picklist(['operator', 'first-use'])
})
export type AcceptedAnnouncement = v.InferOutput<typeof AcceptedAnnouncement>

/** Reads what a choice at the gate keeps beside itself, see `ChosenController`. */
const Choice = v.looseObject({ accepted: v.optional(v.nullable(AcceptedAnnouncement), null) })

/** Returns the digest of a description: 16 hexadecimal digits, for people to compare. */
export function digestOf(description: GateDescription): string {
  const parts = Object.entries(description).sort(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16)
}

/** Returns where it is kept what a gate's controller announced, without the endings of the files. */
export const acceptedPath = (dataDir: string, gate: string, trial: boolean) =>
  join(dataDir, trial ? `${gate}.trial` : gate)

/**
 * Names the files in which an agent keeps what was accepted of one gate's controller, and what it announces otherwise.
 * Of a controller that was chosen at the gate it is kept in the file of the choice: no power cut parts the two.
 */
export class AcceptedFiles {
  readonly #accepted: string
  readonly #chosen: string
  readonly #announced: string

  /** @param path of both files, without their endings */
  constructor(path: string) {
    this.#accepted = `${path}.accepted.json`
    this.#chosen = `${path}.chosen.json`
    this.#announced = `${path}.announced.json`
  }

  /** Null before the first use. @throws when the file is damaged */
  get accepted(): AcceptedAnnouncement | null {
    const choice = read(this.#chosen, Choice)
    return choice ? choice.accepted : read(this.#accepted, AcceptedAnnouncement)
  }

  /** Null when nothing waits for an operator. @throws when the file is damaged */
  get announced(): Announcement | null {
    return read(this.#announced, Announcement)
  }

  /** Changes whenever an operator accepts something: two files of one moment are still two files. */
  get version(): string {
    const files = [this.#chosen, this.#accepted].map((file) => statSync(file, { throwIfNoEntry: false }))
    const file = files.find((file) => file !== undefined)
    return file ? `${file.mtimeMs} ${file.ino}` : ''
  }

  accept({ messages, digest }: Announcement, by: AcceptedAnnouncement['by']): void {
    const accepted: AcceptedAnnouncement = { messages, digest, by }
    const choice = read(this.#chosen, Choice)
    if (choice) replaceFile(this.#chosen, JSON.stringify({ ...choice, accepted }))
    else replaceFile(this.#accepted, JSON.stringify(accepted))
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
