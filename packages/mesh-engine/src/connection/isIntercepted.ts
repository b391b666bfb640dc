/** Health and metrics of the proxy, which never pass through it. */
const OWN_PORTS = [15020, 15021, 15090];

/** Whether a port of a pod goes through its proxy: annotations may exclude it, or name those that alone do. */
export function isIntercepted(
  annotations: Readonly<Record<string, string>>,
  direction: 'Inbound' | 'Outbound',
  port: number,
): boolean {
  const ports = (name: string): string[] | undefined =>
    annotations[`traffic.sidecar.istio.io/${name}${direction}Ports`]
      ?.split(',')
      .map(entry => entry.trim());
  if (direction === 'Inbound') {
    const included = ports('include') ?? ['*'];
    const isIncluded =
      included.includes('*') || included.includes(String(port));
    if (!isIncluded || OWN_PORTS.includes(port)) {
      return false;
    }
  }
  return !ports('exclude')?.includes(String(port));
}
