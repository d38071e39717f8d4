import type { Offence } from './offence.ts'
import { runTool } from './run-tool.ts'

interface Report {
  summary: { violations: { rule: { name: string }; from: string; to: string }[]; ruleSetUsed: RuleSet }
}
interface RuleSet {
  forbidden?: { name: string; comment?: string }[]
}

/** Runs dependency-cruiser over a tree; the `comment` of each rule in `.dependency-cruiser.cjs` says how to mend it. */
export async function imports(root: string): Promise<Offence[]> {
  const config = new URL('../../.dependency-cruiser.cjs', import.meta.url).pathname
  const args = ['--config', config, '--output-type', 'json', 'src', 'sync-server', 'gate-agent']
  const { summary } = await runTool<Report>('dependency-cruiser/bin/dependency-cruise.mjs', args, root)
  const cures = new Map(summary.ruleSetUsed.forbidden?.map(({ name, comment }) => [name, comment]))
  return summary.violations.map(({ rule, from, to }) => ({
    subject: `${rule.name}: ${from} → ${to}`,
    message: `${from} imports ${to} (${rule.name}): ${cures.get(rule.name) ?? 'see .dependency-cruiser.cjs'}`
  }))
}
