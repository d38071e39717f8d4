import type { RequestListener } from 'node:http'
import { readServerConfig, OperatorError } from './server-config.ts'
import type { CameraRelay } from './gateway/camera-relay.ts'
import { greeting } from './greeting.ts'
import { startStack } from './stack.ts'

/**
 * Runs the server in this process until SIGINT or SIGTERM. Prints a problem that the operator must fix as one sentence and
 * exits with code 1.
 * @param app answers every path that is not the server's own; defaults to the built app
 * @returns its address and what other programs in this process need
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
