// Who may import whom; type-only imports count. Components (`.tsx`), which swc is not told to read here, and values of
// bodies in the pages are held by the linter's `no-restricted-imports`. That workflows take only types from the activities is held by
// the test of the workflow bundle, which must contain no activity.
const rooms = (names) => `^(${names})/`;
const never = (name, from, to, extra = {}) => ({
  name,
  severity: 'error',
  from: { path: from, ...extra.from },
  to: { path: to, ...extra.to },
});
const npm = 'node_modules';

export default {
  forbidden: [
    never('domain-imports-nothing', rooms('domain'), '.', { to: { pathNot: rooms('domain') } }),
    never('workflows-are-deterministic', rooms('workflows'), '.', {
      to: { pathNot: `${rooms('domain|workflows|activities')}|@temporalio/(workflow|common)` },
    }),
    never('activities-get-their-ports', rooms('activities'), '.', {
      to: { pathNot: `${rooms('domain|activities')}|@temporalio/(activity|common)` },
    }),
    never('infra-serves-no-room', rooms('infra'), rooms('workflows|activities|api|worker|web|dev|test')),
    never('api-gets-its-ports', rooms('api'), rooms('infra|activities|worker|web|dev|test|prisma'), {
      from: { pathNot: '^api/(codec/)?main\\.ts$' },
    }),
    never('api-knows-messages-only', rooms('api'), rooms('workflows'), {
      to: { pathNot: '^workflows/messages\\.ts$' },
    }),
    never('api-knows-no-driver', rooms('api'), `${npm}/(stripe|@prisma|prisma|pg)/`),
    never('processes-do-not-know-each-other', rooms('worker'), rooms('api|web|dev|test')),
    never(
      'production-never-imports-dev',
      rooms('domain|workflows|activities|infra|api|worker|prisma|web'),
      rooms('dev|test'),
    ),
    never('web-talks-over-http', rooms('web'), '.', {
      to: { pathNot: `${rooms('web')}|${npm}/|^api/.+-body\\.ts$` },
    }),
    never(
      'nobody-imports-the-pages',
      rooms('domain|workflows|activities|infra|api|worker|prisma|dev'),
      rooms('web'),
    ),
    never('dev-never-imports-tests', rooms('dev'), rooms('test')),
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    doNotFollow: { path: npm },
    exclude: { path: '^(dist|infra/generated|\\.data|\\.cache|node_modules/\\.)|\\.tsx$' },
    includeOnly: {
      path: '^(domain|workflows|activities|infra|api|worker|prisma|web|dev|test)/|node_modules|^[a-z]+$',
    },
    tsPreCompilationDeps: true,
    parser: 'swc',
    enhancedResolveOptions: {
      extensions: ['.ts', '.mjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types'],
    },
  },
};
