// `npm run agent -- agent.json`: runs the program beside a gate; with `--check` before the file, looks for what is not right.
import { register } from 'tsx/esm/api'

register()
const [first, second] = process.argv.slice(2)
if (first === '--check') {
  const { selfTestMain } = await import('../gate-agent/self-test/self-test.ts')
  process.exit(await selfTestMain(second))
}
const { agentMain } = await import('../gate-agent/main.ts')
await agentMain(first)
