import type { ChangeTemplate } from '@ecotrack/backstage-plugin-service-mesh-common';

const TITLES: Record<ChangeTemplate['topic'], string> = {
  traffic: 'Traffic',
  security: 'Security',
  edges: 'Edges and proxies',
};

/** Templates under the title of their topic; topics without any are left out. */
export function byTopic(
  templates: readonly ChangeTemplate[],
): { topic: string; title: string; templates: ChangeTemplate[] }[] {
  return Object.entries(TITLES)
    .map(([topic, title]) => ({
      topic,
      title,
      templates: templates.filter(template => template.topic === topic),
    }))
    .filter(group => group.templates.length > 0);
}
