import type { SerialPort } from '../sms/serial-port.ts'

interface Stored {
  index: number
  status: 'REC UNREAD' | 'REC READ'
  from: string
  text: string
}

/** Behaves as an LTE modem in text mode at the other end of a serial line. */
export class SimulatedModem {
  /** Texts that were sent, in order. */
  readonly sent: { to: string; text: string }[] = []
  /** Commands as they came, in order. */
  readonly commands: string[] = []
  /** The place of texts, and how many fit. */
  readonly memory: Stored[] = []
  /** Texts that the network could not deliver because the memory was full; they wait there. */
  readonly waiting: { from: string; text: string }[] = []
  /** Answers instead of the modem, if it gives an answer to that command. */
  override: ((command: string) => string | null) | null = null
  #hear: ((piece: string) => void) | null = null
  #broken: (() => void) | null = null
  #rest = ''
  #sendsTo: string | null = null

  constructor(private readonly places = 20) {}

  /** Opens the line to it. */
  open = (): SerialPort => ({
    write: (text) => this.#take(text),
    listen: (hear, broken) => {
      this.#hear = hear
      this.#broken = broken
    },
    close: () => {
      this.#hear = this.#broken = null
      this.#rest = ''
      this.#sendsTo = null
    }
  })

  /** A text arrives from the network. */
  receive(from: string, text: string): void {
    if (this.memory.length >= this.places) return void this.waiting.push({ from, text })
    const taken = new Set(this.memory.map(({ index }) => index))
    let index = 0
    while (taken.has(index)) index++
    this.memory.push({ index, status: 'REC UNREAD', from, text })
    this.says(`\r\n+CMTI: "SM",${index}\r\n`)
  }

  /** Says something, asked or not. */
  says(piece: string): void {
    queueMicrotask(() => this.#hear?.(piece))
  }

  /** Somebody pulls it out. */
  unplug(): void {
    this.#broken?.()
  }

  #take(text: string) {
    this.#rest += text
    for (;;) {
      const end = this.#rest.search(this.#sendsTo === null ? /\r/ : /[\x1a\x1b]/)
      if (end < 0) return
      const [line, closing] = [this.#rest.slice(0, end), this.#rest[end]]
      this.#rest = this.#rest.slice(end + 1)
      if (this.#sendsTo === null) this.#obey(line)
      else {
        if (closing === '\x1a') this.sent.push({ to: this.#sendsTo, text: line })
        this.#sendsTo = null
        this.says(closing === '\x1a' ? '\r\n+CMGS: 7\r\n\r\nOK\r\n' : '\r\nOK\r\n')
      }
    }
  }

  #obey(command: string) {
    this.commands.push(command)
    const instead = this.override?.(command) ?? null
    if (instead !== null) return this.says(instead)
    const to = /^AT\+CMGS="(\+?\d+)"$/.exec(command)?.[1]
    if (to !== undefined) {
      this.#sendsTo = to
      return this.says('\r\n> ')
    }
    const lists = command === 'AT+CMGL="ALL"'
    const listed = lists ? this.memory.map((one) => this.#listed(one)).join('') : ''
    const single = /^AT\+CMGD=(\d+)$/.exec(command)?.[1]
    const isGone = ({ index, status }: Stored) =>
      single === undefined ? status === 'REC READ' : index === Number(single)
    if (command.startsWith('AT+CMGD=')) {
      const left = this.memory.filter((one) => !isGone(one))
      this.memory.splice(0, this.memory.length, ...left)
      for (const { from, text } of this.waiting.splice(0, this.places - left.length)) this.receive(from, text)
    }
    this.says(`${listed}\r\nOK\r\n`)
  }

  #listed(one: Stored): string {
    const line = `\r\n+CMGL: ${one.index},"${one.status}","${one.from}",,"26/11/24,15:00:00+28"\r\n${one.text}\r\n`
    one.status = 'REC READ'
    return line
  }
}
