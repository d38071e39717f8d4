import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { AgentStartProblem } from '../agent-config.ts'

/** A conversation with the installer. */
export interface InstallerTerminal {
  tell(text: string): void
  /** Returns what was typed, without blanks around it, in NFC. @throws AgentStartProblem when the input has ended */
  ask(question: string, options?: { hidden?: boolean }): Promise<string>
  close(): void
}

/** Talks on a terminal; what is hidden is not echoed while it is typed. Lines that are piped in answer likewise. */
export function installerTerminal(input: NodeJS.ReadStream, output: NodeJS.WriteStream): InstallerTerminal {
  let isHidden = false
  const echo = new Writable({
    write(chunk, encoding, done) {
      if (!isHidden) output.write(chunk as Buffer, encoding)
      done()
    }
  })
  const lines = createInterface({ input, output: echo, terminal: input.isTTY })
  const typed = lines[Symbol.asyncIterator]()
  return {
    tell: (text) => void output.write(`${text}\n`),
    async ask(question, { hidden = false } = {}) {
      isHidden = hidden
      output.write(`${question} `)
      const line = await typed.next()
      isHidden = false
      if (hidden || !input.isTTY) output.write('\n')
      if (line.done) throw new AgentStartProblem('Đã dừng giữa chừng. Chưa ghi gì.')
      return line.value.trim().normalize('NFC')
    },
    close: () => lines.close()
  }
}
