import type { CourierReport, FigureKeeper, Source, Unsubscribable } from '#lib/ports/ports.ts'
import { browserLabel } from './browser-label.ts'
import { KeptTimes } from './kept-times.ts'
import { countRecords } from './record-count.ts'

let opened: PhoneFigures | undefined

/**
 * Returns the figures of this phone: one object, which watches from its first use on what the app marks.
 * @param reports of the session whose exchanges count; those of an earlier one are over
 */
export function openFigures(reports: Source<CourierReport>): FigureKeeper {
  opened ??= new PhoneFigures()
  opened.follow(reports)
  return opened
}

class PhoneFigures implements FigureKeeper {
  readonly #times = new KeptTimes(localStorage)
  #unlocked = 0
  #reports: Source<CourierReport> | undefined
  #following: Unsubscribable | undefined
  #endWaiting = () => {}

  constructor() {
    const observer = new PerformanceObserver((list) => this.#take(list.getEntries()))
    // Buffered: of this start most is over when this code comes.
    for (const type of ['mark', 'measure']) observer.observe({ type, buffered: true })
  }

  follow(reports: Source<CourierReport>): void {
    if (reports === this.#reports) return
    this.#reports = reports
    this.#following?.unsubscribe()
    this.#following = reports.subscribe({ next: exchangeWatch(this.#times), error: () => {} })
  }

  async read() {
    const { deviceMemory } = navigator as { deviceMemory?: number }
    const [records, browser] = await Promise.all([countRecords().catch(() => null), browserLabel()])
    return { ...this.#times.all, records, browser, memory: deviceMemory ?? null }
  }

  #take(entries: PerformanceEntryList): void {
    for (const { name, startTime } of entries) {
      if (name === 'lock') this.#times.keep({ lock: startTime })
      if (name === 'unlocked') this.#unlocked = startTime
      if (name === 'drawn') this.#waitForWhole(startTime)
    }
    const saves = entries.filter(({ name }) => name === 'save')
    if (saves.length === 0) return
    this.#times.addSaves(saves.map(({ duration }) => duration))
    performance.clearMeasures('save')
  }

  /** Waits until nothing on the first screen is a skeleton any more; a screen that is left before has no time. */
  #waitForWhole(drawn: number): void {
    this.#endWaiting()
    const unlocked = this.#unlocked
    const look = (at: number) => {
      const screen = document.querySelector('#content')
      if (screen?.querySelector('.skeleton')) return
      if (screen) this.#times.keep({ open: at - unlocked })
      this.#endWaiting()
    }
    const changes = new MutationObserver(() => look(performance.now()))
    this.#endWaiting = () => changes.disconnect()
    changes.observe(document.body, { childList: true, subtree: true })
    look(drawn)
  }
}

/** Returns what keeps, of the reports that it is given, how long the last exchange took. */
export function exchangeWatch(times: Pick<KeptTimes, 'keep'>, now = () => performance.now()) {
  let began: number | null = null
  let last: number | null = null
  return ({ state, lastExchange }: CourierReport): void => {
    if (began !== null && lastExchange !== null && lastExchange !== last)
      times.keep({ exchange: { at: lastExchange, ms: now() - began } })
    last = lastExchange
    began = state === 'exchanging' ? (began ?? now()) : null
  }
}
