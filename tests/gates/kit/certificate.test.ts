import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer } from 'node:tls'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { checkedAnswers } from '../../../gate-agent/kit/answers.ts'
import { writeCertificateKey, writeCertificateRequest } from '../../../gate-agent/kit/certificate-request.ts'
import { certificateMain } from '../../../gate-agent/kit/kit-command.ts'
import { writeKit } from '../../../gate-agent/kit/write-kit.ts'
import { checkCertificate, checkServedCertificate } from '../../../gate-agent/self-test/certificate.ts'
import { openssl, siteAnswers, TestAuthority } from './site.ts'

const name = 'cong01.example.vn'
const day = 86_400_000
let authority: TestAuthority
let at: string
beforeAll(() => void (authority = new TestAuthority()))
afterAll(() => rmSync(authority.folder, { recursive: true }))
beforeEach(() => void (at = mkdtempSync(join(tmpdir(), 'cert-'))))
afterEach(() => rmSync(at, { recursive: true }))

const path = (file: string) => join(at, file)
const read = (file: string) => readFileSync(path(file), 'utf8')

/** Makes a key and its certificate for a name, as the kit and an authority do. */
function certified(host = name, days = 90) {
  writeCertificateKey(path(`${host}.key`))
  expect(writeCertificateRequest(host, path(`${host}.key`), path(`${host}.csr`))).toBe(true)
  authority.sign(path(`${host}.csr`), path(`${host}.pem`), days)
  return { chain: read(`${host}.pem`), key: read(`${host}.key`) }
}

const found = ({ chain, key }: { chain: string; key: string }, host = name, now = Date.now()) => {
  const { state, says } = checkCertificate(chain, key, host, now)
  return [state, says] as const
}

describe('a certificate that the operator placed', () => {
  test('fits by name, key and date', () => {
    const [state, says] = found(certified())
    expect([state, says]).toEqual(['good', expect.stringMatching(/khớp tên và khóa, còn (89|90) ngày/)])
  })

  test('of another name, of another key, or illegible', () => {
    const one = certified()
    const other = certified('cong02.example.vn')
    expect(found(one, 'cong02.example.vn')).toEqual(['bad', expect.stringContaining('không phải của')])
    expect(found({ ...one, key: other.key })).toEqual(['bad', expect.stringContaining('không khớp với khóa')])
    expect(found({ ...one, chain: 'xin chào' })).toEqual(['bad', expect.stringContaining('không đọc được')])
  })

  test('before its time, near its end, and after it', () => {
    const one = certified()
    expect(found(one, name, Date.now() - day)).toEqual(['bad', expect.stringContaining('chưa tới ngày')])
    expect(found(one, name, Date.now() + 80 * day)).toEqual([
      'unsure',
      expect.stringMatching(/còn (9|10) ngày/)
    ])
    expect(found(one, name, Date.now() + 91 * day)).toEqual(['bad', expect.stringContaining('đã hết hạn')])
  })

  test('signed by itself, which phones refuse, and without what stands between it and its root', () => {
    const one = certified()
    const own = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`, '-days', '90']
    openssl('req', '-x509', '-key', path(`${name}.key`), ...own, '-out', path('own.pem'))
    expect(found({ ...one, chain: read('own.pem') })).toEqual(['bad', expect.stringContaining('tự ký')])
    const alone = one.chain.slice(0, one.chain.indexOf('-----END CERTIFICATE-----') + 26)
    expect(found({ ...one, chain: alone })).toEqual(['unsure', expect.stringContaining('fullchain')])
  })
})

test('the command tries the certificate in the folder of the kit', async () => {
  const folder = path('may')
  const answers = checkedAnswers(siteAnswers(folder), 'thử')
  writeKit(folder, answers, { program: process.cwd(), node: process.execPath })
  const lines: string[] = []
  const run = async () => [await certificateMain(folder, (line) => lines.push(line)), lines.at(-1)]
  expect(await run()).toEqual([1, expect.stringContaining('Chưa có')])
  authority.sign(join(folder, 'tls', `${name}.csr`), join(folder, 'tls', `${name}.pem`))
  expect(await run()).toEqual([0, expect.stringMatching(/^✔ .*khớp tên và khóa/)])
  const other = certified('cong02.example.vn')
  writeFileSync(join(folder, 'tls', `${name}.pem`), other.chain)
  expect(await run()).toEqual([1, expect.stringMatching(/^✘ /)])
})

describe('the certificate that phones are shown at the gate', () => {
  const shown = async (host: string, now?: number) => {
    const { chain, key } = certified(host)
    const server = createServer({ cert: chain, key })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const { state, says } = await checkServedCertificate(`wss://localhost:${port}`, now)
    await new Promise((resolve) => server.close(resolve))
    return [state, says]
  }

  test('of an authority that no phone knows, of another name, and over', async () => {
    expect(await shown('localhost')).toEqual(['bad', expect.stringContaining('Điện thoại sẽ không nhận')])
    expect(await shown(name)).toEqual(['bad', expect.stringContaining('không phải của “localhost”')])
    rmSync(path('localhost.key'))
    expect(await shown('localhost', Date.now() + 91 * day)).toEqual([
      'bad',
      expect.stringContaining('hết hạn')
    ])
  })

  test('that is not there', async () => {
    const found = await checkServedCertificate('wss://localhost:1')
    expect([found.state, found.says]).toEqual(['bad', expect.stringContaining('Không có chứng chỉ nào')])
  })
})
