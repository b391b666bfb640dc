import { asList, asNumber, asRecord, asText } from '../resources/fields';
import type { KubeObject } from '../resources/types';
import { schemeOfUrl } from '../schemas/schemeOfUrl';
import { attachment, selector } from './attachment';
import { isSet } from './values';
import type { Report } from './Report';

type Fields = Record<string, unknown>;

const SCHEMES = ['', 'file', 'http', 'https', 'oci'];

function vmConfig(report: Report, value: unknown): void {
  const names = new Set<string>();
  asList(asRecord(value).env).forEach((entry, index) => {
    const { name, valueFrom, value: text } = asRecord(entry);
    const at = report.at('env', index);
    const key = asText(name) ?? '';
    if (key === '') {
      at.error('spec.vmConfig.env invalid: name must be set');
      return;
    }
    if (names.has(key)) {
      at.error(`duplicate env: ${key}`);
    }
    names.add(key);
    if (valueFrom === 'HOST' && asText(text)) {
      at.error(
        `spec.vmConfig.env invalid: value of ${key} may not be set with valueFrom HOST`,
      );
    }
  });
}

function module(report: Report, spec: Fields): void {
  const url = asText(spec.url) ?? '';
  if (url === '') {
    report.at('url').error('url field needs to be set');
  } else {
    const scheme = schemeOfUrl(url) ?? '';
    if (!SCHEMES.includes(scheme)) {
      report.at('url').error(`url contains unsupported scheme: ${scheme}`);
    }
  }
  const sha = asText(spec.sha256) ?? '';
  if (sha !== '' && sha.length !== 64) {
    report.at('sha256').error('sha256 field must be 64 characters long');
  } else if (sha !== '' && !/^[a-f0-9]{64}$/.test(sha)) {
    report.at('sha256').error('sha256 field must match [a-f0-9]{64} pattern');
  }
  if (isSet(spec.imagePullSecret) && asText(spec.imagePullSecret) === '') {
    report.at('imagePullSecret').error('imagePullSecret must not be empty');
  }
  vmConfig(report.at('vmConfig'), spec.vmConfig);
}

function matches(report: Report, list: unknown): void {
  asList(list).forEach((value, index) => {
    if (!isSet(value)) {
      report.error(`spec.Match[${index}] is nil`);
      return;
    }
    asList(asRecord(value).ports).forEach((port, position) => {
      const number = asNumber(asRecord(port).number);
      if (!isSet(port)) {
        report.error(`spec.Match[${index}].Ports[${position}] is nil`);
      } else if (number === undefined || number < 1 || number > 65535) {
        report.error(
          `spec.Match[${index}].Ports[${position}] is out of range: ${
            number ?? 0
          }`,
        );
      }
    });
  });
}

/** A WasmPlugin. */
export function wasmPlugin(
  report: Report,
  object: KubeObject,
  rootNamespace: string,
): void {
  const spec = asRecord(object.spec);
  attachment(report, spec, object.metadata.namespace, rootNamespace);
  selector(report.at('selector'), spec.selector);
  module(report, spec);
  matches(report, spec.match);
}

/** A TrafficExtension. */
export function trafficExtension(
  report: Report,
  object: KubeObject,
  rootNamespace: string,
): void {
  const spec = asRecord(object.spec);
  attachment(report, spec, object.metadata.namespace, rootNamespace);
  selector(report.at('selector'), spec.selector);
  if (isSet(spec.wasm)) {
    module(report.at('wasm'), asRecord(spec.wasm));
  }
  if (isSet(spec.lua) && !asText(asRecord(spec.lua).inlineCode)) {
    report.at('lua').error('lua.inlineCode cannot be empty');
  }
  if (!isSet(spec.wasm) && !isSet(spec.lua)) {
    report.error('one of wasm or lua must be set');
  }
  if (isSet(spec.wasm) && isSet(spec.lua)) {
    report.error('only one of wasm or lua can be set');
  }
  matches(report, spec.match);
}
