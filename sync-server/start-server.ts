import type { RequestListener } from 'node:http'
import { readServerConfig, OperatorError } from './server-config.ts'
import type { CameraRelay } from './gateway/camera-relay.ts'
import { greeting } from './greeting.ts'
import { startStack } from './stack.ts'

/**
 * Runs the server in this process until it is told to end; what the operator must mend first is one sentence and exit code 1.
 * @param app answers every path that is not the server's own; the built app by default
 * @returns where it runs, for who stands beside it
 */
export async function startServer(
  env: Record<string, string | undefined>,
  app?: RequestListener
): Promise<{ url: string; demo: boolean; dataDir: string; camera: CameraRelay }> {
  try {
    const config = readServerConfig(env)
    process.on('unhandledRejection', config.report)
    const stack = await startStack(config, app)
    const end = () => {
      stack.stop().then(
        () => process.exit(0),
        (problem) => {
          config.report(problem)
          process.exit(1)
        }
      )
    }
    process.once('SIGINT', end).once('SIGTERM', end)
    console.log(greeting(stack.url, config))
    return { url: stack.url, camera: stack.camera, demo: config.demo, dataDir: config.dataDir }
  } catch (problem) {
    if (!(problem instanceof OperatorError)) throw problem
    console.error(problem.message)
    return process.exit(1)
  }
}
