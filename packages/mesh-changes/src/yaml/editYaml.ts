import { parseAllDocuments, type Document, type ParsedNode } from 'yaml';
import { isSame, type Value } from '../values/values';
import { documentSplices } from './documentSplices';
import { applySplices } from './splices';
import { YamlEditError } from './YamlEditError';
import { YamlText } from './YamlText';

function parse(text: string): Document.Parsed<ParsedNode>[] {
  return parseAllDocuments(text, {
    keepSourceTokens: true,
    merge: true,
    prettyErrors: false,
  }) as Document.Parsed<ParsedNode>[];
}

function values(documents: readonly Document[]): Value[] {
  return documents.map(document => document.toJS({ maxAliasCount: 100 }));
}

/**
 * Edits one document of a YAML file so that it has a wanted value. Only the bytes of what differs change: comments,
 * order, quotes, line ends and indentation of everything else stay.
 * @param index - which document of the file
 * @throws YamlEditError when the place is shared by anchors, or the file cannot be read
 * @public
 */
export function editYaml(text: string, index: number, wanted: Value): string {
  const documents = parse(text);
  const broken = documents.find(({ errors }) => errors.length > 0);
  if (broken) {
    throw new YamlEditError(
      '',
      `The YAML cannot be read: ${broken.errors[0].message.split('\n')[0]}`,
    );
  }
  const document = documents[index];
  if (!document?.contents) {
    throw new YamlEditError('', `The file has no document ${index + 1}.`);
  }
  const result = applySplices(
    text,
    documentSplices(new YamlText(text), document, wanted),
  );
  const expected = values(documents);
  expected[index] = wanted;
  const after = parse(result);
  if (
    after.some(({ errors }) => errors.length > 0) ||
    !isSame(values(after), expected)
  ) {
    throw new YamlEditError(
      '',
      'The file is written in a way that cannot be edited in place.',
    );
  }
  return result;
}
