/** A place of a file that cannot be edited without touching what it should not. @public */
export class YamlEditError extends Error {
  override readonly name = 'YamlEditError';

  /** @param field - path inside the document: `spec.http[0].route` */
  constructor(readonly field: string, message: string) {
    super(message);
  }
}
