// `npm run dev`: Vite with hot reload in front of the embedded server, in one process.
import { createServer } from 'vite'
import { register } from 'tsx/esm/api'

register()
const { readServerConfig } = await import('../sync-server/server-config.ts')
const { startStack } = await import('../sync-server/stack.ts')

const stack = await startStack({ ...readServerConfig(process.env), port: 0 })
const proxy = { target: stack.url, ws: true }
const vite = await createServer({
  server: {
    port: 5173,
    proxy: {
      '/db': proxy,
      '/mqtt': proxy,
      '/broker': proxy,
      '/devices': proxy,
      '/camera': proxy,
      '/healthz': proxy
    }
  }
})
await vite.listen()
vite.printUrls()

async function stop() {
  await vite.close()
  await stack.stop()
  process.exit(0)
}
process.once('SIGINT', stop).once('SIGTERM', stop)
