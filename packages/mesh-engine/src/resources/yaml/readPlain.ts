import { BlockReader, type PlainDocument } from './BlockReader';
import { NOT_PLAIN } from './scalars';

/** Tabs, controls, and what YAML may read as the end of a line or refuse. */
const UNUSUAL =
  /[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]/;

/** Reads one document of plain YAML; undefined where only the full parser can tell what it says. */
export function readPlain(text: string): PlainDocument | undefined {
  if (UNUSUAL.test(text)) {
    return undefined;
  }
  try {
    return new BlockReader(text).read();
  } catch (error) {
    if (error === NOT_PLAIN) {
      return undefined;
    }
    throw error;
  }
}
