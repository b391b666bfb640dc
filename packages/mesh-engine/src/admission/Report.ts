import { fieldPath } from '../resources/fieldPath';

/** What Istio's webhook says of one field. */
export interface AdmissionProblem {
  field: string;
  message: string;
  severity: 'error' | 'warning';
}

/** Collects problems with the path of their field. */
export class Report {
  readonly #problems: AdmissionProblem[];
  readonly #path: string;

  constructor(path = 'spec', problems: AdmissionProblem[] = []) {
    this.#path = path;
    this.#problems = problems;
  }

  get problems(): readonly AdmissionProblem[] {
    return this.#problems;
  }

  /** The same report, at a field or position below. */
  at(...steps: (string | number)[]): Report {
    const below = fieldPath(steps);
    const path = below.startsWith('[') ? below : `.${below}`;
    return new Report(`${this.#path}${path}`, this.#problems);
  }

  error(message: string | undefined): void {
    this.#add(message, 'error');
  }

  warn(message: string | undefined): void {
    this.#add(message, 'warning');
  }

  #add(
    message: string | undefined,
    severity: AdmissionProblem['severity'],
  ): void {
    if (message !== undefined) {
      this.#problems.push({ field: this.#path, message, severity });
    }
  }
}
