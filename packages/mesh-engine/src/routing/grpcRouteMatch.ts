import { asRecord, asText } from '../resources/fields';

/** A match of a GRPCRoute as one of an HTTPRoute: calls are paths such as `/package.Service/Method`. */
export function grpcRouteMatch(match: unknown): Record<string, unknown> {
  const { method, ...rest } = asRecord(match);
  const { type, service, method: name } = asRecord(method);
  const [own, called] = [asText(service), asText(name)];
  if (own === undefined && called === undefined) {
    return rest;
  }
  const path = (kind: string, value: string) => ({
    ...rest,
    path: { type: kind, value },
  });
  if (type === 'RegularExpression') {
    return path('RegularExpression', `/${own ?? '[^/]+'}/${called ?? '.+'}`);
  }
  if (called === undefined) {
    return path('PathPrefix', `/${own}/`);
  }
  return own === undefined
    ? path('RegularExpression', `/[^/]+/${called}`)
    : path('Exact', `/${own}/${called}`);
}
