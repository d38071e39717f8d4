import { join } from 'node:path'
import { AgentStartProblem, controllerOf, readAgentConfig, type AgentConfig } from './agent-config.ts'
import { asChosen } from './survey/chosen-controller.ts'
import { differences } from './adapters/description.ts'
import { descriptionLines, differenceLines } from './controller-news.ts'
import { AcceptedFiles } from './shell/accepted-file.ts'
import { mayDriveSame } from './relays/driven.ts'
import { keptRelays, relaysBy } from './relays/kept-relays.ts'
import { knownFrom } from './shell/controller/pinned-controller.ts'

/**
 * Shows what a gate's controller announces, and accepts it when its digest is given; a running agent follows within
 * seconds. @throws AgentStartProblem when there is nothing to accept, or something else than the digest says
 */
export function acceptController(
  { dataDir, gates }: Pick<AgentConfig, 'dataDir' | 'gates'>,
  gate: string | undefined,
  digest: string | undefined,
  say: (line: string) => void
): void {
  const written = gates.find((one) => one.gate === gate)
  if (!gate || !written) throw new AgentStartProblem(`Tệp cấu hình không có cổng ${gate ?? ''}.`)
  const config = asChosen(written, dataDir)
  const files = new AcceptedFiles(join(dataDir, gate))
  const { accepted, announced } = files
  const next = announced ?? accepted
  if (!next)
    throw new AgentStartProblem(`Cổng ${gate} chưa có bộ điều khiển nào giới thiệu; hãy chạy máy trước.`)
  if (digest === undefined) {
    const describe = describer(config)
    const lines =
      accepted && announced
        ? differenceLines(differences(describe(accepted), describe(announced)))
        : descriptionLines(describe(next))
    for (const line of [`${gate}, mã ${next.digest}:`, ...lines]) say(line)
    return say(
      announced || accepted?.by === 'first-use'
        ? `Nếu đúng thì chạy lại lệnh này với mã ${next.digest}.`
        : 'Cấu hình này đã được chấp nhận.'
    )
  }
  if (digest !== next.digest)
    throw new AgentStartProblem(`Mã ${digest} không khớp: bộ điều khiển đang giới thiệu mã ${next.digest}.`)
  const driven = relaysBy(config, next)
  const taken = gates.find((one) => one !== written && mayDriveSame(keptRelays(one, dataDir), driven))
  if (taken)
    throw new AgentStartProblem(
      `Mã ${digest} dẫn lệnh của ${gate} sang bộ điều khiển của ${taken.gate}: không chấp nhận. Xem ai đã giới thiệu như vậy.`
    )
  files.accept(next, 'operator')
  say(`Đã chấp nhận bộ điều khiển của ${gate}.`)
}

/**
 * Runs `npm run agent -- --accept agent.json <gate> [digest]`; returns the exit code. A problem for the operator to fix
 * is printed as one sentence.
 */
export function acceptMain([path, gate, digest]: readonly string[], say: (line: string) => void): number {
  try {
    if (!path)
      throw new AgentStartProblem('Cho biết tệp cấu hình: npm run agent -- --accept agent.json <cổng>')
    acceptController(readAgentConfig(path), gate, digest, say)
    return 0
  } catch (problem) {
    if (!(problem instanceof AgentStartProblem)) throw problem
    say(problem.message)
    return 1
  }
}

function describer(config: AgentConfig['gates'][number]) {
  const { dialect, id } = controllerOf(config)
  return (announcement: Parameters<typeof knownFrom>[1]) => {
    const gate = knownFrom(dialect, announcement).gates[id]
    return (gate && dialect.describe?.(gate)) ?? {}
  }
}
