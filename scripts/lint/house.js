// House rules on top of Backstage's ESLint configuration; each package names the room that it is.
const factory = require('@backstage/cli/config/eslint-factory');
const { builtinModules } = require('node:module');

const BROWSER_NEVER = [
  '@ecotrack/mesh-changes',
  '@ecotrack/mesh-engine',
  '@ecotrack/mesh-engine/**',
  '@ecotrack/ecotrack-sim',
  '@ecotrack/backstage-plugin-service-mesh-backend',
  '@material-ui/*',
  '@mui/styles',
];

const house = {
  rules: {
    'no-console': 'error',
    // A chain of conditions that prettier lays out as a table reads better than nested ifs.
    'no-nested-ternary': 'off',
    'new-cap': ['error', { capIsNew: false }],
    'max-lines': ['error', { max: 400 }],
    // Tests of a module may start the plugin that it asks.
    '@backstage/no-mixed-plugin-imports': [
      'warn',
      { excludedFiles: ['**/__testUtils__/**', '**/*.test.ts?(x)'] },
    ],
  },
  tsRules: {
    '@typescript-eslint/no-explicit-any': 'error',
    '@typescript-eslint/ban-ts-comment': 'error',
  },
  overrides: [
    {
      files: ['**/generated/**', '**/*.examples.ts'],
      rules: { 'max-lines': 'off' },
    },
    {
      // Suites that a package gives to the tests of others.
      files: ['**/testUtils/**'],
      rules: {
        'jest/expect-expect': 'off',
        'jest/no-disabled-tests': 'off',
        'jest/no-export': 'off',
        'jest/valid-title': 'off',
      },
    },
  ],
};

const PURE = {
  restrictedSrcSyntax: [
    {
      selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
      message: 'There is no clock here: take `now` as an argument.',
    },
    {
      selector:
        'MemberExpression[object.name="Date"][property.name="now"], MemberExpression[object.name="Math"][property.name="random"], Identifier[name="process"], Identifier[name="fetch"], Identifier[name="setTimeout"], Identifier[name="setInterval"]',
      message: 'This room is pure: no clock, chance, process or network.',
    },
  ],
};

const rooms = {
  // Istio's semantics: pure functions. No network, files, clock, chance or portal.
  engine: {
    ...PURE,
    restrictedImportPatterns: [
      '@backstage/*',
      '@ecotrack/*',
      ...builtinModules,
      'node:*',
    ],
  },
  // What a change makes of files: pure functions over the engine.
  changes: {
    ...PURE,
    restrictedImportPatterns: [
      '@backstage/*',
      '@ecotrack/backstage-plugin-*',
      '@ecotrack/ecotrack-sim',
      ...builtinModules,
      'node:*',
    ],
  },
  // A terminal for the engine: one file without run-time dependencies.
  command: {
    // What it imports is inside of the file that esbuild makes, so nothing is a dependency of who installs it.
    rules: { '@backstage/no-undeclared-imports': 'off' },
    restrictedImportPatterns: [
      '@backstage/*',
      '@ecotrack/backstage-plugin-*',
      '@ecotrack/ecotrack-sim',
      'yaml',
      're2js',
    ],
  },
  browser: { restrictedImportPatterns: BROWSER_NEVER },
  server: { restrictedImportPatterns: ['@ecotrack/ecotrack-sim'] },
  platform: {
    restrictedImportPatterns: ['@ecotrack/backstage-plugin-*', '@backstage/*'],
  },
};

module.exports = (dir, room) => {
  const { restrictedImportPatterns, restrictedSrcSyntax, rules } = rooms[room];
  return factory(dir, {
    ...house,
    rules: { ...house.rules, ...rules },
    restrictedImportPatterns,
    restrictedSrcSyntax,
  });
};
