import { hash } from 'node:crypto'
import { statfsSync } from 'node:fs'
import type { BoxRefusalCode, ListedBox } from '#lib/domain/gates/contract/gate-box/box-reply.ts'
import { boxKeptMs, listedBoxes } from '#lib/domain/gates/contract/gate-box/box-limits.ts'
import { BoxFiles, fileBytes, lettersIn, type BoxContent, type BoxOnDisk } from './box-files.ts'

/** Bounds what phones leave at an agent. */
export interface BoxLimits {
  /** Boxes and bytes in all, and of one phone. */
  boxes: number
  bytes: number
  boxesOfOne: number
  bytesOfOne: number
  /** Boxes that one phone leaves within an hour, brought ones too. */
  anHour: number
  /** Bytes of the disk that are for the gates: below that nothing is left here. */
  spared: number
}

export const usualBoxLimits: BoxLimits = {
  boxes: 512,
  bytes: 128 * 1024 * 1024,
  boxesOfOne: 96,
  bytesOfOne: 40 * 1024 * 1024,
  anHour: 192,
  spared: 100_000_000
}

/** How much of its room a phone may fill with what others sealed: their boxes may lie here for long. */
const othersShare = 0.5
const hourMs = 3_600_000
/** Names of brought boxes that are remembered; one that was forgotten and comes again is brought again, which changes nothing. */
const mostRemembered = 4_096

/** Names the phone that leaves a box by the id of its key, and tells whether another one sealed it. */
interface Leaver {
  device: string
  isOthers: boolean
}

/** Keeps sealed boxes of phones until the server has them, some days at most; who may leave one is decided before. */
export class BoxStore {
  readonly #files: BoxFiles
  readonly #boxes = new Map<string, BoxOnDisk>()
  /** Boxes that are being written, by name. */
  readonly #writing = new Map<string, Promise<BoxRefusalCode | null>>()
  /** When each phone left its last boxes, Unix ms. */
  readonly #left = new Map<string, number[]>()

  /** @throws when the folder cannot be created or read */
  constructor(
    private readonly folder: string,
    private readonly limits: BoxLimits = usualBoxLimits,
    private readonly freeBytes: () => number = () => freeBytesOf(folder)
  ) {
    this.#files = new BoxFiles(folder)
    for (const box of this.#files.read().sort(byAge)) this.#boxes.set(box.name, box)
  }

  /** Tells whether a box lies here, or was brought from here. */
  has(name: string): boolean {
    return this.#boxes.has(name) && !this.#writing.has(name)
  }

  /** Tells why a phone may not leave a box of so many letters; null: it may. @param now Unix ms */
  refusal({ device, isOthers }: Leaver, letters: number, now: number): BoxRefusalCode | null {
    const { boxes, bytes, boxesOfOne, bytesOfOne, anHour, spared } = this.limits
    const part = isOthers ? othersShare : 1
    const here = [...this.#boxes.values()].filter((box) => box.bytes > 0)
    const own = here.filter((box) => box.device === device)
    const size = fileBytes(letters)
    if (own.length >= boxesOfOne * part || sum(own) + size > bytesOfOne * part) return 'YOURS_FULL'
    if (here.length >= boxes || sum(here) + size > bytes) return 'BOX_FULL'
    if (this.#lately(device, now).length >= anHour) return 'TOO_OFTEN'
    return this.freeBytes() - size < spared ? 'DISK_FULL' : null
  }

  /**
   * Keeps a box, once; resolves when it is on the disk. @param now Unix ms
   * @returns why it was not kept; null: it is here, or was brought before
   */
  keep(leaver: Leaver, name: string, content: BoxContent, now: number): Promise<BoxRefusalCode | null> {
    const underWay = this.#writing.get(name)
    if (underWay) return underWay
    if (this.#boxes.has(name)) return Promise.resolve(null)
    const refused = this.refusal(leaver, content.letters.length, now)
    if (refused) return Promise.resolve(refused)
    const { device } = leaver
    const box = { name, device, at: now, to: content.to, bytes: fileBytes(content.letters.length) }
    const writing = this.#write(box, content).finally(() => this.#writing.delete(name))
    this.#writing.set(name, writing)
    return writing
  }

  /** Lists boxes that wait here and that a phone did not leave itself, in order of their names, those after one. */
  list(device: string, after: string): ListedBox[] {
    const others = this.#waiting().filter((box) => box.device !== device && box.name > after)
    const some = others.sort((a, b) => (a.name < b.name ? -1 : 1)).slice(0, listedBoxes)
    return some.map((box) => ({ name: box.name, to: box.to, size: lettersIn(box) }))
  }

  /** Tells whether a box waits here. */
  isWaiting(name: string): boolean {
    return (this.#boxes.get(name)?.bytes ?? 0) > 0 && !this.#writing.has(name)
  }

  /** Reads a box that waits here; null when it does not, or cannot be read. One that the disk has spoilt is removed. */
  async content(name: string): Promise<BoxContent | null> {
    const box = this.#boxes.get(name)
    if (!box || !this.isWaiting(name)) return null
    const content = await this.#files.content(box).catch(() => null)
    if (content && hash('sha256', content.letters, 'base64url') === name) return content
    // Brought meanwhile, or spoilt: the phone still has what it left.
    if (this.#boxes.get(name) === box && content) {
      this.#boxes.delete(name)
      await this.#files.remove(box)
    }
    return null
  }

  /** Names the boxes to bring, the oldest first. */
  waiting(): string[] {
    return this.#waiting()
      .sort(byAge)
      .map(({ name }) => name)
  }

  /** Forgets what a box held, now that the server has it; its name is remembered, lest it is brought twice. */
  async brought(name: string): Promise<void> {
    const box = this.#boxes.get(name)
    if (!box) return
    await this.#files.empty(box)
    this.#boxes.set(name, { ...box, to: '', bytes: 0 })
  }

  /** Removes what is older than some days, or of a time that has not come: the phone still has what it left. @param now Unix ms */
  async forget(now: number): Promise<void> {
    const all = [...this.#boxes.values()].sort(byAge)
    const brought = all.filter(({ bytes }) => bytes === 0)
    const tooMany = new Set(brought.slice(0, Math.max(0, brought.length - mostRemembered)))
    for (const box of all) {
      if (Math.abs(now - box.at) <= boxKeptMs && !tooMany.has(box)) continue
      await this.#files.remove(box)
      this.#boxes.delete(box.name)
    }
  }

  async #write(box: BoxOnDisk, content: BoxContent): Promise<BoxRefusalCode | null> {
    // Counts from now on: others may be written meanwhile.
    this.#left.set(box.device, [...this.#lately(box.device, box.at), box.at])
    this.#boxes.set(box.name, box)
    try {
      await this.#files.write(box, content)
      return null
    } catch {
      this.#boxes.delete(box.name)
      return 'DISK_FULL'
    }
  }

  #waiting(): BoxOnDisk[] {
    return [...this.#boxes.values()].filter(({ name }) => this.isWaiting(name))
  }

  #lately(device: string, now: number): number[] {
    return (this.#left.get(device) ?? []).filter((at) => Math.abs(now - at) < hourMs)
  }
}

const byAge = (a: BoxOnDisk, b: BoxOnDisk) => a.at - b.at
const sum = (boxes: readonly BoxOnDisk[]) => boxes.reduce((all, { bytes }) => all + bytes, 0)

function freeBytesOf(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}
