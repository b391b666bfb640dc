import type { KubeObject } from '@ecotrack/mesh-engine';

/** New objects that stand together in files. */
export interface NewGroup {
  name: string;
  /** Whether it is a service, which may have a folder of its own. */
  isService: boolean;
  objects: readonly KubeObject[];
}
