/** A report for reading: one line a figure. */
export function table(report: Record<string, unknown>): string {
  const lines = Object.entries(report).flatMap(([part, figures]) => [
    part,
    ...Object.entries(figures as object).map(([name, figure]) => `  ${name.padEnd(24)}${figure}`)
  ])
  return lines.join('\n')
}
