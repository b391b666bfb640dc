import {
  isMap,
  isScalar,
  isSeq,
  type Document,
  type Pair,
  type ParsedNode,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { align } from '../values/align';
import {
  isMapValue,
  isSame,
  keysOf,
  type Value,
  type ValueMap,
} from '../values/values';
import { afterColonOf, contentEnd, dashOf, startOf, valueEnd } from './places';
import { refuseShared } from './refuseShared';
import { scalarText } from './scalarText';
import { spliceEntries, type Splice, type Step } from './splices';
import { YamlEditError } from './YamlEditError';
import type { YamlText } from './YamlText';

type MapNode = YAMLMap.Parsed;
type SeqNode = YAMLSeq.Parsed;
type PairNode = Pair<ParsedNode, ParsedNode | null>;
type Item = ParsedNode | null;

/** Finds the splices that give one document a wanted value. */
class Edits {
  readonly splices: Splice[] = [];
  readonly #file: YamlText;
  readonly #document: Document.Parsed;

  constructor(file: YamlText, document: Document.Parsed) {
    this.#file = file;
    this.#document = document;
  }

  /** @param replace - puts the value in the place of the whole node, when it is of another kind */
  edit(node: Item, wanted: Value, path: string, replace: () => void): void {
    if (node && isSame(node.toJS(this.#document), wanted)) {
      return;
    }
    if (node) {
      refuseShared(node, path);
    }
    if (node && isMap(node) && isMapValue(wanted)) {
      if (this.#editMap(node as MapNode, wanted, path)) {
        return;
      }
    } else if (node && isSeq(node) && Array.isArray(wanted)) {
      if (this.#editList(node as SeqNode, wanted, path)) {
        return;
      }
    }
    replace();
  }

  /** @returns false when nothing of the map stays */
  #editMap(node: MapNode, wanted: ValueMap, path: string): boolean {
    const file = this.#file;
    const pairs = node.items as PairNode[];
    const names = pairs.map(({ key }) => String(key.toJS(this.#document)));
    const kept = names.filter(name => wanted[name] !== undefined);
    if (kept.length === 0) {
      return false;
    }
    pairs.forEach((pair, index) => {
      const name = names[index];
      if (wanted[name] !== undefined) {
        this.edit(
          pair.value,
          wanted[name],
          path ? `${path}.${name}` : name,
          () => this.#replaceValue(node, pair, wanted[name]),
        );
      }
    });
    const spans = pairs.map(pair => {
      const colon = afterColonOf(pair, node);
      return {
        start: startOf(pair.key),
        end: pair.value
          ? Math.max(contentEnd(pair.value, file.text), colon)
          : colon,
      };
    });
    const flow = Boolean(node.flow);
    const column = file.columnOf(spans[0].start);
    const stepOf = (key: string): Step =>
      kept.includes(key)
        ? { stays: names.indexOf(key) }
        : {
            added: flow
              ? file.flowPair(key, wanted[key])
              : file.blockPair(key, wanted[key], column),
          };
    const order = keysOf(wanted).filter(key => !kept.includes(key));
    const steps = this.#inOrder(keysOf(wanted), kept, order).map(stepOf);
    this.splices.push(...spliceEntries(file, { flow, spans }, steps));
    return true;
  }

  /** Kept keys in the order of the file, and each new one after the key that it follows in the wanted value. */
  #inOrder(wanted: string[], kept: string[], added: string[]): string[] {
    const order = [...kept];
    for (const key of added) {
      const before = wanted.slice(0, wanted.indexOf(key)).reverse();
      const neighbour = before.find(candidate => order.includes(candidate));
      order.splice(neighbour ? order.indexOf(neighbour) + 1 : 0, 0, key);
    }
    return order;
  }

  #replaceValue(map: MapNode, pair: PairNode, value: Value): void {
    const file = this.#file;
    const colon = afterColonOf(pair, map);
    const old = pair.value;
    if (map.flow) {
      const from = Math.max(old ? startOf(old) : colon, colon);
      const end = old ? contentEnd(old, file.text) : colon;
      const text = file.flow(value);
      this.#put(from, Math.max(end, from), from === colon ? ` ${text}` : text);
    } else if (isScalar(old) && this.#isOneLine(old) && !this.#isBlock(value)) {
      this.#put(
        old.range[0],
        old.range[1],
        scalarText(file, value, old, false),
      );
    } else {
      const end = old ? Math.max(valueEnd(old, file), colon) : colon;
      const column = file.columnOf(startOf(pair.key));
      const text = file.endsLine(end)
        ? file.afterColon(value, column)
        : ` ${file.flow(value)}`;
      this.#put(colon, end, text);
    }
  }

  #isOneLine({ range: [start, end] }: ParsedNode): boolean {
    return end > start && !/[|>]/.test(this.#file.text[start]);
  }

  #isBlock(value: Value): boolean {
    return (
      isMapValue(value) || Array.isArray(value) || /\n/.test(String(value))
    );
  }

  #put(start: number, end: number, text: string): void {
    this.splices.push({ start, end, text });
  }

  /** @returns false when nothing of the list stays */
  #editList(node: SeqNode, wanted: readonly Value[], path: string): boolean {
    const file = this.#file;
    const items = node.items as Item[];
    const before = items.map(item => item?.toJS(this.#document) as Value);
    const steps = align(before, wanted);
    const flow = Boolean(node.flow);
    if (
      !steps.some(
        ({ before: from, after }) => from !== undefined && after !== undefined,
      )
    ) {
      return false;
    }
    const spans = items.map((item, index) => {
      const start = flow ? startOf(item!) : dashOf(node, index);
      const least = flow ? start : start + 1;
      return {
        start,
        end: item ? Math.max(contentEnd(item, file.text), least) : least,
      };
    });
    const width = this.#dashWidth(items[0], spans[0].start);
    const column = file.columnOf(spans[0].start);
    const moves: Step[] = [];
    for (const { before: from, after: to } of steps) {
      if (from !== undefined && to !== undefined) {
        moves.push({ stays: from });
        this.edit(items[from], wanted[to], `${path}[${from}]`, () =>
          flow
            ? this.#put(
                spans[from].start,
                spans[from].end,
                file.flow(wanted[to]),
              )
            : this.#replaceItem(
                items[from],
                spans[from].start,
                width,
                wanted[to],
              ),
        );
      } else if (to !== undefined) {
        moves.push({
          added: flow
            ? file.flow(wanted[to])
            : `-${file.afterDash(wanted[to], column, width)}`,
        });
      }
    }
    this.splices.push(...spliceEntries(file, { flow, spans }, moves));
    return true;
  }

  /** Columns from a dash to the content. */
  #dashWidth(first: Item, dash: number): number {
    const width = first ? startOf(first) - dash : 2;
    return width > 1 && width <= 8 ? width : 2;
  }

  #replaceItem(item: Item, dash: number, width: number, value: Value): void {
    const file = this.#file;
    const end = item ? Math.max(valueEnd(item, file), dash + 1) : dash + 1;
    const text = file.endsLine(end)
      ? file.afterDash(value, file.columnOf(dash), width)
      : `${' '.repeat(width - 1)}${file.flow(value)}`;
    this.#put(dash + 1, end, text);
  }
}

/**
 * What to put where so that a document has a wanted value.
 * @throws YamlEditError when the place is shared by anchors
 */
export function documentSplices(
  file: YamlText,
  document: Document.Parsed<ParsedNode>,
  wanted: Value,
): Splice[] {
  const edits = new Edits(file, document);
  edits.edit(document.contents, wanted, '', () => {
    throw new YamlEditError(
      '',
      'The document is something else now; it cannot be edited in place.',
    );
  });
  return edits.splices;
}
