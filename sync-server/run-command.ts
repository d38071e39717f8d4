import { OperatorError } from './server-config.ts'
import { problemText } from './problem-text.ts'

/** Runs a command and prints its result; prints a problem as one sentence and sets exit code 1. */
export async function runCommand(failed: string, run: () => Promise<string>): Promise<void> {
  try {
    console.log(await run())
  } catch (problem) {
    const told = problem instanceof OperatorError
    console.error(told ? problem.message : `${failed}: ${problemText(problem)}.`)
    process.exitCode = 1
  }
}

/** Summarises the contents of a backup in Vietnamese. */
export function tally(databases: readonly { documents: number; erased: number }[]): string {
  const sum = (of: 'documents' | 'erased') => databases.reduce((sum, database) => sum + database[of], 0)
  return `${databases.length} cơ sở dữ liệu, ${sum('documents')} tài liệu, ${sum('erased')} dấu đã xóa`
}
