import type { ParameterSchema } from '../../types';
import { PATH } from '../parameters/values';
import type { GatewayMatch, HttpMatch } from '../routes/types';
import type { Narrowing } from '../rules/narrowing';

/** What the path of a request must be. */
export type PathCondition = Readonly<{
  kind: 'prefix' | 'exact';
  value: string;
}>;

/** Parameters of a condition. */
export const PATH_CONDITION: ParameterSchema = {
  type: 'object',
  title: 'Requests for',
  additionalProperties: false,
  required: ['kind', 'value'],
  properties: {
    kind: {
      type: 'string',
      title: 'How it is compared',
      description:
        'prefix: every path that begins with it. exact: this path alone.',
      enum: ['prefix', 'exact'],
      default: 'prefix',
    },
    value: { ...PATH, title: 'Path' },
  },
};

/** Whether a path that is asked for as a whole or as a beginning takes everything that the condition asks for. */
function covers(
  written: { exact?: string; prefix?: string; regex?: string } | undefined,
  { kind, value }: PathCondition,
): boolean {
  if (!written) {
    return true;
  }
  return written.prefix !== undefined
    ? value.startsWith(written.prefix)
    : kind === 'exact' && written.exact === value;
}

/** The requests for a path. */
export function pathNarrowing(condition: PathCondition): Narrowing {
  const { kind, value } = condition;
  return {
    inWords: `path ${value}${
      kind === 'prefix' && !value.endsWith('/') ? '…' : ''
    }`,
    istio: matches =>
      matches
        .filter(({ uri }) => covers(uri, condition))
        .map(match => ({ ...match, uri: { [kind]: value } })),
    gatewayApi: matches =>
      matches
        .filter(({ path }) =>
          covers(
            path && {
              [path.type === 'Exact'
                ? 'exact'
                : path.type === 'RegularExpression'
                ? 'regex'
                : 'prefix']: path.value ?? '/',
            },
            condition,
          ),
        )
        .map(match => ({
          ...match,
          path: { type: kind === 'exact' ? 'Exact' : 'PathPrefix', value },
        })),
  };
}

/** The condition of a match of a VirtualService; undefined where it is another. */
export function pathOfHttp({ uri = {} }: HttpMatch): PathCondition | undefined {
  return uri.prefix !== undefined
    ? { kind: 'prefix', value: uri.prefix }
    : uri.exact !== undefined
    ? { kind: 'exact', value: uri.exact }
    : undefined;
}

/** The condition of a match of an HTTPRoute; undefined where it is another. */
export function pathOfGateway({
  path,
}: GatewayMatch): PathCondition | undefined {
  return path?.value === undefined || path.type === 'RegularExpression'
    ? undefined
    : { kind: path.type === 'Exact' ? 'exact' : 'prefix', value: path.value };
}
