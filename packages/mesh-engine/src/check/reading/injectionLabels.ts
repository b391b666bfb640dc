/** Whether labels of a pod ask for a sidecar. */
export function asksForSidecar(
  labels: Readonly<Record<string, string>>,
): boolean {
  const inject = labels['sidecar.istio.io/inject'];
  return (
    inject === 'true' ||
    (inject !== 'false' &&
      (labels['istio-injection'] === 'enabled' ||
        labels['istio.io/rev'] !== undefined))
  );
}
