import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Answers for a site with three gates of different kinds. @param folder where the kit will lie */
export const siteAnswers = (folder: string) => ({
  server: 'https://antt.example.vn',
  unit: 'xa-thu',
  account: 'th-may-cong',
  password: 'Mật khẩu "thử" #1',
  name: 'cong01.example.vn',
  dataDir: join(folder, 'data'),
  mosquitto: join(folder, 'mosquitto'),
  gates: [
    {
      gate: 'cong-1b',
      kind: 'tasmota-button',
      topic: 'cong01',
      travelSeconds: 18,
      closeAt: '22:00',
      camera: 'rtsp://xem:m%23t@192.168.1.64:554/Streaming/Channels/101?a=1&b=2'
    },
    { gate: 'cong-2', kind: 'esphome', topic: 'cong02', id: 'cong02/cua_cuon' },
    { gate: 'cong-3', kind: 'shelly', topic: 'cong03', id: 'cong03/cover:0', travelSeconds: 12.5 }
  ]
})

/** An authority of a test's own, which signs certificate requests by OpenSSL. */
export class TestAuthority {
  readonly folder = mkdtempSync(join(tmpdir(), 'ca-'))
  readonly #key = join(this.folder, 'ca.key')
  readonly certificate = join(this.folder, 'ca.pem')

  constructor() {
    const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
    const files = ['-keyout', this.#key, '-out', this.certificate]
    openssl('req', '-x509', ...curve, ...files, '-subj', '/CN=CA thu nghiem', '-days', '400')
  }

  /** Writes a certificate for a request, with the authority's own behind it. */
  sign(request: string, path: string, days = 90): void {
    const alone = join(this.folder, 'leaf.pem')
    const by = ['-CA', this.certificate, '-CAkey', this.#key, '-copy_extensions', 'copy']
    openssl('x509', '-req', '-in', request, ...by, '-days', String(days), '-out', alone)
    writeFileSync(path, readFileSync(alone, 'utf8') + readFileSync(this.certificate, 'utf8'))
  }
}

export const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'ignore' })
