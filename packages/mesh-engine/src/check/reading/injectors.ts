import { parse } from 'yaml';
import type { Mesh } from '../../mesh/Mesh';
import { perMesh } from '../../mesh/perMesh';
import { asRecord, asText, asWord, at } from '../../resources/fields';
import type { KubeObject } from '../../resources/types';

const NAME = 'istio-sidecar-injector';

/** What the configuration of an injector says. */
export interface Injector {
  /** Whether it takes namespaces without a label. */
  byDefault: boolean;
  /** Image of the proxy; undefined when the configuration does not tell. */
  image?: string;
}

function imageOf(values: unknown): string | undefined {
  const { hub, tag, proxy, variant } = asRecord(at(values, 'global'));
  const image = asText(at(proxy, 'image'));
  if (image === undefined || image.includes('/')) {
    return image;
  }
  const suffix = asText(at(proxy, 'variant')) ?? asText(variant);
  return asText(hub) && asWord(tag)
    ? `${asText(hub)}/${image}:${asWord(tag)}${suffix ? `-${suffix}` : ''}`
    : undefined;
}

function read(configMap: KubeObject): Injector {
  let values: unknown;
  try {
    values = parse(asText(at(configMap, 'data', 'values')) ?? '', {
      maxAliasCount: 0,
    });
  } catch {
    values = undefined;
  }
  return {
    byDefault:
      at(values, 'sidecarInjectorWebhook', 'enableNamespacesByDefault') ===
      true,
    image: imageOf(values),
  };
}

const byName = perMesh(
  mesh =>
    new Map(
      mesh
        .objects('ConfigMap', '')
        .filter(({ metadata }) => metadata.name.startsWith(NAME))
        .map(object => [object.metadata.name, read(object)]),
    ),
);

/** The injector of a revision; that without a name when none is given. */
export const injectorOf = (
  mesh: Mesh,
  revision?: string,
): Injector | undefined =>
  byName(mesh).get(
    revision && revision !== 'default' ? `${NAME}-${revision}` : NAME,
  );
