import { readConfig, StartProblem } from './config.ts'
import { greeting } from './greeting.ts'
import { startStack } from './stack.ts'

/** Runs the server in this process until it is told to end; what the operator must mend first is one sentence and exit code 1. */
export async function main(env: Record<string, string | undefined>): Promise<void> {
  try {
    const config = readConfig(env)
    const stack = await startStack(config)
    process.on('unhandledRejection', config.report)
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
  } catch (problem) {
    if (!(problem instanceof StartProblem)) throw problem
    console.error(problem.message)
    process.exit(1)
  }
}
