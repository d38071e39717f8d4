import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { OperatorError } from '../../server-config.ts'

/** A conversation with the operator. */
export interface Terminal {
  tell(text: string): void
  /** Returns what was typed, without blanks around it, in NFC. @throws OperatorError when there is nobody any more */
  ask(question: string, options?: { hidden?: boolean }): Promise<string>
  close(): void
}

/** Talks on a terminal; what is hidden is not shown while it is typed. Lines that are piped in answer likewise. */
export function openTerminal(input: NodeJS.ReadStream, output: NodeJS.WriteStream): Terminal {
  let isHidden = false
  const shown = new Writable({
    write(chunk, encoding, done) {
      if (!isHidden) output.write(chunk as Buffer, encoding)
      done()
    }
  })
  const lines = createInterface({ input, output: shown, terminal: input.isTTY })
  const typed: string[] = []
  const waiting: ((line: string | null) => void)[] = []
  let isOver = false
  lines.on('line', (line) => {
    const next = waiting.shift()
    if (next) next(line)
    else typed.push(line)
  })
  lines.on('close', () => {
    isOver = true
    for (const next of waiting.splice(0)) next(null)
  })
  return {
    tell: (text) => void output.write(`${text}\n`),
    async ask(question, { hidden = false } = {}) {
      output.write(`${question} `)
      isHidden = hidden
      const line =
        typed.shift() ?? (isOver ? null : await new Promise<string | null>((next) => waiting.push(next)))
      isHidden = false
      if (hidden || !input.isTTY) output.write('\n')
      if (line === null) throw new OperatorError('Đã dừng giữa chừng. Chưa thay đổi gì.')
      return line.trim().normalize('NFC')
    },
    close: () => lines.close()
  }
}

/** Asks until an answer is right. @param wrong tells what is expected; null: it is right */
export async function askUntil(
  { tell, ask }: Terminal,
  question: string,
  wrong: (answer: string) => string | null,
  usual = ''
): Promise<string> {
  for (;;) {
    const answer = (await ask(usual ? `${question} [${usual}]:` : `${question}:`)) || usual
    const why = wrong(answer)
    if (why === null) return answer
    tell(`  ${why}`)
  }
}

/** Asks for yes or no; nothing else counts as yes. */
export async function confirms({ ask }: Terminal, question: string): Promise<boolean> {
  return ['co', 'có', 'c', 'y', 'yes'].includes((await ask(`${question} (có/không):`)).toLowerCase())
}
