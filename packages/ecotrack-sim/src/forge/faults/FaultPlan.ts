import { randomUUID } from 'node:crypto';
import type { Clock } from '../../clock/clock';
import type { PullRequest } from '../model/types';
import type { ForgeFault, ForgeFaultKind } from './types';

const STAYING: readonly ForgeFaultKind[] = [
  'protected-branch',
  'delayed-visibility',
];

const isSame = (wanted: string | undefined, value: string) =>
  wanted === undefined || wanted.toLowerCase() === value.toLowerCase();

/** What is to go wrong, and how often still. */
export class FaultPlan {
  #faults: ForgeFault[] = [];

  constructor(private readonly clock: Clock) {}

  get active(): readonly ForgeFault[] {
    return this.#faults;
  }

  add(fault: Omit<ForgeFault, 'id'>): ForgeFault {
    const added = { times: 1, ...fault, id: randomUUID() };
    this.#faults.push(added);
    return added;
  }

  /** Whether there was one. */
  remove(id: string): boolean {
    const before = this.#faults.length;
    this.#faults = this.#faults.filter(fault => fault.id !== id);
    return this.#faults.length < before;
  }

  clear(): void {
    this.#faults = [];
  }

  /** The fault of a request, which is counted. */
  take(method: string, path: string): ForgeFault | undefined {
    const fault = this.#faults.find(
      candidate =>
        !STAYING.includes(candidate.kind) &&
        isSame(candidate.method, method) &&
        path.includes(candidate.path ?? ''),
    );
    if (fault) {
      fault.times = (fault.times ?? 1) - 1;
      this.#faults = this.#faults.filter(({ times }) => times !== 0);
    }
    return fault;
  }

  isProtected(repository: string, branch: string): boolean {
    return this.#faults.some(
      fault =>
        fault.kind === 'protected-branch' &&
        isSame(fault.repository, repository) &&
        (fault.branch === undefined || fault.branch === branch),
    );
  }

  isHidden(repository: string, { createdAt }: PullRequest): boolean {
    const age = this.clock.now() - Date.parse(createdAt);
    return this.#faults.some(
      fault =>
        fault.kind === 'delayed-visibility' &&
        isSame(fault.repository, repository) &&
        age < (fault.milliseconds ?? Infinity),
    );
  }
}
