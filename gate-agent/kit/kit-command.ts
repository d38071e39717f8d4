import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { AgentStartProblem, readAgentConfig } from '../agent-config.ts'
import { checkCertificate } from '../self-test/certificate.ts'
import { findCameras } from '../self-test/find-cameras.ts'
import { findingLine } from '../self-test/finding.ts'
import { keptKey } from '../shell/agent-key.ts'
import { checkedAnswers, isTrialServer, readAnswers, type KitAnswers } from './answers.ts'
import { askKit } from './kit-questions.ts'
import { pairingLines } from './pairing-code.ts'
import { installerTerminal } from './terminal.ts'
import { refuseExisting, writeKit } from './write-kit.ts'

/** Names the terminal and the place in which the command runs. */
export interface KitMachine {
  input: NodeJS.ReadStream
  output: NodeJS.WriteStream
  /** The folder of the program. */
  program: string
}

/**
 * Runs `npm run agent -- --kit FOLDER [--answers answers.json]`: asks on the terminal unless the answers lie in a file,
 * writes the folder and prints the code by which a commander approves the machine. Returns the exit code.
 */
export function kitMain(args: string[], machine: KitMachine): Promise<number> {
  const say = (line: string) => void machine.output.write(`${line}\n`)
  return sentenceOnProblem(say, async () => {
    const { folder, file } = kitArguments(args)
    refuseExisting(folder)
    const answers = file === undefined ? await asked(machine) : readAnswers(file)
    const files = writeKit(folder, answers, { program: machine.program, node: process.execPath })
    say(`Đã ghi ${resolve(folder)}:`)
    for (const one of files) say(`  ${one}`)
    if (isTrialServer(answers.server))
      say(
        `${answers.server} chỉ dùng thử được trên chính máy này: máy khác và điện thoại không tới được. Để duyệt, mở liên kết ở trình duyệt của máy này.`
      )
    sayPairing(answers, say, machine.output.isTTY)
    say(`Đọc ${join(resolve(folder), 'LAM-TIEP.txt')} để làm tiếp.`)
  })
}

/** Runs `npm run agent -- --qr agent.json`: prints the code by which a commander approves this machine. */
export function qrMain(path: string | undefined, { output }: Pick<KitMachine, 'output'>): Promise<number> {
  const say = (line: string) => void output.write(`${line}\n`)
  return sentenceOnProblem(say, () => {
    if (!path) throw new AgentStartProblem('Cho biết tệp cấu hình: npm run agent -- --qr agent.json')
    sayPairing(readAgentConfig(path), say, output.isTTY)
  })
}

/** Runs `npm run agent -- --certificate FOLDER`: checks the certificate that the operator put into the kit. */
export function certificateMain(folder: string | undefined, say: (line: string) => void): Promise<number> {
  return sentenceOnProblem(say, () => {
    if (!folder) throw new AgentStartProblem('Cho biết thư mục: npm run agent -- --certificate THƯ-MỤC')
    const tls = join(folder, 'tls')
    const key = existsSync(tls) ? readdirSync(tls).find((file) => file.endsWith('.key')) : undefined
    if (!key)
      throw new AgentStartProblem(`Trong ${tls} không có khóa nào: bộ này không có tên cho điện thoại.`)
    const name = key.slice(0, -'.key'.length)
    const certificate = join(tls, `${name}.pem`)
    if (!existsSync(certificate))
      throw new AgentStartProblem(`Chưa có ${certificate}: xin chứng chỉ theo LAM-TIEP.txt rồi chạy lại.`)
    const [chain, own] = [certificate, join(tls, key)].map((path) => readFileSync(path, 'utf8'))
    const finding = checkCertificate(chain!, own!, name, Date.now())
    say(findingLine(finding))
    return finding.state === 'bad' ? 1 : 0
  })
}

function kitArguments(args: string[]): { folder: string; file: string | undefined } {
  const usage = 'Cách dùng: npm run agent -- --kit THƯ-MỤC, hoặc thêm --answers tra-loi.json để không hỏi.'
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { answers: { type: 'string' } }
    })
    const [folder, ...more] = positionals
    if (folder !== undefined && more.length === 0) return { folder, file: values.answers }
  } catch {
    // Said below.
  }
  throw new AgentStartProblem(usage)
}

async function asked({ input, output }: KitMachine): Promise<KitAnswers> {
  const terminal = installerTerminal(input, output)
  try {
    let found: Promise<string[]> | null = null
    const cameras = () => (found ??= findCameras().then((all) => all.map(({ host }) => host)))
    return checkedAnswers(await askKit(terminal, cameras), 'phần trả lời')
  } finally {
    terminal.close()
  }
}

/** The key is made now where it may be, so that the code can be scanned before the machine has been started once. */
function sayPairing(
  { server, dataDir }: Pick<KitAnswers, 'server' | 'dataDir'>,
  say: (line: string) => void,
  isTerminal: boolean
): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    pairingLines(server, keptKey(join(dataDir, 'agent-key.json')), isTerminal).forEach((line) => say(line))
    say('Máy hiện ra ở điện thoại của chỉ huy sau khi đã chạy lần đầu và gọi được máy chủ.')
  } catch {
    say(`Chưa có khóa của máy này, vì không ghi được vào ${dataDir}: mã QR hiện ra khi máy chạy lần đầu.`)
  }
}

/** Prints a problem for the operator to fix as one sentence, with exit code 1. */
async function sentenceOnProblem(
  say: (line: string) => void,
  act: () => Promise<number | void> | number | void
): Promise<number> {
  try {
    return (await act()) ?? 0
  } catch (problem) {
    if (!(problem instanceof AgentStartProblem)) throw problem
    say(problem.message)
    return 1
  }
}
