import { group, hostname, kind, objectName, subdomain } from '../parts/names';
import {
  list,
  map,
  object,
  required,
  text,
  type Infer,
  type Rule,
} from '../schema';
import { sectionGiven, sectionUnique } from './rules/sections';

interface Validation {
  caCertificateRefs?: unknown[];
  wellKnownCACertificates?: string;
}

const authorities = (validation: Validation) => [
  (validation.caCertificateRefs ?? []).length > 0,
  Boolean(validation.wellKnownCACertificates),
];

const notBothAuthorities: Rule<Validation> = {
  apiServer:
    'must not contain both CACertificateRefs and WellKnownCACertificates',
  message: 'Certificates are trusted by a list and by a well-known list.',
  fix: 'Keep one of caCertificateRefs and wellKnownCACertificates.',
  judge: validation => !authorities(validation).every(Boolean),
};

const someAuthority: Rule<Validation> = {
  apiServer: 'must specify either CACertificateRefs or WellKnownCACertificates',
  message: 'Nothing says whose certificates are trusted.',
  fix: 'Add caCertificateRefs, or wellKnownCACertificates: System.',
  judge: validation => authorities(validation).some(Boolean),
};

/** The type of an alternative name and its field say the same. */
function nameOfType(
  field: 'hostname' | 'uri',
  type: string,
): Rule<{ type: string; hostname?: string; uri?: string }>[] {
  return [
    {
      apiServer: `SubjectAltName element must contain ${type}, if Type is set to ${type}`,
      message: `A name of the type ${type} has no ${field}.`,
      fix: `Add ${field}.`,
      judge: name => name.type !== type || Boolean(name[field]),
    },
    {
      apiServer: `SubjectAltName element must not contain ${type}, if Type is not set to ${type}`,
      message: `A name of another type has ${field}.`,
      fix: `Set type to ${type}, or remove ${field}.`,
      judge: name => name.type === type || !name[field],
    },
  ];
}

export const backendTlsPolicy = object({
  options: map(text({ max: 4096 }), { max: 16 }),
  targetRefs: required(
    list(
      object({
        group: required(group),
        kind: required(kind),
        name: required(objectName),
        sectionName: subdomain,
      }),
      {
        min: 1,
        max: 16,
        rules: [sectionGiven('target'), sectionUnique('target')],
      },
    ),
  ),
  validation: required(
    object(
      {
        caCertificateRefs: list(
          object({
            group: required(group),
            kind: required(kind),
            name: required(objectName),
          }),
          { max: 8 },
        ),
        hostname: required(subdomain),
        subjectAltNames: list(
          object(
            {
              hostname,
              type: required(text({ values: ['Hostname', 'URI'] })),
              uri: text({
                pattern:
                  '^(([^:/?#]+):)(//([^/?#]*))([^?#]*)(\\?([^#]*))?(#(.*))?',
                min: 1,
                max: 253,
              }),
            },
            {
              rules: [
                ...nameOfType('hostname', 'Hostname'),
                ...nameOfType('uri', 'URI'),
              ],
            },
          ),
          { max: 5 },
        ),
        wellKnownCACertificates: text({
          pattern:
            '^(System|([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]))$',
          min: 1,
          max: 253,
        }),
      },
      { rules: [notBothAuthorities, someAuthority] },
    ),
  ),
});

export type BackendTlsPolicySpec = Infer<typeof backendTlsPolicy>;
