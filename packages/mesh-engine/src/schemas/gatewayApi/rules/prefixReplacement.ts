import type { Rule } from '../../schema';

type Field = 'requestRedirect' | 'urlRewrite';

type Filter = {
  [F in Field]?: { path?: { type: string; replacePrefixMatch?: string } };
};

interface RouteRule {
  filters?: Filter[];
  backendRefs?: { filters?: Filter[] }[];
  matches?: { path?: { type?: string } }[];
}

function replacesPrefix(filters: Filter[] | undefined, field: Field): boolean {
  const replacing = (filters ?? []).filter(filter => {
    const path = filter[field]?.path;
    return (
      path?.type === 'ReplacePrefixMatch' &&
      path.replacePrefixMatch !== undefined
    );
  });
  return replacing.length === 1;
}

/** One match, by the prefix that is replaced; absent ones have the default, which is the prefix `/`. */
function hasOnePrefix({ matches }: RouteRule): boolean {
  return (
    matches === undefined ||
    (matches.length === 1 &&
      (matches[0].path?.type ?? 'PathPrefix') === 'PathPrefix')
  );
}

const common = {
  message:
    'The prefix of the path is replaced, but the rule does not match by exactly one prefix.',
  fix: 'Keep one match, with a path of the type PathPrefix.',
};

function inRule(name: string, field: Field): Rule<RouteRule> {
  return {
    ...common,
    apiServer: `When using ${name} filter with path.replacePrefixMatch, exactly one PathPrefix match must be specified`,
    judge: rule => !replacesPrefix(rule.filters, field) || hasOnePrefix(rule),
  };
}

function inBackends(name: string, field: Field): Rule<RouteRule> {
  const when = field === 'requestRedirect' ? 'when' : 'When';
  return {
    ...common,
    apiServer: `Within backendRefs, ${when} using ${name} filter with path.replacePrefixMatch, exactly one PathPrefix match must be specified`,
    judge: rule =>
      (rule.backendRefs ?? []).filter(backend =>
        replacesPrefix(backend.filters, field),
      ).length !== 1 || hasOnePrefix(rule),
  };
}

export const prefixReplacementRules: readonly Rule<RouteRule>[] = [
  inRule('RequestRedirect', 'requestRedirect'),
  inRule('URLRewrite', 'urlRewrite'),
  inBackends('RequestRedirect', 'requestRedirect'),
  inBackends('URLRewrite', 'urlRewrite'),
];
