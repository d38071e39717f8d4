const lib = '^src/lib'
const npm = '(^|/)node_modules/'

/** What each layer may import, as ARCHITECTURE.md draws it; everything else is a violation. */
const allowed = {
  domain: [
    `${lib}/domain/`,
    `${npm}(valibot|canonicalize|@noble/hashes|tinyqueue|@nghiavuive/lunar_date_vi)/`
  ],
  ports: [`${lib}/ports/`, `${lib}/domain/`],
  // Of a package that exports its binary by a name of its own, only bundlers find it.
  data: [`${lib}/data/`, `${lib}/ports/`, `${lib}/domain/`, npm, '\\.wasm\\?url$'],
  ui: [`${lib}/ui/`, `${lib}/i18n/`, `${lib}/domain/`, npm],
  shell: [`${lib}/(shell|ui|app|i18n|domain)/`, `^src/(tapped-page|shared-file)\\.ts$`, npm, '^\\$'],
  i18n: [`${lib}/i18n/`, `${lib}/domain/`],
  app: [`${lib}/app/`, `${lib}/ports/`, `${lib}/domain/`, `${npm}svelte/`]
}

/** How to mend an import that leaves its layer. */
const cures = {
  domain:
    'The domain is pure. Take the value as an argument; what does I/O belongs in src/lib/data behind a port.',
  ports:
    'Ports are types of the outside world in terms of the domain. Declare the type there, or move it into the domain.',
  data: 'Adapters know ports and the domain. Put the type both sides need into src/lib/ports.',
  ui: 'Components take props. Pass the value in, or move the component into src/lib/shell if it frames a screen.',
  shell: 'The shell frames screens from the state of src/lib/app. Reach the outside world through app.',
  i18n: 'Words know the domain only. Pass in what a sentence needs.',
  app: 'Use cases reach the outside world through ports. Add a port; src/lib/app/start.ts passes its adapter in.'
}

/** Layers that may import the types of the domain only: what they show is worked out in `app`. */
const typesOnly = ['ui', 'i18n', 'shell']

module.exports = {
  forbidden: [
    ...Object.entries(allowed).map(([layer, to]) => ({
      name: `${layer}-stays-inside`,
      comment: cures[layer],
      severity: 'error',
      from: { path: `${lib}/${layer}/`, pathNot: ['\\.test\\.ts$', `${lib}/app/start\\.ts$`] },
      to: { pathNot: to }
    })),
    ...typesOnly.map((layer) => ({
      name: `${layer}-knows-types-only`,
      comment: 'Import the type with `import type`. Compute the value in src/lib/app and pass it in.',
      severity: 'error',
      from: { path: `${lib}/${layer}/`, pathNot: '\\.test\\.ts$' },
      to: { path: `${lib}/domain/`, dependencyTypesNot: ['type-only'] }
    })),
    {
      name: 'notebook-knows-no-feature',
      comment:
        'Features open the notebook, never the reverse. Let the feature register what it needs, or move what all features share into src/lib/app/notebook.',
      severity: 'error',
      from: { path: `${lib}/app/notebook/`, pathNot: '\\.test\\.ts$' },
      to: { path: `${lib}/app/[^/]+/`, pathNot: `${lib}/app/notebook/` }
    },
    {
      name: 'only-start-knows-data',
      comment:
        'Only src/lib/app/start.ts and the service worker, which runs without the app, put adapters in. Add a port in src/lib/ports and take it as an argument.',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: [`${lib}/data/`, `${lib}/app/start\\.ts$`, '^src/service-worker\\.ts$', '\\.test\\.ts$']
      },
      to: { path: `${lib}/data/` }
    },
    {
      name: 'routes-draw-only',
      comment: 'A route shows the state of src/lib/app. Move the work into the feature there.',
      severity: 'error',
      from: { path: '^src/routes/' },
      to: { path: `${lib}/(data|ports)/|^sync-server/|^gate-agent/` }
    },
    {
      name: 'routes-know-types-only',
      comment:
        'Import the type with `import type`. Compute the value in src/lib/app, or export the constant from there.',
      severity: 'error',
      from: { path: '^src/routes/' },
      to: { path: `${lib}/domain/`, dependencyTypesNot: ['type-only'] }
    },
    {
      name: 'server-needs-only-the-domain',
      comment:
        'The server shares the domain with the phone and nothing else. Move pure code into the domain.',
      severity: 'error',
      from: { path: '^sync-server/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: ['^sync-server/', `${lib}/domain/`, npm], dependencyTypesNot: ['core'] }
    },
    {
      name: 'agent-needs-domain-and-mqtt',
      comment:
        'Of the phone the agent shares the domain and the MQTT wrapper. Move pure code into the domain.',
      severity: 'error',
      from: { path: '^gate-agent/', pathNot: '\\.test\\.ts$' },
      to: {
        pathNot: ['^gate-agent/', `${lib}/domain/`, `${lib}/data/mqtt/`, npm],
        dependencyTypesNot: ['core']
      }
    },
    {
      name: 'agent-core-is-pure',
      comment:
        'What decides about a gate knows neither disk nor network. Pass it in, or move it into the shell.',
      severity: 'error',
      from: { path: '^gate-agent/(core|adapters)/', pathNot: '\\.test\\.ts$|/golden/' },
      to: { pathNot: ['^gate-agent/(core|adapters)/', `${lib}/domain/`, `${npm}valibot/`] }
    },
    {
      name: 'phone-never-imports-server',
      comment: 'The phone speaks to the server over HTTP. Move pure code that both need into the domain.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(sync-server|gate-agent)/' }
    },
    {
      name: 'lunar-calendar-when-asked',
      comment:
        'Its tables would weigh on the first screen. `await import()` it where a lunar day is asked for.',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.test\\.ts$' },
      to: { path: `${lib}/domain/hui/lunar\\.ts$`, dependencyTypesNot: ['type-only', 'dynamic-import'] }
    },
    {
      name: 'no-circle',
      comment: 'Move what both files need into a third one, or pass it in.',
      severity: 'error',
      from: {},
      to: { circular: true }
    },
    {
      name: 'resolvable',
      comment: 'Correct the path, or install the package.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: ['^\\$(app|service-worker|env)', '\\.wasm\\?url$'] }
    }
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.svelte-kit/|\\$types' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.depcruise.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['svelte', 'import', 'browser', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.svelte', '.json', '.d.ts']
    }
  }
}
