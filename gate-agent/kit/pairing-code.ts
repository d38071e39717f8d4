import encodeQR from 'qr'
import { deviceCode } from '#lib/domain/devices/device-code.ts'
import { thumbprint } from '#lib/domain/thumbprint.ts'
import type { AgentKey } from '../shell/agent-key.ts'

/**
 * Returns the address of the page on which a commander approves this very machine. The fragment, which no server is
 * sent, holds the fingerprint of its key, so that the page can tell whether it shows the machine that was scanned.
 */
export function pairingLink(server: string, { id, publicKey }: Pick<AgentKey, 'id' | 'publicKey'>): string {
  return `${server}/phones/${id}#${thumbprint(publicKey)}`
}

/**
 * Returns a QR code of the link as lines, with the code by which people tell machines apart.
 * @param isTerminal paints it light on dark whatever the terminal's colours; a log gets no colours
 */
export function pairingLines(
  server: string,
  key: Pick<AgentKey, 'id' | 'publicKey'>,
  isTerminal: boolean
): string[] {
  const link = pairingLink(server, key)
  const drawn = encodeQR(link, 'ascii', { ecc: 'low', border: 2 }).trimEnd().split('\n')
  const painted = isTerminal ? drawn.map((line) => `\u001B[97;40m${line}\u001B[0m`) : drawn
  return [
    'Chỉ huy quét mã này bằng máy ảnh của điện thoại đã có Sổ tay ANTT để duyệt máy này:',
    ...painted,
    link,
    `Mã của máy này: ${deviceCode(key.id)}`
  ]
}
