import { OperatorError } from './server-config.ts'
import { problemText } from './problem-text.ts'

/** Runs a command to its one answer; what the operator must mend is a sentence and exit code 1. */
export async function runCommand(failed: string, run: () => Promise<string>): Promise<void> {
  try {
    console.log(await run())
  } catch (problem) {
    const told = problem instanceof OperatorError
    console.error(told ? problem.message : `${failed}: ${problemText(problem)}.`)
    process.exitCode = 1
  }
}

/** What a backup holds, in one breath. */
export function tally(databases: readonly { documents: number; erased: number }[]): string {
  const sum = (of: 'documents' | 'erased') => databases.reduce((sum, database) => sum + database[of], 0)
  return `${databases.length} cơ sở dữ liệu, ${sum('documents')} tài liệu, ${sum('erased')} dấu đã xóa`
}
