/** Gives each part of the bench what it measures with. */
export interface Bench {
  /** How often each way is measured; the median counts. */
  runs: number
  /** How long `use` goes on. */
  minutes: number
  /** The built app; empty where no part asks for it. */
  buildDir: string
  /** Progress, for whoever waits. */
  say(line: string): void
}

/**
 * Measures each way once a round, in turn, so that whatever else the machine does meanwhile falls on all alike.
 * @returns what each way answered, one a round
 */
export async function rounds<Way extends string, Result extends { ms: number }>(
  { runs, say }: Pick<Bench, 'runs' | 'say'>,
  ways: Record<Way, () => Promise<Result>>
): Promise<Record<Way, Result[]>> {
  const names = Object.keys(ways) as Way[]
  const results = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Way, Result[]>
  for (let run = 1; run <= runs; run++)
    for (const name of names) {
      const result = await ways[name]()
      results[name].push(result)
      say(`  ${name} ${run}/${runs}: ${Math.round(result.ms)} ms`)
    }
  return results
}
