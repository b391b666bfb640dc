import type { MeshService, Workload } from '@ecotrack/mesh-engine';

const VERSION_LABELS = [
  'version',
  'app.kubernetes.io/version',
  'service.istio.io/canonical-revision',
];

type Labels = Readonly<Record<string, string>>;

/** A version of a service: pods that carry the same version label. */
interface PodVersion {
  name: string;
  /** The label that tells it apart. */
  label: string;
  workloads: Workload[];
}

function labelsOfPods({ pods, labels }: Workload): readonly Labels[] {
  return pods.length > 0 ? pods.map(pod => pod.labels) : [labels];
}

/** The versions of a service that its pods carry, or that its workloads ask for where no pods are known. */
export function podVersions(service: MeshService): PodVersion[] {
  const found = new Map<string, PodVersion>();
  for (const workload of service.workloads) {
    for (const labels of labelsOfPods(workload)) {
      const label = VERSION_LABELS.find(name => labels[name]);
      if (label !== undefined) {
        const name = labels[label];
        const version = found.get(name) ?? { name, label, workloads: [] };
        if (!version.workloads.includes(workload)) {
          version.workloads.push(workload);
        }
        found.set(name, version);
      }
    }
  }
  return [...found.values()].sort((a, b) =>
    a.name.localeCompare(b.name, 'en', { numeric: true }),
  );
}

/** The versions among the pods that labels select. */
export function versionsSelected(
  service: MeshService,
  selector: Labels,
): string[] {
  const names = service.workloads
    .flatMap(labelsOfPods)
    .filter(labels =>
      Object.entries(selector).every(([name, value]) => labels[name] === value),
    )
    .flatMap(labels => {
      const label = VERSION_LABELS.find(name => labels[name]);
      return label === undefined ? [] : [labels[label]];
    });
  return [...new Set(names)];
}
