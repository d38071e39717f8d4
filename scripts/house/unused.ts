import type { Offence } from './offence.ts'
import { runTool } from './run-tool.ts'

type Issue = { file: string } & { [kind: string]: { name: string }[] }

const cures: Record<string, (name: string, file: string) => string> = {
  files: (_, file) =>
    `Nothing imports ${file}: delete it, or make it an entry in knip.jsonc if a tool loads it.`,
  exports: exported,
  types: exported,
  dependencies: dependency,
  devDependencies: dependency,
  unlisted: (name, file) => `${file} imports ${name}, which package.json does not name: install it.`
}

/** Runs knip over a tree: finds files, exports and dependencies that nothing uses, by the entry points of its knip.jsonc. */
export async function unused(root: string): Promise<Offence[]> {
  const { issues } = await runTool<{ issues: Issue[] }>('knip/bin/knip.js', ['--reporter', 'json'], root)
  return issues.flatMap(({ file, ...kinds }) =>
    Object.entries(kinds).flatMap(([kind, found]) =>
      found.map(({ name }) => ({
        subject: kind === 'files' ? file : `${file}: ${name}`,
        message: cures[kind]?.(name, file) ?? `knip reports ${name} in ${file} under “${kind}”.`
      }))
    )
  )
}

function exported(name: string, file: string) {
  return `Nothing outside ${file} uses ${name}: drop its “export” (npx knip --fix does it), or delete it.`
}

function dependency(name: string) {
  return `Nothing uses the package ${name}: npm uninstall ${name}, or name it in knip.jsonc with the reason.`
}
