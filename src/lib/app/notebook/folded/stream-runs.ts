/** Streams that lie beside each other, by name, each with its mark. */
export type StreamRun = ReadonlyMap<string, string>

/** The most streams of a run: enough to spare small ones a query each, without holding a whole book. */
const longest = 32

/** Splits the wanted ones of all streams of a kind, sorted by name, into runs with none in between. */
export function runsOf(
  marks: StreamRun,
  wanted: Pick<ReadonlySet<string>, 'has'>,
  most = longest
): StreamRun[] {
  const runs: Map<string, string>[] = []
  let run: Map<string, string> | null = null
  for (const [stream, mark] of marks) {
    if (!wanted.has(stream)) run = null
    else {
      if (!run || run.size === most) runs.push((run = new Map()))
      run.set(stream, mark)
    }
  }
  return runs
}
