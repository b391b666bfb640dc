type Zones = Map<string, Set<string>>;

const overlap = (locality: string) =>
  `locality ${locality} overlap with previous specified ones`;

/** What is wrong with localities such as `region/zone/*`, of which none may cover another. */
export function localitiesProblem(
  localities: readonly string[],
): string | undefined {
  const regions = new Map<string, Zones>();
  for (const locality of localities) {
    if (/\*./s.test(locality)) {
      return `locality ${locality} wildcard '*' number can not exceed 1 and must be in the end`;
    }
    const [region, zone, ...rest] = locality.split('/');
    const subzone = rest.length > 0 ? rest.join('/') : undefined;
    if ([region, zone, subzone].includes('')) {
      return `locality ${locality} must not contain empty region/zone/subzone info`;
    }
    const zones = regions.get(region);
    const subzones = zone === undefined ? undefined : zones?.get(zone);
    const isCovered =
      regions.has('*') ||
      zones?.has('*') ||
      (zone === undefined && zones !== undefined) ||
      (subzone === undefined && subzones !== undefined) ||
      subzones?.has('*') ||
      (subzone !== undefined && subzones?.has(subzone));
    if (isCovered) {
      return overlap(locality);
    }
    const kept: Zones = zones ?? new Map();
    regions.set(region, kept);
    kept.set(zone ?? '*', new Set([...(subzones ?? []), subzone ?? '*']));
  }
  return undefined;
}
