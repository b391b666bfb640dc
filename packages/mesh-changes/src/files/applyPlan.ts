import {
  describeRef,
  refKey,
  refOf,
  type KubeObject,
  type Mesh,
  type ObjectRef,
} from '@ecotrack/mesh-engine';
import type { Plan } from '../templates/types';
import { isSame } from '../values/values';
import { EditError } from './EditError';
import {
  editObject,
  removeObject,
  requireAdded,
  type EditPlace,
} from './editObject';
import {
  declaredForm,
  type EnvironmentReader,
  type RenderedFolder,
} from './EnvironmentReader';
import { addGroup } from './group/addGroup';
import { groupsOf } from './group/groupsOf';
import { editHelmValues } from './helmValues';
import { folderOf } from './paths';
import type {
  EditedFiles,
  EnvironmentLayout,
  FileEdit,
  ObjectEdit,
  RepositoryFiles,
} from './types';

function editsBetween(
  before: RepositoryFiles,
  after: RepositoryFiles,
): FileEdit[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter(path => before.get(path) !== after.get(path))
    .sort()
    .map(path => ({
      path,
      before: before.get(path),
      after: after.get(path),
    }));
}

function isSameFolder(one: RenderedFolder, other: RenderedFolder): boolean {
  return (
    one.resources.length === other.resources.length &&
    one.resources.every(
      ({ object }, index) =>
        object === other.resources[index].object ||
        isSame(object, other.resources[index].object),
    )
  );
}

/** Edits of one environment's files for a plan. */
class Application {
  readonly objects: ObjectEdit[] = [];
  readonly notRendered: ObjectRef[] = [];
  readonly #grouped = new Set<string>();
  readonly #place: EditPlace;
  #files: RepositoryFiles;
  #rendered: RenderedFolder;

  constructor(
    files: RepositoryFiles,
    private readonly layout: EnvironmentLayout,
    private readonly live: Mesh,
    place: EditPlace,
  ) {
    this.#files = files;
    this.#place = place;
    this.#rendered = place.reader.render(files, layout.folder);
  }

  get files(): RepositoryFiles {
    return this.#files;
  }

  get findings() {
    return this.#rendered.findings;
  }

  #move(files: RepositoryFiles): void {
    this.#files = files;
    this.#rendered = this.#place.reader.render(files, this.layout.folder);
  }

  /** Files for what is new of a service, and for what comes with it. */
  add(service: string, wanted: readonly KubeObject[]): void {
    const added = wanted
      .map(declaredForm)
      .filter(object => !this.#known(refOf(object)));
    for (const group of groupsOf(service, added)) {
      const files = addGroup(group, this.#rendered, {
        ...this.#place,
        files: this.#files,
      });
      this.#move(files);
      for (const object of group.objects) {
        const ref = refOf(object);
        const file = this.#rendered.get(ref)?.origin.file ?? group.name;
        requireAdded(this.#rendered, object, folderOf(file));
        this.#grouped.add(refKey(ref));
      }
    }
  }

  #known(ref: ObjectRef): KubeObject | undefined {
    return this.#rendered.get(ref)?.object ?? this.live.get(ref);
  }

  upsert(object: KubeObject): void {
    const wanted = declaredForm(object);
    const ref = refOf(wanted);
    const declared = this.#rendered.get(ref)?.object;
    if (declared && this.#grouped.has(refKey(ref))) {
      this.objects.push({ ref, after: declaredForm(declared) });
      return;
    }
    if (declared) {
      const before = declaredForm(declared);
      if (!isSame(before, wanted)) {
        this.#move(
          editObject(this.#files, this.#rendered, this.#place, wanted),
        );
        this.objects.push({ ref, before, after: wanted });
      }
      return;
    }
    const current = this.live.get(ref);
    if (current) {
      this.#editElsewhere(ref, declaredForm(current), wanted);
      return;
    }
    this.#move(editObject(this.#files, this.#rendered, this.#place, wanted));
    const after = this.#rendered.get(ref)?.object ?? wanted;
    this.objects.push({ ref, after: declaredForm(after) });
  }

  #editElsewhere(ref: ObjectRef, before: KubeObject, wanted: KubeObject): void {
    if (isSame(before, wanted)) {
      return;
    }
    const { helm = [] } = this.layout;
    if (!helm.some(({ object }) => refKey(object) === refKey(ref))) {
      throw new EditError(
        `${describeRef(ref)} is in the cluster, and not among the files of ${
          this.layout.folder || 'the repository'
        }. Add it there first, or change what makes it.`,
        ref,
      );
    }
    this.#move(editHelmValues(this.#files, helm, before, wanted));
    this.notRendered.push(ref);
    this.objects.push({ ref, before, after: wanted });
  }

  remove(ref: ObjectRef): void {
    const declared = this.#rendered.get(ref)?.object;
    if (declared) {
      this.#move(
        removeObject(this.#files, this.#rendered, this.#place, declared),
      );
      if (this.#rendered.get(ref)) {
        throw new EditError(
          `${describeRef(ref)} would still be there. Take it out by hand.`,
          ref,
        );
      }
      this.objects.push({ ref, before: declaredForm(declared) });
    } else if (this.live.get(ref)) {
      throw new EditError(
        `${describeRef(
          ref,
        )} is in the cluster, and not among the files of the repository. Take it out where it comes from.`,
        ref,
      );
    }
  }
}

/**
 * Edits the files of a repository so that an environment has the objects of a plan: existing files by splicing bytes,
 * new objects in files of their own, or together where the plan says that they are of one service. Every edit is proven by rendering the environment again.
 * @param live - the environment as it is, to tell objects that Git does not declare
 * @throws EditError when the files cannot take the change
 * @public
 */
export function applyPlan(
  files: RepositoryFiles,
  layout: EnvironmentLayout,
  plan: Plan,
  live: Mesh,
  reader: EnvironmentReader,
): EditedFiles {
  const others = Object.entries(layout.others ?? {})
    .filter(([, folder]) => folder !== layout.folder)
    .map(([name, folder]) => ({
      name,
      folder,
      before: reader.render(files, folder),
    }));
  const application = new Application(files, layout, live, {
    reader,
    folder: layout.folder,
    isOwn: path => !others.some(({ before }) => before.read.has(path)),
  });
  if (plan.group !== undefined) {
    application.add(plan.group, plan.wanted);
  }
  for (const object of plan.wanted) {
    application.upsert(object);
  }
  for (const ref of plan.removed ?? []) {
    application.remove(ref);
  }
  const edits = editsBetween(files, application.files);
  const alsoChanged = others
    .filter(
      ({ folder, before }) =>
        edits.some(({ path }) => before.read.has(path)) &&
        !isSameFolder(before, reader.render(application.files, folder)),
    )
    .map(({ name }) => name);
  return {
    files: edits,
    objects: application.objects,
    alsoChanged,
    findings: application.findings,
    notRendered: application.notRendered,
  };
}
