/** A text message in the modem's memory. */
export interface StoredSms {
  /** Its place in the memory. */
  index: number
  /** The number that it claims to come from; null: none that can be answered. */
  from: string | null
  /** Its first line: between further ones the modem may have reported something else. */
  text: string
}

const header = /^\+CMGL: (\d{1,5}),"[^"]*","([^"]*)"/
const number = /^\+?\d{3,15}$/

/**
 * Reads the answer to `AT+CMGL` in text mode (3GPP TS 27.005). Whatever does not belong to a readable header is left out:
 * anybody may send a text that looks like an answer of the modem.
 */
export function messagesIn(lines: readonly string[]): StoredSms[] {
  const found: StoredSms[] = []
  for (const line of lines) {
    const [, index, from = ''] = header.exec(line) ?? []
    if (index !== undefined)
      found.push({ index: Number(index), from: number.test(from) ? from : null, text: '' })
    else if (line.startsWith('+CMGL:')) found.push({ index: 0, from: null, text: '' })
    else {
      const last = found.at(-1)
      if (last?.text === '') last.text = line
    }
  }
  return found
}
