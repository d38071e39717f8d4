// `npm run agent -- agent.json`: the program beside a gate.
import { register } from 'tsx/esm/api'

register()
const { agentMain } = await import('../gate-agent/main.ts')
await agentMain(process.argv[2])
