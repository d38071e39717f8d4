import { getNotebook } from '#lib/app/context.ts'
import { forceOf, ownRecord } from '#lib/app/devices/admission.ts'
import { deviceCode } from '#lib/app/devices/device-code.ts'
import { DeviceSessionsStore } from '#lib/app/devices/device-sessions-store.svelte.ts'
import { lossOf, lostContent, sameNamed, type LostContent } from '#lib/app/devices/lost-phone.ts'
import { signerOf } from '#lib/app/access/signer.ts'
import type { DeviceStatus } from '#lib/domain/devices/device-status.ts'
import { date, time } from '#lib/i18n/format.ts'
import type { LossFacts } from '#lib/i18n/devices/loss/loss-vi.ts'
import { lossWords as t } from '#lib/i18n/devices/loss/loss.ts'
import { otherPhoneWords } from '#lib/i18n/devices/other-devices.ts'
import { words } from '#lib/i18n/words.ts'

const dayHour = (ms: number) => `${time(ms)} ${date(ms)}`

/** A phone, its loss, and what was on it, for the screens about it. Create it during component initialisation. */
export class LostState {
  readonly #notebook = getNotebook()
  readonly #sessions = this.#notebook.open(DeviceSessionsStore)
  /** Holds what the server says of phones; null before it answers, and without an answer. */
  #statuses = $state.raw<readonly DeviceStatus[] | null>(null)
  readonly may = $derived.by(() => this.#notebook.mayWrite('directory.device-revoked'))
  /** Several, if more than one account claims the same key. */
  readonly devices = $derived.by(() =>
    this.#notebook.directory.devices.filter((device) => device.id === this.id())
  )
  readonly loss = $derived.by(() => lossOf(this.devices[0]?.barrings))
  readonly #record = $derived.by(() => this.loss && ownRecord(this.#notebook, this.loss.barring.fact))
  /** Whether the server has the revocation: what another commander's phone wrote came from there. */
  readonly isStopped = $derived.by(
    () => !!this.#record?.arrived && this.#record.current.every(({ sync }) => forceOf(sync) === 'holds')
  )
  readonly contents = $derived.by(() =>
    this.devices.map((device) => lostContent(device, this.#statuses, this.#sessions.all))
  )
  readonly sameNamed = $derived.by(() =>
    this.devices[0] ? sameNamed(this.#notebook.directory, this.devices[0]) : []
  )
  /** Empty before the unit's name has come. */
  readonly unitName = $derived.by(() => {
    const { unit } = this.#notebook.directory
    return unit ? `${unit.kind} ${unit.name}` : ''
  })

  constructor(readonly id: () => string) {
    $effect(() => {
      if (!this.may) return
      void this.#sessions.look()
      void this.#notebook.devices().then((statuses) => (this.#statuses = statuses))
    })
  }

  /** Returns what the notices tell; null where nobody marked a loss. */
  get facts(): LossFacts | null {
    if (!this.loss) return null
    const { directory } = this.#notebook
    const books = [...new Set(this.contents.flatMap((one) => one.books))]
    return {
      unit: `Công an ${this.unitName}`,
      commander: signerOf(directory, this.loss.by).name,
      marked: dayHour(this.loss.from),
      told: this.loss.told,
      isStopped: this.isStopped,
      phones: this.contents.map((one) => ({
        code: deviceCode(this.id()),
        owner: signerOf(directory, one.account).name,
        roles: one.roles.map((role) => words.roles[role]).join(', '),
        since: dayHour(one.since),
        books: one.books.map((book) => otherPhoneWords.book(book)).join(', '),
        heard: heardText(one),
        left: leftText(one)
      })),
      data: books.map((book) => t.held(book)).join('; ')
    }
  }
}

/** Says when the server last heard of a phone. */
export const heardText = ({ lastHeard }: LostContent): string =>
  lastHeard === null ? t.unheard : t.heard(dayHour(lastHeard))

/** Says what a phone had not sent when it last reported. */
export function leftText({ left, photos, neverReported }: LostContent): string {
  if (neverReported) return t.neverReported
  if (left === null) return t.unknownLeft
  if (left.length === 0 && photos === 0) return t.allSent
  const where = left.map(({ book, count }) => `${otherPhoneWords.book(book)}: ${count}`).join(', ')
  return t.left(
    left.reduce((sum, { count }) => sum + count, 0),
    where,
    photos
  )
}
