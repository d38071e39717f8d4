// `npm run agent -- agent.json`: runs the program beside a gate. Before the file, `--check` looks for what is not right,
// and `--accept` accepts what the controller of the gate named after it announces.
import { register } from 'tsx/esm/api'

register()
const [first, ...rest] = process.argv.slice(2)
if (first === '--check') {
  const { selfTestMain } = await import('../gate-agent/self-test/self-test.ts')
  process.exit(await selfTestMain(rest[0], console.log))
}
if (first === '--accept') {
  const { acceptMain } = await import('../gate-agent/accept.ts')
  process.exit(acceptMain(rest, console.log))
}
const { agentMain } = await import('../gate-agent/main.ts')
await agentMain(first)
