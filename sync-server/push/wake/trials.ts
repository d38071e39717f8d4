import { randomBytes } from 'node:crypto'
import type { Notice } from '#lib/domain/notice.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import type { PushSender } from '../push-sender.ts'
import type { Subscription, Subscriptions } from '../subscriptions.ts'
import type { Phone, WakeBook } from './wake-book.ts'

export interface TrialDeps {
  subscriptions: Pick<Subscriptions, 'all'>
  sender: Pick<PushSender, 'send'>
  book: WakeBook
  /** Unix ms. */
  now(): number
  /** Schedules a call after `ms`; returns its cancellation. */
  after(ms: number, run: () => void): () => void
}

/** How long whoever sent a trial waits for the phone, ms. */
const trialPatienceMs = 20_000
/** Most trials whose answers are awaited; the oldest go. */
const most = 2_000

/** Sends trials: a push that rings a closed phone and asks its service worker to answer by itself. */
export class Trials {
  readonly #sent = new Map<string, (at: number) => Promise<void>>()

  constructor(private readonly deps: TrialDeps) {}

  /**
   * Sends a trial to a phone.
   * @returns how long its answer took, ms; null: none came in time; `asleep`: it takes no pushes; `unsent`: no push service
   * took it, which tells nothing of the phone
   */
  async send(phone: Phone): Promise<number | null | 'asleep' | 'unsent'> {
    const { subscriptions, sender, book, now } = this.deps
    const found = (await subscriptions.all()).filter(
      ({ account, device }) => account === phone.account && device === phone.device
    )
    if (found.length === 0) return 'asleep'
    const at = now()
    const answer = this.#answerTo(phone, at)
    const outcomes = await Promise.all(
      found.map((one) => {
        const notice = trialFor(one, answer.receipt, at)
        return sender.send(one, notice, async () => notice)
      })
    )
    if (outcomes.includes('sent')) {
      await book.tried(phone, at)
      return answer.tookMs
    }
    answer.cancel()
    return outcomes.every((outcome) => outcome === 'gone') ? 'asleep' : 'unsent'
  }

  /** Takes the secret of a trial, once. @returns whether it is one */
  async answer(receipt: string): Promise<boolean> {
    const answered = this.#sent.get(receipt)
    this.#sent.delete(receipt)
    await answered?.(this.deps.now())
    return answered !== undefined
  }

  #answerTo(phone: Phone, at: number) {
    const { book, after } = this.deps
    const receipt = randomBytes(16).toString('base64url')
    let settle: (tookMs: number | null) => void = () => {}
    const tookMs = new Promise<number | null>((resolve) => (settle = resolve))
    const cancel = after(trialPatienceMs, () => settle(null))
    this.#sent.set(receipt, async (now) => {
      cancel()
      const took = Math.max(0, now - at)
      settle(took)
      await book.answered(phone, at, took)
    })
    const oldest = this.#sent.keys().next()
    if (this.#sent.size > most && !oldest.done) this.#sent.delete(oldest.value)
    return { receipt, tookMs, cancel }
  }
}

function trialFor({ language }: Subscription, receipt: string, at: number): Notice {
  const id = uuidv7(at, randomBytes(10))
  return { v: 1, id, kind: 'trial', about: 'account', subject: 'own', name: '', at, receipt, language }
}
