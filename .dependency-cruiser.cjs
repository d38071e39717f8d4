const lib = '^src/lib'
const npm = '(^|/)node_modules/'

/** What each part may import, as ARCHITECTURE.md draws it; everything else is a violation. */
const allowed = {
  domain: [`${lib}/domain/`, `${npm}(valibot|canonicalize|@nghiavuive/lunar_date_vi)/`],
  ports: [`${lib}/ports/`, `${lib}/domain/`],
  data: [`${lib}/data/`, `${lib}/ports/`, `${lib}/domain/`, npm],
  ui: [`${lib}/ui/`, `${lib}/i18n/`, `${lib}/domain/`, npm],
  shell: [`${lib}/(shell|ui|app|i18n|domain)/`, `^src/tapped-page\\.ts$`, npm, '^\\$'],
  i18n: [`${lib}/i18n/`, `${lib}/domain/`],
  app: [`${lib}/app/`, `${lib}/ports/`, `${lib}/domain/`, `${npm}svelte/`]
}

/** Folders that may know the domain's types only: what they show is worked out in `app`. */
const typesOnly = ['ui', 'i18n', 'shell']

module.exports = {
  forbidden: [
    ...Object.entries(allowed).map(([part, to]) => ({
      name: `${part}-stays-inside`,
      severity: 'error',
      from: { path: `${lib}/${part}/`, pathNot: ['\\.test\\.ts$', `${lib}/app/start\\.ts$`] },
      to: { pathNot: to }
    })),
    ...typesOnly.map((part) => ({
      name: `${part}-knows-types-only`,
      severity: 'error',
      from: { path: `${lib}/${part}/`, pathNot: '\\.test\\.ts$' },
      to: { path: `${lib}/domain/`, dependencyTypesNot: ['type-only'] }
    })),
    {
      name: 'only-start-knows-data',
      severity: 'error',
      from: { path: '^src/', pathNot: [`${lib}/data/`, `${lib}/app/start\\.ts$`, '\\.test\\.ts$'] },
      to: { path: `${lib}/data/` }
    },
    {
      name: 'routes-draw-only',
      severity: 'error',
      from: { path: '^src/routes/' },
      to: { path: `${lib}/data/|^sync-server/|^gate-agent/` }
    },
    {
      name: 'routes-know-types-only',
      severity: 'error',
      from: { path: '^src/routes/' },
      to: { path: `${lib}/domain/`, dependencyTypesNot: ['type-only'] }
    },
    {
      name: 'server-needs-only-the-domain',
      severity: 'error',
      from: { path: '^sync-server/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/', pathNot: `${lib}/domain/` }
    },
    {
      // Of the phone's outside world it shares the one safe wrapper round the MQTT library, and nothing else.
      name: 'agent-needs-domain-and-mqtt',
      severity: 'error',
      from: { path: '^gate-agent/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/|^sync-server/', pathNot: [`${lib}/domain/`, `${lib}/data/mqtt/`] }
    },
    {
      name: 'phone-never-imports-server',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(sync-server|gate-agent)/' }
    },
    {
      // Its tables would weigh on the first screen: `await import()` it where a lunar day is asked for.
      name: 'lunar-calendar-when-asked',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.test\\.ts$' },
      to: { path: `${lib}/domain/hui/lunar\\.ts$`, dependencyTypesNot: ['type-only', 'dynamic-import'] }
    },
    { name: 'no-circle', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^\\$(app|service-worker|env)' }
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
