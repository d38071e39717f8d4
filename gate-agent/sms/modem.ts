import type { AgentClock } from '../shell/agent-clock.ts'
import { messagesIn, type StoredSms } from './listing.ts'
import type { OpenPort, SerialPort } from './serial-port.ts'

/** Interval between two looks into the modem's memory, ms; a hint of the modem brings the next one forward. */
const lookMs = 5_000
/** Pause before a port is opened anew, ms. */
const reopenMs = 5_000
/** How long an answer may take, ms: some, and the sending of a text. */
const answerMs = 10_000
const sendMs = 60_000
/** How long the line is quiet after a listing, ms: an “OK” before that stands in somebody's text. */
const quietMs = 300
/** Most texts that wait to be sent. */
const mostWaiting = 20
/** Longest unfinished line that is kept, in characters: a line of noise must not fill the memory. */
const longestLine = 1_000
/** Most lines of one answer. */
const mostLines = 2_000

/** No echo, text mode, and plain ASCII between here and the modem: its own alphabet has `_` where the line has XON. */
const setup = ['ATE0', 'AT+CMGF=1', 'AT+CSCS="IRA"']
const ends = /^(?:OK|ERROR|\+CM[ES] ERROR:.*)$/

export interface ModemDeps {
  open: OpenPort
  clock: Pick<AgentClock, 'after'>
  /** Called with each text in the memory, before it is deleted there; after a power cut perhaps once more. */
  received(message: StoredSms): void
  trouble(problem: unknown): void
}

interface Asked {
  line: string
  /** The text behind the modem's prompt. */
  text?: string
  ms: number
  /** Whether texts of anybody stand in its answer. */
  lists?: true
  done(answer: { ok: boolean; lines: string[] }): void
}

/** Sends and receives text messages over an LTE modem by AT commands in text mode, 3GPP TS 27.005. */
export class Modem {
  #port: SerialPort | null = null
  #rest = ''
  #lines: string[] = []
  #asked: Asked | null = null
  #cancel = () => {}
  #cancelLook = () => {}
  #isLooking = false
  /** Whether the modem told of a text since the last look began. */
  #isHinted = false
  #isStopped = false
  /** Whether the last attempt failed, which is told once. */
  #isDown = false
  readonly #queue: Asked[] = []
  readonly #texts: { to: string; text: string }[] = []

  constructor(private readonly parts: ModemDeps) {}

  start(): void {
    this.#open()
  }

  /** Sends a text of ASCII characters; dropped when too many wait. @param to digits, with or without a plus */
  send(to: string, text: string): void {
    if (this.#texts.length >= mostWaiting) return
    this.#texts.push({ to, text })
    void this.#sendNext()
  }

  stop(): void {
    this.#isStopped = true
    this.#close()
  }

  #open() {
    if (this.#isStopped) return
    try {
      const port = this.parts.open()
      this.#port = port
      port.listen(
        (piece) => this.#port === port && this.#hear(piece),
        () => this.#port === port && this.#broken(new Error('modem SMS không còn ở đó; máy tự tìm lại.'))
      )
      for (const line of setup) void this.#ask({ line })
      this.#look()
    } catch (problem) {
      this.#broken(problem)
    }
  }

  /** Closes the port and opens it again later; nothing that was asked is asked again. */
  #broken(problem: unknown) {
    if (!this.#isDown) this.parts.trouble(problem)
    this.#isDown = true
    this.#close()
    if (!this.#isStopped) this.#cancelLook = this.parts.clock.after(reopenMs, () => this.#open())
  }

  #close() {
    this.#cancel()
    this.#cancelLook()
    const port = this.#port
    this.#port = null
    const asked = [...(this.#asked ? [this.#asked] : []), ...this.#queue.splice(0)]
    this.#asked = null
    this.#rest = ''
    this.#lines = []
    this.#isLooking = false
    port?.close()
    for (const { done } of asked) done({ ok: false, lines: [] })
  }

  /** Reads the whole memory and then deletes what was read, so that it is never full. */
  async #look(): Promise<void> {
    if (this.#isLooking || !this.#port) return
    this.#isLooking = true
    this.#isHinted = false
    this.#cancelLook()
    const port = this.#port
    const { lines } = await this.#ask({ line: 'AT+CMGL="ALL"', lists: true })
    const messages = messagesIn(lines)
    for (const message of messages) this.#receive(message)
    if (messages.length > 0) await this.#delete(messages)
    if (this.#port !== port) return
    this.#isLooking = false
    void this.#sendNext()
    if (this.#isHinted) return this.#look()
    this.#cancelLook = this.parts.clock.after(lookMs, () => void this.#look())
  }

  #receive(message: StoredSms) {
    try {
      this.parts.received(message)
    } catch (problem) {
      this.parts.trouble(problem)
    }
  }

  /** Deletes everything that has been read; one by one where the modem knows no other way. */
  async #delete(messages: readonly StoredSms[]) {
    const { ok } = await this.#ask({ line: 'AT+CMGD=1,3' })
    if (ok) return
    for (const { index } of messages) await this.#ask({ line: `AT+CMGD=${index}` })
  }

  /** Sends the next text, but first whatever has arrived is read. */
  async #sendNext(): Promise<void> {
    const next = this.#port && !this.#isLooking ? this.#texts.shift() : undefined
    if (!next) return
    const { ok } = await this.#ask({ line: `AT+CMGS="${next.to}"`, text: next.text, ms: sendMs })
    if (!ok) this.parts.trouble(new Error('modem SMS không gửi được một tin nhắn.'))
    return this.#sendNext()
  }

  #ask(asked: Omit<Asked, 'done' | 'ms'> & { ms?: number }): Promise<{ ok: boolean; lines: string[] }> {
    return new Promise((done) => {
      this.#queue.push({ ms: answerMs, ...asked, done })
      this.#askNext()
    })
  }

  #askNext() {
    const port = this.#port
    if (this.#asked || !port) return
    const next = this.#queue.shift()
    if (!next) return
    this.#asked = next
    this.#lines = []
    this.#cancel = this.parts.clock.after(next.ms, () => {
      // Leaves a prompt that may still wait for a text.
      port.write('\x1b')
      this.#broken(new Error(`modem SMS không trả lời lệnh ${next.line}; máy tự thử lại.`))
    })
    port.write(`${next.line}\r`)
  }

  #hear(piece: string) {
    const parts = (this.#rest + piece).split(/[\r\n]+/)
    this.#rest = parts.pop()!.slice(-longestLine)
    for (const line of parts) this.#hearLine(line)
    const asked = this.#asked
    if (!/^> ?$/.test(this.#rest) || asked?.text === undefined) return
    this.#rest = ''
    this.#port?.write(`${asked.text}\x1a`)
    delete asked.text
  }

  #hearLine(line: string) {
    const asked = this.#asked
    if (line.startsWith('+CMTI:')) {
      this.#isHinted = true
      return void this.#look()
    }
    if (!asked || line === '') return
    const isEnd = ends.test(line)
    if (line !== asked.line && this.#lines.length < mostLines) this.#lines.push(line)
    if (!isEnd) return
    if (!asked.lists) return this.#answered(asked)
    this.#cancel()
    this.#cancel = this.parts.clock.after(quietMs, () => this.#answered(asked))
  }

  /** The last line tells how it went. */
  #answered(asked: Asked) {
    this.#cancel()
    this.#asked = null
    this.#isDown = false
    const lines = this.#lines
    this.#lines = []
    asked.done({ ok: lines.pop() === 'OK', lines })
    // Lets whoever waited for this answer ask first.
    queueMicrotask(() => this.#askNext())
  }
}
