import { InputError } from '@backstage/errors';
import type { ChangeTemplate } from '@ecotrack/mesh-changes';

/** The change templates, those of modules included. */
export class TemplateRegistry {
  readonly #templates = new Map<string, ChangeTemplate>();

  add(...templates: readonly ChangeTemplate[]): void {
    for (const template of templates) {
      if (this.#templates.has(template.id)) {
        throw new Error(`There are two change templates "${template.id}"`);
      }
      this.#templates.set(template.id, template);
    }
  }

  get all(): ChangeTemplate[] {
    return [...this.#templates.values()];
  }

  /** @throws InputError that names the field and what it may be */
  get(id: string): ChangeTemplate {
    const template = this.#templates.get(id);
    if (!template) {
      throw new InputError(
        `There is no change template "${id}" (template); there are ${[
          ...this.#templates.keys(),
        ].join(', ')}`,
      );
    }
    return template;
  }
}
