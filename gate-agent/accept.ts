import { join } from 'node:path'
import { AgentStartProblem, type AgentConfig } from './agent-config.ts'
import { differences } from './adapters/description.ts'
import { dialectOf } from './adapters/dialects.ts'
import { descriptionLines, differenceLines } from './controller-news.ts'
import { AcceptedFiles } from './shell/accepted-file.ts'
import { knownFrom } from './shell/pinned-controller.ts'

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
  const config = gates.find((one) => one.gate === gate)
  if (!gate || !config)
    throw new AgentStartProblem(
      `Cho biết một cổng của tệp cấu hình: ${gates.map(({ gate }) => gate).join(', ')}.`
    )
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
  files.accept(next, 'operator')
  say(`Đã chấp nhận bộ điều khiển của ${gate}.`)
}

function describer({ controller }: AgentConfig['gates'][number]) {
  const dialect = dialectOf(controller.dialect, controller.prefix, controller.setting)
  return (announcement: Parameters<typeof knownFrom>[1]) => {
    const gate = knownFrom(dialect, announcement).gates[controller.id]
    return (gate && dialect.describe?.(gate)) ?? {}
  }
}
