import { spawnSync } from 'node:child_process'
import { closeSync, constants, openSync } from 'node:fs'
import { ReadStream, WriteStream } from 'node:tty'

/** A serial line to a modem. */
export interface SerialPort {
  /** Writes ASCII text. */
  write(text: string): void
  /** Hears what arrives, in pieces of any length; `broken` is called once when the line is gone. */
  listen(hear: (piece: string) => void, broken: () => void): void
  close(): void
}

/** Opens a port. @throws when there is none now */
export type OpenPort = () => SerialPort

/** Baud rate of the line; over USB it means nothing. */
const baud = '115200'

/**
 * Opens a modem's device such as `/dev/ttyUSB2`, raw: without echo, and with no character that the system takes for its
 * own. @throws when it does not exist, or is no terminal
 */
export function openSerialPort(device: string): SerialPort {
  const { O_RDWR, O_NOCTTY, O_NONBLOCK } = constants
  const set = spawnSync('stty', ['-F', device, baud, 'raw', '-echo', '-ixon', 'clocal'], { timeout: 5_000 })
  if (set.status !== 0)
    throw new Error(`không mở được modem ${device} (${set.error?.message ?? String(set.stderr).trim()}).`)
  const fds = [
    openSync(device, O_RDWR | O_NOCTTY | O_NONBLOCK),
    openSync(device, O_RDWR | O_NOCTTY | O_NONBLOCK)
  ]
  try {
    const input = new ReadStream(fds[0]!)
    const output = new WriteStream(fds[1]!)
    return {
      write: (text) => void output.write(text, 'latin1'),
      listen(hear, broken) {
        let isOver = false
        const end = () => {
          if (!isOver) broken()
          isOver = true
        }
        input.setEncoding('latin1').on('data', (piece) => hear(String(piece)))
        for (const stream of [input, output]) stream.on('error', end).on('close', end)
        input.on('end', end)
      },
      close() {
        input.destroy()
        output.destroy()
      }
    }
  } catch (problem) {
    fds.forEach(closeSync)
    throw problem
  }
}
