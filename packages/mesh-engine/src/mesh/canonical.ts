type Labels = Readonly<Record<string, string>>;

function firstOf(labels: Labels, keys: string[]): string | undefined {
  return keys.map(key => labels[key]).find(value => value);
}

/** The canonical name that the labels of a pod give, in Istio's order. */
export function canonicalName(labels: Labels): string | undefined {
  return firstOf(labels, [
    'service.istio.io/canonical-name',
    'app.kubernetes.io/name',
    'app',
  ]);
}

/** The canonical revision that the labels of a pod give, in Istio's order; `latest` when they give none. */
export function canonicalRevision(labels: Labels): string {
  return (
    firstOf(labels, [
      'service.istio.io/canonical-revision',
      'app.kubernetes.io/version',
      'version',
    ]) ?? 'latest'
  );
}
